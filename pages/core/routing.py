"""From an address to its page in two queries, however deep it lies; Wagtail makes two for every step.

Knows the tree. What a page with a routing of its own makes of the rest of an address is its own affair.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from wagtail.models import Page, PageViewRestriction, Site

from pages.ui.home import home_url_path, keep_home
from pages.ui.text_language import TEXT_LANGUAGE, learn_text_language

from .restrictions import keep_refused_strangers, refused_strangers

DEEPEST = Page._meta.get_field("path").max_length // Page.steplen  # levels that a tree can have


@dataclass(frozen=True)
class Way:
    """The pages from the root to the home page, then those under it that the slugs name, while there are."""

    home: Page
    steps: list[Page]
    slugs: Sequence[str]

    def route(self, request: HttpRequest) -> Any:
        """What `Page.route` answers: that of the first page that routes by itself, else of the last.

        Raises Http404 where the way leads nowhere. The page reached knows its parent, the language of its
        text, and by `is_public` whether nobody is kept from it.
        """
        above = [step for step in self.steps if step.depth <= self.home.depth]
        below = self.steps[len(above) :]
        is_public = not any(step.may_be_restricted for step in above)
        learn_text_language(self.home, above[-1])
        keep_home(request, self.home)
        keep_refused_strangers(request, above[-1].refused)
        if not self.slugs:
            self.home.is_public = is_public
            return Page.route(self.home, request, self.slugs)
        parent = self.home
        for passed, step in enumerate(below, start=1):
            step._cached_parent_obj = parent
            parent, is_public = step, is_public and not step.may_be_restricted
            if passed == len(below) or _routes_by_itself(step):
                return _whole(step, is_public=is_public).route(request, self.slugs[passed:])
        raise Http404


def way_for(request: HttpRequest, slugs: Sequence[str]) -> Way | None:
    """The way from the home page in the reader's language, which comes along; None where there is none."""
    site, url_path = Site.find_for_request(request), home_url_path(request)
    model = site.root_page.specific_class if site and url_path else None
    if model is None:
        return None
    way = _unbroken(_steps(site.root_page, url_path, slugs).select_related(accessor(model)))
    row = next((step for step in way if step.url_path == url_path), None)
    home = getattr(row, accessor(model), None)
    return Way(home, way, slugs) if home and home.live else None


def way_from(home: Page, slugs: Sequence[str]) -> Way:
    """The way from a home page that is known already."""
    return Way(home, _unbroken(_steps(home, home.url_path, slugs)), slugs)


def accessor(model: Any) -> str:
    """The name by which a page leads to what `model` adds to it."""
    return str(model._meta.get_field("page_ptr").remote_field.get_accessor_name())


def _steps(anywhere: Page, home: str, slugs: Sequence[str]) -> Any:
    """The pages on the way to the `url_path` `home`, and those that the slugs may name under it.

    The way begins at the root of the tree in which `anywhere` stands. An alias is restricted as its source
    is; of an alias of an alias only Wagtail knows.
    """
    root = anywhere.path[: anywhere.steplen]
    names = [*home.strip("/").split("/"), *slugs][:DEEPEST]
    url_paths = [f"/{'/'.join(names[:end])}/" for end in range(1, len(names) + 1)]
    restrictions = PageViewRestriction.objects.filter(Q(page=OuterRef("pk")) | Q(page=OuterRef("alias_of")))
    named = Q(slug__in=names, url_path__in=url_paths)  # of the two only the slug has an index
    return (
        Page.objects.filter(named | Q(path=root))
        .select_related(*TEXT_LANGUAGE)
        .annotate(
            may_be_restricted=Exists(restrictions) | Q(alias_of__alias_of__isnull=False),
            refused=refused_strangers(),
        )
    )


def _unbroken(steps: Any) -> list[Page]:
    """As many of the steps as stand one under the other."""
    way: list[Page] = []
    for page in steps.order_by("depth"):
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
