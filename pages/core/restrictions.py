"""Which branches of the tree a reader is kept from: asked of the database once a request, in one query."""

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

Pages = TypeVar("Pages", bound=QuerySet[Any])


def refused_branches(request: HttpRequest | None) -> list[str]:
    """The paths of the pages that `request`'s user may not read, nor anything under them.

    Without a request, those that not everybody may read. An alias is restricted as its source is.
    """
    if request is None:
        return _branches(PageViewRestriction.objects.all())
    known = request.__dict__
    if "_refused_branches" not in known:
        known["_refused_branches"] = _branches(_unmet(request))
    branches: list[str] = known["_refused_branches"]
    return branches


def visible(pages: Pages, request: HttpRequest | None) -> Pages:
    """The published ones of `pages` that `request`'s user may read; without a request, that anybody may."""
    refused = Q()
    for path in refused_branches(request):
        refused |= Q(path__startswith=path)
    live = pages.filter(live=True)
    return live.exclude(refused) if refused else live


def _unmet(request: HttpRequest) -> QuerySet[PageViewRestriction]:
    """The restrictions that refuse the request: the same rule as that of Wagtail's `accept_request`."""
    passed = getattr(request, "session", {}).get(PageViewRestriction.passed_view_restrictions_session_key, [])
    met = Q(restriction_type=PageViewRestriction.NONE)
    met |= Q(restriction_type=PageViewRestriction.PASSWORD, pk__in=passed)
    user = getattr(request, "user", AnonymousUser())
    if user.is_authenticated:
        met |= Q(restriction_type=PageViewRestriction.LOGIN)
        of_groups = Q(restriction_type=PageViewRestriction.GROUPS)
        met |= of_groups if user.is_superuser else of_groups & Q(groups__in=user.groups.values("pk"))
    return PageViewRestriction.objects.exclude(pk__in=PageViewRestriction.objects.filter(met).values("pk"))


def _branches(restrictions: QuerySet[PageViewRestriction]) -> list[str]:
    pages = restrictions.values("page")
    restricted = Q(pk__in=pages) | Q(alias_of__in=pages) | Q(alias_of__alias_of__in=pages)
    return list(Page.objects.filter(restricted).values_list("path", flat=True))
