"""The way around the site, ready to show: the main navigation, the breadcrumbs, the links of the footer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.template import Context
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from .home import footer_numbers, site_home
from .surroundings import surroundings
from .text_language import text_language


@dataclass(frozen=True)
class Link:
    """A link to a page of the site.

    `current` is the value of aria-current: "page", "true" (the reader is under it) or "". `language` is the
    code of the text's language where it is not the reader's, else "". `children` are the links below it.
    """

    text: str
    url: str
    current: str = ""
    language: str = ""
    children: "tuple[Link, ...]" = ()


def page_of(context: Context) -> Page | None:
    """The page that is being shown, None where a view of another kind shows something."""
    page = context.get("page")
    return page if isinstance(page, Page) else None


def main_navigation(request: HttpRequest, page: Page | None) -> list[Link]:
    """The pages in menus on two levels under the home page, in the tree's order.

    A page in menus under one that is not stays out, as its parent does.
    """
    home = site_home(request)
    if home is None:
        return []
    children: dict[str, list[Page]] = {}
    for found in surroundings(request, page).menu:
        children.setdefault(found.path[: -found.steplen], []).append(found)
    return [
        replace(
            _navigation_link(child, request, page),
            children=tuple(_navigation_link(below, request, page) for below in children.get(child.path, [])),
        )
        for child in children.get(home.path, [])
    ]


def _navigation_link(child: Page, request: HttpRequest, page: Page | None) -> Link:
    url = child.get_url(request) or ""
    current = ""
    if page is not None and page.path.startswith(child.path):
        current = "page" if request.path == url else "true"
    return Link(child.title, url, current, _other_language(child))


def breadcrumbs(request: HttpRequest, page: Page | None, current: str = "", language: str = "") -> list[Link]:
    """The way from the home page to where the reader is; empty on the home page itself.

    `current` names what is shown under `page`, or by a view without a page; `language` is that of the name
    where it is not the reader's.
    """
    home = site_home(request)
    if home is None or (page == home and not current):
        return []
    links = [Link(_("Front page"), home.get_url(request) or "")]
    links += [_crumb(step, request) for step in _steps(request, home, page)]
    if not current and page is not None:
        return [*links[:-1], Link(page.title, links[-1].url, "page", links[-1].language)]
    return [*links, Link(current, request.path, "page", language)] if current else []


def _steps(request: HttpRequest, home: Page, page: Page | None) -> Iterator[Page]:
    """The pages under the home page that lead to `page`, itself included."""
    if page is not None and page != home:
        yield from (step for step in surroundings(request, page).ancestors if step.depth > home.depth)
        yield page


def _crumb(page: Page, request: HttpRequest) -> Link:
    return Link(page.title, page.get_url(request) or "", "", _other_language(page))


def _other_language(page: Page) -> str:
    """The language of a page's published text where it is not the reader's, else ""."""
    code = text_language(page)
    return "" if code == get_language() else code


def footer_links(request: HttpRequest, page: Page | None) -> list[Link]:
    """A link to each published page of the footer, in the editor's order and the reader's language.

    Where one of them takes feedback (its kind has a `feedback_url`), a link to its form comes last, which
    knows where the reader was.
    """
    chosen = surroundings(request, page).footer
    numbered = {one.pk: one for one in chosen}
    readers = {
        one.translation_key: one for one in chosen if one.live and one.locale.language_code == get_language()
    }
    named = [numbered[number] for number in footer_numbers(site_home(request)) if number in numbered]
    shown = [readers.get(one.translation_key, one) for one in named]
    published = [one for one in shown if one.live]
    return [*(_footer_link(one, request) for one in published), *_feedback_link(published, request)]


def _footer_link(page: Page, request: HttpRequest) -> Link:
    url = page.get_url(request) or ""
    return Link(page.title, url, "page" if request.path == url else "", _other_language(page))


def _feedback_link(pages: list[Page], request: HttpRequest) -> Iterator[Link]:
    takers = (page.specific_deferred for page in pages if hasattr(page.specific_class, "feedback_url"))
    taker = next(takers, None)
    if taker is not None:
        url = taker.feedback_url(request)
        current = "page" if request.path == url else ""
        query = "" if current else f"?{urlencode({'page': request.path})}"
        yield Link(_("Report an accessibility problem"), f"{url}{query}", current)
