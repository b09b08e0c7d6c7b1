"""The way around the site: its home page in the reader's language, the main navigation and the breadcrumbs.

Knows the page tree only; each answer costs a constant number of queries.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.template import Context
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site


@dataclass(frozen=True)
class Link:
    """A link to a page of the site.

    `current` is the value of aria-current: "page", "true" (the reader is under it) or "". `language` is the
    code of the text's language where it is not the reader's, else "".
    """

    text: str
    url: str
    current: str = ""
    language: str = ""


def page_of(context: Context) -> Page | None:
    """The page that is being shown, None where a view of another kind shows something."""
    page = context.get("page")
    return page if isinstance(page, Page) else None


def site_home(request: HttpRequest) -> Page | None:
    """The site's published home page in the reader's language; asked of the database once a request."""
    language = get_language()
    homes: dict[str | None, Page | None] = request.__dict__.setdefault("_ui_homes", {})
    if language not in homes:
        homes[language] = _find_home(request, language)
    return homes[language]


def _find_home(request: HttpRequest, language: str | None) -> Page | None:
    site = Site.find_for_request(request)
    if site is None or site.root_page.specific_class is None:
        return None
    homes = site.root_page.specific_class.objects.live().select_related("locale", "alias_of__locale")
    home: Page | None = homes.filter(
        translation_key=site.root_page.translation_key, locale__language_code=language
    ).first()
    return home


def main_navigation(request: HttpRequest, page: Page | None) -> list[Link]:
    """The home page's children that editors put into menus, in the tree's order."""
    home = site_home(request)
    if home is None:
        return []
    children = home.get_children().live().in_menu().select_related("locale", "alias_of__locale")
    return [_navigation_link(child, request, page) for child in children]


def _navigation_link(child: Page, request: HttpRequest, page: Page | None) -> Link:
    url = child.get_url(request) or ""
    current = ""
    if page is not None and page.path.startswith(child.path):
        current = "page" if request.path == url else "true"
    return Link(child.title, url, current, _other_language(child))


def breadcrumbs(request: HttpRequest, page: Page | None, current: str = "") -> list[Link]:
    """The way from the home page to where the reader is; empty on the home page itself.

    `current` names what is shown under `page`, or by a view without a page.
    """
    home = site_home(request)
    if home is None or (page == home and not current):
        return []
    links = [Link(_("Front page"), home.get_url(request) or "")]
    links += [_crumb(step, request) for step in _steps(home, page)]
    if not current and page is not None:
        return [*links[:-1], Link(page.title, links[-1].url, "page", links[-1].language)]
    return [*links, Link(current, request.path, "page")] if current else []


def _steps(home: Page, page: Page | None) -> Iterator[Page]:
    """The pages under the home page that lead to `page`, itself included."""
    if page is not None and page != home:
        ancestors = page.get_ancestors().filter(depth__gt=home.depth)
        yield from ancestors.select_related("locale", "alias_of__locale")
        yield page


def _crumb(page: Page, request: HttpRequest) -> Link:
    return Link(page.title, page.get_url(request) or "", "", _other_language(page))


def _other_language(page: Page) -> str:
    """The language of an alias's text where it is not the reader's, else ""."""
    source = page.alias_of or page
    code: str = source.locale.language_code
    return "" if code == get_language() else code
