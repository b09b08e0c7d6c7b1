"""From an address to its page in two queries, however deep it lies; Wagtail makes two for every step.

Knows the tree. What a page with a routing of its own makes of the rest of an address is its own affair.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from wagtail.models import Page, PageViewRestriction

from pages.ui.home import keep_home
from pages.ui.text_language import TEXT_LANGUAGE, learn_text_language


def route_from(home: Page, request: HttpRequest, slugs: Sequence[str]) -> Any:
    """What `Page.route` answers: that of the first page on the way that routes by itself, else of the last.

    Raises Http404 where the way leads nowhere. The page reached knows its parent, the language of its text,
    and by `is_public` whether nobody is kept from it.
    """
    way = _way(home, slugs)
    above = [step for step in way if step.depth <= home.depth]
    below = way[len(above) :]
    is_public = not any(step.may_be_restricted for step in above)
    learn_text_language(home, above[-1])
    keep_home(request, home)
    if not slugs:
        home.is_public = is_public
        return Page.route(home, request, slugs)
    parent = home
    for passed, step in enumerate(below, start=1):
        step._cached_parent_obj = parent
        parent, is_public = step, is_public and not step.may_be_restricted
        if passed == len(below) or _routes_by_itself(step):
            return _whole(step, is_public=is_public).route(request, slugs[passed:])
    raise Http404


def _way(home: Page, slugs: Sequence[str]) -> list[Page]:
    """The pages from the root to `home`, then those under it that the slugs name, as far as there are any.

    An alias is restricted as its source is; of an alias of an alias only Wagtail knows.
    """
    wanted = Q(path__in=[home.path[:end] for end in range(home.steplen, len(home.path) + 1, home.steplen)])
    for passed, slug in enumerate(slugs, start=1):
        wanted |= Q(path__startswith=home.path, depth=home.depth + passed, slug=slug)
    restrictions = PageViewRestriction.objects.filter(Q(page=OuterRef("pk")) | Q(page=OuterRef("alias_of")))
    found = (
        Page.objects.filter(wanted)
        .select_related(*TEXT_LANGUAGE)
        .annotate(may_be_restricted=Exists(restrictions) | Q(alias_of__alias_of__isnull=False))
    )
    way: list[Page] = []
    for page in found.order_by("depth"):
        if not way or page.is_child_of(way[-1]):
            way.append(page)
    return way


def _whole(step: Page, *, is_public: bool) -> Any:
    """The page with all its fields."""
    model = step.specific_class
    if model is None:
        return step.specific
    pages = model._default_manager.all()
    page = (pages.for_page() if hasattr(pages, "for_page") else pages).get(pk=step.pk)
    page.is_public = is_public
    if hasattr(step, "_cached_parent_obj"):
        page._cached_parent_obj = step._cached_parent_obj
    return page


def _routes_by_itself(step: Page) -> bool:
    """Whether the rest of the address is its own affair; not where it says that its children come first."""
    model = step.specific_class
    if model is None or getattr(model, "children_first", False):
        return False
    return model.route is not Page.route
