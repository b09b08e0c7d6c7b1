"""Sends a page with what belongs to it into translation, but nothing that the sender may not translate.

wagtail-localize's forms ask about one page and then take its whole subtree and the snippets it names along:
aliases, and other people's drafts too.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize import operations
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import TranslationCreator

from .rights import may_translate


def install() -> None:
    """Take the place of wagtail-localize's own class."""
    operations.TranslationCreator = CarefulTranslationCreator


class CarefulTranslationCreator(TranslationCreator):
    """Leaves out what the user may not translate, aliases, and languages that have a version already.

    Without a user, code translates what it likes.
    """

    target_locales: Iterable[Locale]

    def create_translations(self, instance: Any, include_related_objects: bool = True) -> None:
        """Submit `instance` in the languages that are left, with its related objects."""
        asked = self.target_locales
        self.target_locales = [locale for locale in asked if self._is_wanted(instance, locale)]
        try:
            if self.target_locales:
                _refresh(instance)
                super().create_translations(instance, include_related_objects)
        finally:
            self.target_locales = asked

    def _is_wanted(self, instance: Any, locale: Locale) -> bool:
        if isinstance(instance, Page):
            version = instance.get_translation_or_none(locale)
            if instance.alias_of_id or (version is not None and not version.alias_of_id):
                return False
        elif instance.has_translation(locale):
            return False
        return self.user is None or may_translate(self.user, instance, locale)


def _refresh(instance: Any) -> None:
    """Work that was begun once before goes on from the original as it is now."""
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is not None:
        source.update_from_db()
