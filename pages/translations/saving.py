"""Saves versions so that nothing untranslated goes live.

wagtail-localize writes a version's row before its revision, so on a published page even a draft shows at
once, with the original's text wherever a translation is missing. Here a page's row is left alone: a version
is saved as a revision, and published as one once it is whole.
"""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize.models import (
    CannotSaveDraftError,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from .missing import missing_strings
from .publishing import hold_back
from .slugs import available_slug, settle_slug

Saved = tuple[Any, bool]
_create_or_update_translation = TranslationSource.create_or_update_translation


def install() -> None:
    """Let every version be saved here: all of wagtail-localize's ways lead through this method."""
    TranslationSource.create_or_update_translation = save_version


def save_version(
    source: TranslationSource,
    locale: Locale,
    user: Any = None,
    publish: bool = True,
    copy_parent_pages: bool = False,
    fallback: bool = False,
) -> Saved:
    """The version of `source` in `locale` and whether it is new. Arguments and errors are wagtail-localize's.

    While translations are missing nothing is published. A published page keeps its text and gets a draft; a
    snippet, which has no drafts, keeps its text, and a new one shows the original's as readers saw before.
    """
    version = _existing(source, locale)
    is_page = issubclass(source.specific_content_type.model_class(), Page)
    if is_page:
        settle_slug(source, locale, version)
    is_whole = not missing_strings(source, locale).exists()
    if publish and not is_whole:
        _tell(source, locale)
    if isinstance(version, Page):
        return _save_page(source, version, locale, user, publish and is_whole, fallback), False
    if version is not None and not is_whole:
        if not publish and not isinstance(version, DraftStateMixin):
            raise CannotSaveDraftError
        return version, False
    has_drafts = issubclass(source.specific_content_type.model_class(), DraftStateMixin)
    publish = publish and (is_whole or not has_drafts)
    saved: Saved = _create_or_update_translation(
        source, locale, user, publish, copy_parent_pages=copy_parent_pages, fallback=fallback
    )
    return saved


def _existing(source: TranslationSource, locale: Locale) -> Any:
    try:
        return source.get_translated_instance(locale)
    except models.ObjectDoesNotExist:
        return None


def _tell(source: TranslationSource, locale: Locale) -> None:
    for translation in Translation.objects.filter(source=source, target_locale=locale).select_related(
        "source", "target_locale"
    ):
        hold_back(translation)


def _save_page(
    source: TranslationSource, page: Page, locale: Locale, user: Any, publish: bool, fallback: bool
) -> Page:
    try:
        with transaction.atomic():
            if page.alias_of_id:
                ConvertAliasPageAction(page, user=user).execute(skip_permission_checks=True)
            version = source.get_ephemeral_translated_instance(locale, fallback=fallback)
            version.slug = available_slug(version)
            revision = version.save_revision(user=user)
            source.sync_view_restrictions(source.get_source_instance(), version)
            TranslationLog.objects.create(source=source, locale=locale, revision=revision)
            if publish:
                transaction.on_commit(partial(revision.publish, user=user, skip_permission_checks=True))
    except ValidationError as error:
        _mark(source, locale, error)
        raise
    return version


def _mark(source: TranslationSource, locale: Locale, error: ValidationError) -> None:
    """Put each field's error beside its translation, where the translation editor shows it."""
    for path, errors in error.error_dict.items():
        place = {"context__object_id": source.object_id, "context__path": path, "locale": locale}
        strings = source.stringsegment_set.values("string_id")
        for translation in StringTranslation.objects.filter(translation_of_id__in=strings, **place):
            translation.set_field_error(errors)
        for override in SegmentOverride.objects.filter(**place):
            override.set_field_error(errors)
