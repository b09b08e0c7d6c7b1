"""The site's published home page in the reader's language. Found by routing, else asked for once."""

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from .text_language import TEXT_LANGUAGE

Homes = dict[str | None, Page | None]


def site_home(request: HttpRequest) -> Page | None:
    """The home page, None where there is none in the language."""
    homes, language = _known(request), get_language()
    if language not in homes:
        homes[language] = _find(request, language)
    return homes[language]


def keep_home(request: HttpRequest, home: Page) -> None:
    """Remember the home page that routing has passed; it knows the language of its text."""
    if home.live:
        _known(request)[home.locale.language_code] = home


def home_url_path(request: HttpRequest) -> str:
    """The home page's `url_path`, published or not, as Wagtail remembers it; "" where there is none."""
    site = Site.find_for_request(request)
    known = Site.get_site_root_paths() if site else []
    ours = (home for home in known if home.site_id == site.pk and home.language_code == get_language())
    return next((str(home.root_path) for home in ours), "")


def footer_numbers(home: Page | None) -> list[int]:
    """The primary keys of the pages in the footer; a home page of another kind than ours names none."""
    return list(getattr(home, "footer_numbers", []))


def _known(request: HttpRequest) -> Homes:
    homes: Homes = request.__dict__.setdefault("_ui_homes", {})
    return homes


def _find(request: HttpRequest, language: str | None) -> Page | None:
    site = Site.find_for_request(request)
    if site is None or site.root_page.specific_class is None:
        return None
    homes = site.root_page.specific_class.objects.live().select_related(*TEXT_LANGUAGE)
    home: Page | None = homes.filter(
        translation_key=site.root_page.translation_key, locale__language_code=language
    ).first()
    return home
