"""Puts a translation where wagtail-localize keeps one, so that an editor sees each text beside its source."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from pages.core.blocks.tables import paired_words

Words = Mapping[str, Sequence[str]]


def translate(page: Page, translated: Page) -> Page:
    """Store the texts of `translated`, a version of `page` in another locale, as its translation.

    Both have the same block ids and translation keys of children. Raises ValueError when the texts of the two
    don't pair off. Returns a draft with a revision.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.create(source=source, target_locale=translated.locale)
    segments = extract_segments(translated)
    tables = dict(_words_of_tables(page, translated))
    words: dict[str, list[str]] = defaultdict(list)
    for segment in segments:
        if isinstance(segment, StringSegmentValue) and not segment.path.startswith(tuple(tables)):
            words[segment.path].append(segment.string.data)
    for table in tables.values():
        words.update(table)
    _store_overrides(source, segments, translated.locale)
    return _store(source, words, translated.locale)


def translate_additions(page: Page, locale: Locale, texts: Mapping[str, str]) -> Page | None:
    """Bring what is new in `page` into its translation; `texts` are plain, by wagtail-localize's paths.

    Returns a draft with a revision, None where the page is not translated into `locale`.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=True
    ).first()
    if translation is None:
        return None
    source, _created = TranslationSource.update_or_create_from_instance(page)
    words = {path: [StringValue.from_plaintext(text).data] for path, text in texts.items()}
    return _store(source, words, locale)


def _words_of_tables(page: Page, translated: Page) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The words of each table of the body, cell by cell: a cell's path is made of its original words."""
    for original, version in zip(getattr(page, "body", ()), getattr(translated, "body", ()), strict=True):
        if original.block_type == "table":
            pairs = paired_words(original.value, version.value)
            place = f"body.{original.id}."
            yield (
                place,
                {f"{place}{path}": [StringValue.from_plaintext(text).data] for path, text in pairs},
            )


def _store(source: TranslationSource, words: Words, locale: Locale) -> Page:
    """Where HTML has several elements, several strings stand at one place: they pair off in their order."""
    segments = source.stringsegment_set.annotate_translation(locale).filter(translation=None)
    places: dict[str, list[StringSegment]] = defaultdict(list)
    for original in segments.order_by("order").select_related("string", "context"):
        places[original.context.path].append(original)
    for path in {*places, *words}:
        if len(places[path]) != len(words.get(path, ())):
            raise ValueError(f"{source.object_repr}: {path} does not have as many strings in {locale}.")
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=original.string,
            context=original.context,
            locale=locale,
            data=translation,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for path, originals in places.items()
        for original, translation in zip(originals, words[path], strict=True)
    )
    page: Page
    page, _created = source.create_or_update_translation(locale, publish=False)
    return page


def _store_overrides(source: TranslationSource, segments: list[Any], locale: Locale) -> None:
    """What is no text but has another value in the translation: the address of a link elsewhere."""
    values = {segment.path: segment for segment in segments if isinstance(segment, OverridableSegmentValue)}
    for original in source.overridablesegment_set.select_related("context"):
        value = values.get(original.context.path)
        if value and value.data != original.data:
            SegmentOverride.objects.create(
                locale=locale, context=original.context, data_json=json.dumps(value.data)
            )
