"""What other services show of a page that is shared: title, description, picture, in the page's own language.

Reads what the page is asked to show; the picture is the page's own, else the home page's.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from .languages import Shown, alternates, later_page, rest_of_path
from .text_language import text_language

REGIONS = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
PICTURE = "fill-1200x630|format-jpeg|jpegquality-75"
KEPT = 600  # seconds for which a replaced picture may still be named


@dataclass(frozen=True)
class SocialPicture:
    """A picture's full address, its size in pixels and what it shows."""

    address: str
    width: int
    height: int
    description: str


@dataclass(frozen=True)
class SocialCard:
    """The values of Open Graph. `address` is the page's one true address, "" where a view has none."""

    title: str
    description: str
    address: str
    locale: str
    other_locales: tuple[str, ...] = ()
    picture: SocialPicture | None = None


def social_card(
    request: HttpRequest, page: Page | None, home: Page | None, under_page: Shown | None = None
) -> SocialCard:
    """The card of `page`, or of what a view shows under it."""
    shown = under_page or _shown_page(page, home)
    language = shown.language
    others = [link.code for link in alternates(request, page, under_page) if link.code in REGIONS]
    return SocialCard(
        title=shown.title,
        description=shown.description,
        address=canonical(request, page),
        locale=REGIONS.get(language, language),
        other_locales=tuple(REGIONS[code] for code in others if code != language),
        picture=_picture(shown, home),
    )


def canonical(request: HttpRequest, page: Page | None) -> str:
    """The full address of what is shown: without what narrows or sorts it, with a later page's number."""
    if page is None:
        return ""
    return f"{page.get_full_url(request) or ''}{rest_of_path(request, page)}{later_page(request)}"


def _shown_page(page: Page | None, home: Page | None) -> Shown:
    """What a page says of itself; where it is silent, or there is none, the home page speaks."""
    texts = (getattr(page, "search_description", ""), getattr(page, "lead", ""), getattr(home, "lead", ""))
    return Shown(
        title=(page and (page.seo_title or page.title)) or (home.title if home else ""),
        language=text_language(page) if page else get_language() or "",
        description=next((text for text in texts if text), ""),
        picture=getattr(page or home, "social_picture", None),
    )


def _picture(shown: Shown, home: Page | None) -> SocialPicture | None:
    """What is shown has its own, else the home page's, which is not asked of the database for every page."""
    picture = _social_picture(shown.picture) or _home_picture(home)
    if picture and shown.language != settings.LANGUAGE_CODE:
        return replace(picture, description="")  # the library describes pictures in the main language
    return picture


def _home_picture(home: Page | None) -> SocialPicture | None:
    number = getattr(home, "social_image_id", None)
    if home is None or number is None:
        return None
    key = f"social-picture-{number}"
    if (kept := cache.get(key)) is None:
        kept = _social_picture(home.social_image)
        cache.set(key, kept, KEPT)
    return kept


def _social_picture(image: Any) -> SocialPicture | None:
    if image is None or image.is_svg():
        return None
    rendition = image.get_rendition(PICTURE)
    return SocialPicture(rendition.full_url, rendition.width, rendition.height, image.description)
