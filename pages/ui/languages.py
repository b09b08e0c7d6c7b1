"""The same thing in the other language, and the words that tell which language a text is in.

Knows which pages are each other's translations or aliases; does not translate anything.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .navigation import site_home

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
    counterparts = _counterparts(request, page)
    for code in _other_languages():
        url = "" if page else _same_view(request, code)
        if not url and code in counterparts:
            url = _address(request, page, counterparts[code])
        if url:
            links.append(LanguageLink(code, _own_name(code), url))
    return links


def alternates(request: HttpRequest, page: Page | None) -> list[LanguageLink]:
    """Full addresses for hreflang: the page and its real translations; none when there is no translation."""
    if page is None or page.alias_of_id:
        return []
    others = [other for other in _counterparts(request, page).values() if _is_translation(page, other)]
    if not others:
        return []
    rest = _rest_of_path(request, page)
    return [
        LanguageLink(item.locale.language_code, "", f"{item.get_full_url(request)}{rest}")
        for item in [page, *others]
    ]


def _other_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != get_language()]


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
    return f"{url}{_rest_of_path(request, page)}{'?' + query if query else ''}"


def _rest_of_path(request: HttpRequest, page: Page) -> str:
    """What a routable page's view has after the page's own address: "12/" of /kurssit/12/."""
    if not hasattr(request, "routable_resolver_match"):
        return ""
    base = page.get_url(request) or ""
    return request.path[len(base) :] if base and request.path.startswith(base) else ""


def _is_translation(page: Page, other: Page) -> bool:
    return other.translation_key == page.translation_key and not other.alias_of_id


def _counterparts(request: HttpRequest, page: Page | None) -> dict[str, Page]:
    """By language: the page's published counterpart, else its nearest ancestor's. One query a request."""
    start = page or site_home(request)
    if start is None:
        return {}
    found: dict[tuple[str | None, int], dict[str, Page]] = request.__dict__.setdefault("_ui_counterparts", {})
    key = (get_language(), start.pk)
    if key not in found:
        found[key] = _find_counterparts(start)
    return found[key]


def _find_counterparts(page: Page) -> dict[str, Page]:
    lineage = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    keys = Page.objects.filter(path__in=lineage).values("translation_key")
    candidates = (
        Page.objects.live()
        .filter(translation_key__in=keys, locale__language_code__in=_other_languages())
        .select_related("locale")
        .order_by("depth")
    )
    nearest: dict[str, Page] = {}
    for candidate in candidates:
        known = nearest.get(candidate.locale.language_code)
        if known is None or known.translation_key != page.translation_key:
            nearest[candidate.locale.language_code] = candidate
    return nearest
