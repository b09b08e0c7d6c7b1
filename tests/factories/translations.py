"""Translating as a translator does it in wagtail-localize: submit a page, translate its strings, publish."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource


def submit_for_translation(page: Any, locale: Locale) -> Translation:
    """The translation of `page` into `locale`, begun but with nothing translated."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    return translation


def translate_strings(translation: Translation, words: dict[str, str]) -> Any:
    """Translate each string of the source that `words` has and publish the target (on commit); answers it."""
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": words[segment.string.data]},
            )
    translation.save_target(publish=True)
    return translation.get_target_instance()
