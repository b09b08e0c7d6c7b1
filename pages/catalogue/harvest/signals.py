"""What makes the worker look again at what harvesters get: pages, restrictions, terms, syncs, editors.

Whoever may not see a thing any more is not shown it meanwhile: answers look at the things themselves.
"""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from integrations.liboppi.models import Course, EditorText, RunStatus, SyncRun
from integrations.liboppi.signals import courses_changed
from pages.core.findable import Kind
from pages.materials.models import MaterialPage, TargetGroup, Theme

from . import tasks

EVERYTHING = (Kind.MATERIAL, Kind.COURSE)  # addresses, and who may see what, hold for both


def connect() -> None:
    """To be called once, when the site starts."""
    for signal in (page_published, page_unpublished):
        signal.connect(_on_page, sender=MaterialPage, dispatch_uid="harvest_page")
    post_delete.connect(_on_page, sender=MaterialPage, dispatch_uid="harvest_page_deleted")
    post_page_move.connect(_on_moved, dispatch_uid="harvest_moved")
    page_slug_changed.connect(_on_moved, dispatch_uid="harvest_slug_changed")
    for signal in (post_save, post_delete):
        signal.connect(_on_restriction, sender=PageViewRestriction, dispatch_uid="harvest_restriction")
        signal.connect(_on_term, sender=Theme, dispatch_uid="harvest_theme")
        signal.connect(_on_term, sender=TargetGroup, dispatch_uid="harvest_target_group")
        signal.connect(_on_text, sender=EditorText, dispatch_uid="harvest_text")
        signal.connect(_on_course, sender=Course, dispatch_uid="harvest_course")
    post_save.connect(_on_sync, sender=SyncRun, dispatch_uid="harvest_sync")
    courses_changed.connect(_on_courses_changed, dispatch_uid="harvest_courses")


def look_at_courses(numbers: Iterable[int]) -> None:
    """To be called when editors say something else of the courses with these numbers in Liboppi."""
    if keys := [str(number) for number in sorted(numbers)]:
        transaction.on_commit(partial(tasks.refresh_things.enqueue, Kind.COURSE.value, keys))


def _on_page(instance: MaterialPage, **_kwargs: Any) -> None:
    _look_at(Kind.MATERIAL, str(instance.translation_key))


def _on_moved(instance: Page, **_kwargs: Any) -> None:
    """A page above has taken all under it along."""
    if instance.specific_class is MaterialPage:
        _look_at(Kind.MATERIAL, str(instance.translation_key))
    else:
        _look_at_all(*EVERYTHING)


def _on_restriction(**_kwargs: Any) -> None:
    _look_at_all(*EVERYTHING)


def _on_term(**_kwargs: Any) -> None:
    _look_at_all(Kind.MATERIAL)


def _on_text(instance: EditorText, **_kwargs: Any) -> None:
    transaction.on_commit(partial(_look_at_course_of_text, instance.course_id))


def _look_at_course_of_text(course: int) -> None:
    """Its number is asked for afterwards, so that writing a text costs no query more."""
    if number := Course.objects.filter(pk=course).values_list("moodle_id", flat=True).first():
        _look_at(Kind.COURSE, str(number))


def _on_course(instance: Course, **_kwargs: Any) -> None:
    _look_at(Kind.COURSE, str(instance.moodle_id))


def _on_sync(instance: SyncRun, **_kwargs: Any) -> None:
    if instance.status == RunStatus.DONE and not instance.is_dry_run:
        transaction.on_commit(partial(tasks.refresh_after_sync.enqueue, instance.pk))


def _on_courses_changed(courses: Collection[int] | None, **_kwargs: Any) -> None:
    """All of them have changed when categories have; single ones tell of themselves."""
    if courses is None:
        _look_at_all(Kind.COURSE)


def _look_at(kind: Kind, key: str) -> None:
    transaction.on_commit(partial(tasks.refresh_things.enqueue, kind.value, [key]))


def _look_at_all(*kinds: Kind) -> None:
    for kind in kinds:
        transaction.on_commit(partial(tasks.refresh_kind.enqueue, kind.value))
