"""Remembers which published pages still hold another language's text after they ceased to be aliases.

Whoever turns an alias into a page of its own (wagtail-localize, Wagtail's own view, code) saves just its
`alias_of_id`; so does whoever turns it back. That save is where the memory begins and ends. Until then the
page follows its original as an alias does: nobody is left with an old text because a translation has begun.
"""

from typing import Any

from django.db.models import F
from django.db.models.signals import pre_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.views.convert import sync_alias

from pages.core.models import PendingTranslation

_OWN = (
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "live_revision_id",
)


def connect() -> None:
    """Listen to what happens to pages."""
    pre_save.connect(follow_alias, dispatch_uid="translations_follow_alias")
    page_published.connect(forget_when_published, dispatch_uid="translations_forget_when_published")
    page_published.connect(refresh_followers, dispatch_uid="translations_refresh_followers")
    page_unpublished.connect(unpublish_followers, dispatch_uid="translations_unpublish_followers")


def follow_alias(instance: Any, update_fields: frozenset[str] | None = None, **_kwargs: Any) -> None:
    """Record a live alias that becomes a page of its own; forget a page that becomes an alias."""
    if not isinstance(instance, Page) or not update_fields or "alias_of_id" not in update_fields:
        return
    if instance.alias_of_id:
        PendingTranslation.objects.filter(page_id=instance.pk).delete()
        return
    alias = Page.objects.filter(pk=instance.pk, live=True, alias_of__isnull=False)
    other = alias.exclude(alias_of__locale=F("locale")).values_list(
        "alias_of__locale__language_code", flat=True
    )
    for language in other:
        PendingTranslation.objects.update_or_create(page_id=instance.pk, defaults={"language": language})


def forget_when_published(instance: Page, alias: bool = False, **_kwargs: Any) -> None:
    """What is published is in the page's own language, unless it came as an alias's does."""
    if not alias:
        PendingTranslation.objects.filter(page_id=instance.pk).delete()


def refresh_followers(instance: Page, **_kwargs: Any) -> None:
    """Show the original's new text; the draft of the translation stays as it is."""
    for page in _followers(instance):
        own = {name: getattr(page, name) for name in _OWN}
        sync_alias(instance, page.specific)
        Page.objects.filter(pk=page.pk).update(**own)


def unpublish_followers(instance: Page, **_kwargs: Any) -> None:
    """What is taken from readers in one language is not left in the other's tree."""
    for page in _followers(instance):
        if page.live:
            page.specific.unpublish()


def _followers(original: Page) -> list[Page]:
    """The pages that still hold the text of `original`."""
    pages = Page.objects.filter(
        translation_key=original.translation_key,
        pending_translation__language=original.locale.language_code,
    )
    return list(pages.exclude(pk=original.pk))
