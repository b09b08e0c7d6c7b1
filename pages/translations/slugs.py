"""Slugs of versions: from the translated title while nobody reads the page, then unchanged.

The slug stands among the strings to translate, so a translator sees the address and may write another; what
is written by hand is left alone.
"""

from typing import Any

from wagtail.coreutils import cautious_slugify, find_available_slug
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from pages.core.models import PendingTranslation

from .missing import SLUG

BY_US = "slug-from-title"


def settle_slug(source: TranslationSource, locale: Locale, version: Page | None) -> None:
    """Translate the slug where the translator has not."""
    segment = source.stringsegment_set.filter(context__path=SLUG).select_related("context").first()
    if segment is None:
        return
    translations = _translations(segment, locale)
    if translations.exclude(tool_name=BY_US).exists():
        return
    slug = version.slug if version is not None and _has_readers(version) else _from_title(source, locale)
    if slug:
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=locale,
            defaults={"data": slug, "tool_name": BY_US, "has_error": False, "field_error": ""},
        )


def available_slug(page: Page) -> str:
    """The page's slug in plain letters, with a number where a sibling has it already."""
    slug: str = find_available_slug(page.get_parent(), cautious_slugify(page.slug), ignore_page_id=page.pk)
    return slug


def _has_readers(version: Page) -> bool:
    """Whether the version's own text has ever been published."""
    if version.alias_of_id or not version.first_published_at:
        return False
    return not PendingTranslation.objects.filter(page_id=version.pk).exists()


def _from_title(source: TranslationSource, locale: Locale) -> str:
    segment = source.stringsegment_set.filter(context__path="title").first()
    translation = _translations(segment, locale).exclude(has_error=True).first() if segment else None
    return cautious_slugify(translation.data) if translation else ""


def _translations(segment: StringSegment, locale: Locale) -> Any:
    return StringTranslation.objects.filter(
        translation_of_id=segment.string_id, context_id=segment.context_id, locale=locale
    )
