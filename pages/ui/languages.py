"""The same thing in the other language, and the words that tell which language a text is in.

Knows which pages are each other's translations or aliases; does not translate anything.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .surroundings import other_languages, surroundings
from .text_language import is_translation

IN_LANGUAGE = {
    "fi": _("In Finnish"),
    "sv": _("In Swedish"),
    "en": _("In English"),
    "se": _("In Northern Sámi"),
    "ru": _("In Russian"),
    "uk": _("In Ukrainian"),
}
PAGE_IS_IN_LANGUAGE = {
    "fi": _("This page is in Finnish. It has not been translated yet."),
    "sv": _("This page is in Swedish. It has not been translated yet."),
}


@dataclass(frozen=True)
class LanguageLink:
    """A link to what is shown, or the nearest thing to it, in another language."""

    code: str
    name: str
    url: str


def in_language(code: str) -> str:
    """Words such as "In Finnish"; another language by its bare name, an unknown one by its code."""
    return str(IN_LANGUAGE.get(code) or language_name(code))


def page_is_in_language(code: str) -> str:
    """A sentence for a page that stands untranslated in the other language's tree."""
    return str(PAGE_IS_IN_LANGUAGE.get(code) or in_language(code))


def language_name(code: str) -> str:
    """The language's name in the reader's language, its code where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def language_links(request: HttpRequest, page: Page | None) -> list[LanguageLink]:
    """A link for each language but the reader's.

    From a page to its translation or alias, else to that of the nearest ancestor that has one; from any other
    view to the same view. The rest of the path under a routable page and the query string are kept where
    the same thing is shown. A language that the site has no home page in gets no link.
    """
    links = []
    counterparts = surroundings(request, page).counterparts
    for code in other_languages():
        url = "" if page else _same_view(request, code)
        if not url and code in counterparts:
            url = _address(request, page, counterparts[code])
        if url:
            links.append(LanguageLink(code, _own_name(code), url))
    return links


@dataclass(frozen=True)
class Shown:
    """What a view shows under a page: its title, the language of its text here, and all it is written in.

    `description` is in that language too; `picture` is an image of Wagtail's library or None.
    """

    title: str
    language: str
    languages: tuple[str, ...] = ()
    description: str = ""
    picture: Any = None


def alternates(request: HttpRequest, page: Page | None, shown: Shown | None = None) -> list[LanguageLink]:
    """Full addresses for hreflang: the page and its published translations, and which of them is the default.

    None when there is no translation, none for a page whose own text is another language's, and none on
    a list's later page, for the other language's list may end before. So it is with what is `shown` under
    the page.
    """
    if page is None or later_page(request) or not is_translation(page, page):
        return []
    counterparts = surroundings(request, page).counterparts.values()
    versions = [page, *(other for other in counterparts if is_translation(page, other))]
    if shown:
        versions = [one for one in versions if one.locale.language_code in shown.languages]
    if page not in versions or len(versions) == 1:
        return []
    links = [
        LanguageLink(code, "", f"{one.get_full_url(request)}{rest_of_path(request, page, code)}")
        for one in versions
        for code in [one.locale.language_code]
    ]
    default = next((link for link in links if link.code == settings.LANGUAGE_CODE), links[0])
    return [*links, LanguageLink("x-default", "", default.url)]


def _own_name(code: str) -> str:
    return str(get_language_info(code)["name_local"]).capitalize()


def _same_view(request: HttpRequest, code: str) -> str:
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":
        return ""  # a page that was not found: it has no counterpart
    here = request.get_full_path()
    there = translate_url(here, code)
    return there if there != here else ""


def _address(request: HttpRequest, page: Page | None, counterpart: Page) -> str:
    url = counterpart.get_url(request) or ""
    if page is None or page.translation_key != counterpart.translation_key:
        return url
    query = request.META.get("QUERY_STRING", "")
    rest = rest_of_path(request, page, counterpart.locale.language_code)
    return f"{url}{rest}{'?' + query if query else ''}"


def later_page(request: HttpRequest) -> str:
    """The query of a list's second page or a later one, such as "?page=2"; "" on the first."""
    number = request.GET.get("page", "")
    is_later = number.isascii() and number.isdigit() and int(number) > 1
    return f"?page={number}" if is_later else ""


def rest_of_path(request: HttpRequest, page: Page, code: str = "") -> str:
    """What a routable page's view has after the page's own address: "12/" of /kurssit/12/.

    In the language `code`, the reader's unless told.
    """
    match = getattr(request, "routable_resolver_match", None)
    if match is None:
        return ""
    with translation.override(code or get_language()):
        rest: str = page.get_resolver().reverse(match.url_name, *match.args, **match.kwargs)
    return rest
