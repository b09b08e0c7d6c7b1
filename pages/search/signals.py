"""Keeps the index in step: with pages that are published, unpublished, moved or deleted, and with courses."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from integrations.liboppi.batches import batches
from integrations.liboppi.signals import courses_changed
from pages.core.findable import findable_changed
from pages.core.models import BasePage

from .entries import forget_pages, keep_page
from .models import Entry, IndexState, Promotion, Synonym
from .renewal import renew_all_courses, renew_courses, renew_pages


def connect() -> None:
    """To be called once, when the site starts."""
    page_published.connect(_on_published, dispatch_uid="search_published")
    page_unpublished.connect(_on_unpublished, dispatch_uid="search_unpublished")
    post_page_move.connect(_on_moved, dispatch_uid="search_moved")
    post_save.connect(_on_saved, dispatch_uid="search_alias")
    courses_changed.connect(_on_courses_changed, dispatch_uid="search_courses")
    findable_changed.connect(_on_findable_changed, dispatch_uid="search_findable")
    for model in (Entry, Promotion, Synonym):
        post_delete.connect(_raise_version, sender=model, dispatch_uid=f"search_deleted_{model.__name__}")
    for model in (Promotion, Synonym):
        post_save.connect(_raise_version, sender=model, dispatch_uid=f"search_saved_{model.__name__}")


def _on_published(instance: Page, **_kwargs: Any) -> None:
    page = instance.specific
    if isinstance(page, BasePage):
        keep_page(page)


def _on_saved(instance: Any, created: bool, **_kwargs: Any) -> None:
    """An alias of a published page is made without a word of it being published."""
    if created and isinstance(instance, BasePage) and instance.alias_of_id and instance.live:
        keep_page(instance)


def _on_unpublished(instance: Page, **_kwargs: Any) -> None:
    forget_pages([instance.pk])


def _on_moved(**_kwargs: Any) -> None:
    """What a page stands under decides who may read it."""
    IndexState.raise_version()


def _on_courses_changed(courses: Collection[int] | None, **_kwargs: Any) -> None:
    if courses is None:
        renew_all_courses.enqueue()
        return
    for batch in batches(sorted(courses)):
        renew_courses.enqueue(list(batch))


def _on_findable_changed(pages: QuerySet[Any], **_kwargs: Any) -> None:
    for batch in batches(list(pages.order_by().values_list("pk", flat=True))):
        renew_pages.enqueue(list(batch))


def _raise_version(**_kwargs: Any) -> None:
    IndexState.raise_version()
