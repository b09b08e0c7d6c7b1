"""Which branches of the tree a reader is kept from: asked of the database once a request, in one query.

For strangers it comes with the way to a page (`pages.core.routing`).
"""

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Func, Q, QuerySet, Subquery, TextField
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
        known["_refused_branches"] = _refused(request)
    branches: list[str] = known["_refused_branches"]
    return branches


def refused_strangers() -> Subquery:
    """What `refused_branches` answers strangers, as one text: for a query that is made anyway."""
    unmet = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.NONE)
    return Subquery(_restricted(unmet).order_by().annotate(paths=_Joined("path")).values("paths"))


def keep_refused_strangers(request: HttpRequest, paths: str | None) -> None:
    """Remember the answer of `refused_strangers`, so that a stranger's request need not ask."""
    request.__dict__["_refused_strangers"] = (paths or "").split()


def visible(pages: Pages, request: HttpRequest | None) -> Pages:
    """The published ones of `pages` that `request`'s user may read; without a request, that anybody may."""
    refused = Q()
    for path in refused_branches(request):
        refused |= Q(path__startswith=path)
    live = pages.filter(live=True)
    return live.exclude(refused) if refused else live


class _Joined(Func):
    """The values of a column in one text with blanks between them."""

    template = "%(function)s(%(expressions)s, ' ')"
    function = "STRING_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra_context)


def _refused(request: HttpRequest) -> list[str]:
    strangers: list[str] | None = request.__dict__.get("_refused_strangers")
    if strangers is not None and not (_passed(request) or _user(request).is_authenticated):
        return strangers
    return _branches(_unmet(request))


def _unmet(request: HttpRequest) -> QuerySet[PageViewRestriction]:
    """The restrictions that refuse the request: the same rule as that of Wagtail's `accept_request`."""
    met = Q(restriction_type=PageViewRestriction.NONE)
    met |= Q(restriction_type=PageViewRestriction.PASSWORD, pk__in=_passed(request))
    user = _user(request)
    if user.is_authenticated:
        met |= Q(restriction_type=PageViewRestriction.LOGIN)
        of_groups = Q(restriction_type=PageViewRestriction.GROUPS)
        met |= of_groups if user.is_superuser else of_groups & Q(groups__in=user.groups.values("pk"))
    return PageViewRestriction.objects.exclude(pk__in=PageViewRestriction.objects.filter(met).values("pk"))


def _passed(request: HttpRequest) -> list[int]:
    """The restrictions whose password the reader has told."""
    session = getattr(request, "session", {})
    passed: list[int] = session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    return passed


def _user(request: HttpRequest) -> Any:
    return getattr(request, "user", AnonymousUser())


def _branches(restrictions: QuerySet[PageViewRestriction]) -> list[str]:
    return list(_restricted(restrictions).values_list("path", flat=True))


def _restricted(restrictions: QuerySet[PageViewRestriction]) -> QuerySet[Page]:
    pages = restrictions.values("page")
    aliases = Page.objects.filter(alias_of__in=pages).order_by().values("pk")
    return Page.objects.filter(Q(pk__in=pages) | Q(alias_of__in=pages) | Q(alias_of__in=aliases))
