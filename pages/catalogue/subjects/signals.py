"""Whoever says something else of courses, or renames a theme, has index and harvest ask the courses anew."""

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save

from integrations.liboppi.signals import tell_courses_changed
from pages.materials.models import TargetGroup, Theme

from ..harvest.signals import look_at_courses
from .models import CourseSubjects


def connect() -> None:
    """To be called once, when the site starts."""
    pre_save.connect(_before_change, sender=CourseSubjects, dispatch_uid="catalogue_subjects_before")
    for signal in (post_save, pre_delete):
        signal.connect(_on_subjects, sender=CourseSubjects, dispatch_uid="catalogue_subjects")
        signal.connect(_on_theme, sender=Theme, dispatch_uid="catalogue_subjects_theme")
        signal.connect(_on_target_group, sender=TargetGroup, dispatch_uid="catalogue_subjects_group")


def _before_change(instance: CourseSubjects, **_kwargs: Any) -> None:
    """What was said of a category holds no more when it is now said of another."""
    stored = CourseSubjects.objects.filter(pk=instance.pk).first() if instance.pk else None
    if stored and (stored.category_id, stored.course_id) != (instance.category_id, instance.course_id):
        _tell(stored)


def _on_subjects(instance: CourseSubjects, **_kwargs: Any) -> None:
    _tell(instance)


def _on_theme(instance: Theme, **_kwargs: Any) -> None:
    _tell(*CourseSubjects.objects.filter(themes__translation_key=instance.translation_key))


def _on_target_group(instance: TargetGroup, **_kwargs: Any) -> None:
    _tell(*CourseSubjects.objects.filter(target_groups__translation_key=instance.translation_key))


def _tell(*said: CourseSubjects) -> None:
    """All courses at once, so that none is asked twice."""
    courses = dict(row for one in said for row in one.courses().values_list("pk", "moodle_id"))
    tell_courses_changed(set(courses))
    look_at_courses(courses.values())
