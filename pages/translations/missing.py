"""Which texts of an original have no translation yet. The slug is not among them: it follows the title."""

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

SLUG = "slug"


def missing_strings(source: TranslationSource, locale: Locale) -> "QuerySet[StringSegment]":
    """The source's strings without a valid translation into `locale`."""
    return required_strings().filter(source=source).exclude(translated_into(locale.pk))


def required_strings() -> "QuerySet[StringSegment]":
    """The strings that a version needs before it may be published."""
    return StringSegment.objects.exclude(context__path=SLUG)


def translated_into(locale_id: int) -> Exists:
    """For a query of strings: whether each has a valid translation."""
    return Exists(
        StringTranslation.objects.filter(
            translation_of_id=OuterRef("string_id"),
            context_id=OuterRef("context_id"),
            locale_id=locale_id,
            has_error=False,
        )
    )


def translation_of(version: TranslatableMixin) -> Translation | None:
    """What keeps `version` in step with its original; None for originals and for versions kept by hand."""
    return (
        Translation.objects.filter(
            source__object_id=version.translation_key, target_locale_id=version.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def count_missing(translation: Translation) -> int:
    """How many strings the translation still lacks."""
    return missing_strings(translation.source, translation.target_locale).count()
