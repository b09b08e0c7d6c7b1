"""All the pages that stand around one: what leads to it, its counterparts, the menu, footer, chosen pages.

Knows the page tree only. One query a request, whatever is asked and however often.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from .home import footer_numbers, site_home
from .text_language import TEXT_LANGUAGE

MENU_LEVELS = 2


@dataclass(frozen=True)
class Surroundings:
    """The page's ancestors from the top down, and by language the nearest published counterpart.

    `menu` holds the published pages in menus, two levels under the home page in the tree's order. `footer`
    holds the pages named in the home page's footer, `chosen` by primary key those that the page itself has
    chosen (`asked` are their numbers): both as chosen and in the reader's language.
    """

    ancestors: list[Page] = field(default_factory=list)
    counterparts: dict[str, Page] = field(default_factory=dict)
    menu: list[Page] = field(default_factory=list)
    footer: list[Page] = field(default_factory=list)
    asked: frozenset[int] = frozenset()
    chosen: dict[int, Page] = field(default_factory=dict)


def other_languages() -> list[str]:
    """The site's languages but the reader's."""
    return [code for code, _name in settings.LANGUAGES if code != get_language()]


def surroundings(request: HttpRequest, page: Page | None) -> Surroundings:
    """What stands around `page`, else around the home page.

    A counterpart is the page's own, else that of its nearest ancestor that has one.
    """
    home = site_home(request)
    start = page or home
    if start is None:
        return Surroundings()
    found: dict[tuple[str | None, int], Surroundings] = request.__dict__.setdefault("_ui_surroundings", {})
    key = (get_language(), start.pk)
    if key not in found:
        found[key] = _find(start, home)
    return found[key]


def _find(page: Page, home: Page | None) -> Surroundings:
    lineage = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    footer, asked = frozenset(footer_numbers(home)), _chosen_numbers(page)
    wanted = Q(path__in=lineage[:-1]) | _elsewhere(lineage) | _in_menu(home) | _named(footer | asked)
    pages = list(Page.objects.filter(wanted).select_related(*TEXT_LANGUAGE).order_by("path"))
    ancestors = [one for one in pages if one.path in lineage[:-1]]
    keys = {page.translation_key, *(one.translation_key for one in ancestors)}
    return Surroundings(
        ancestors=ancestors,
        counterparts=_nearest([one for one in pages if one.translation_key in keys]),
        menu=[one for one in pages if home and _is_in_menu(one, home)],
        footer=_versions(pages, footer),
        asked=asked,
        chosen={one.pk: one for one in _versions(pages, asked)},
    )


def _chosen_numbers(page: Page) -> frozenset[int]:
    """The primary keys of the pages that the page has chosen; one of another kind than ours tells none."""
    return getattr(page, "chosen_numbers", frozenset())


def _elsewhere(lineage: list[str]) -> Q:
    keys = Page.objects.filter(path__in=lineage).values("translation_key")
    return Q(translation_key__in=keys, locale__language_code__in=other_languages(), live=True)


def _in_menu(home: Page | None) -> Q:
    if home is None:
        return Q()
    levels = (home.depth + 1, home.depth + MENU_LEVELS)
    return Q(path__startswith=home.path, depth__range=levels, show_in_menus=True, live=True)


def _named(numbers: frozenset[int]) -> Q:
    if not numbers:
        return Q()
    keys = Page.objects.filter(pk__in=numbers).values("translation_key")
    return Q(pk__in=numbers) | Q(translation_key__in=keys, locale__language_code=get_language())


def _nearest(pages: list[Page]) -> dict[str, Page]:
    """By language the deepest of the published pages in another language than the reader's."""
    languages = other_languages()
    by_depth = sorted(pages, key=lambda one: one.depth)
    return {
        one.locale.language_code: one
        for one in by_depth
        if one.live and one.locale.language_code in languages
    }


def _is_in_menu(page: Page, home: Page) -> bool:
    is_below = page.path.startswith(home.path) and home.depth < page.depth <= home.depth + MENU_LEVELS
    return bool(is_below and page.live and page.show_in_menus)


def _versions(pages: list[Page], numbers: frozenset[int]) -> list[Page]:
    keys = {one.translation_key for one in pages if one.pk in numbers}
    return [one for one in pages if one.translation_key in keys]
