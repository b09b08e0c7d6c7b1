"""The catalogue, what editors add to it, and the record of each sync."""

from .catalogue import (
    Course,
    CourseCategory,
    CourseCategoryQuerySet,
    CourseQuerySet,
    CourseState,
    CourseText,
    EnrolmentMethod,
    name_in,
)
from .keys import TRUST, EditorText, EnrolmentKey, KeySource
from .runs import RunStatus, SyncRun, SyncTrigger

__all__ = [
    "TRUST",
    "Course",
    "CourseCategory",
    "CourseCategoryQuerySet",
    "CourseQuerySet",
    "CourseState",
    "CourseText",
    "EditorText",
    "EnrolmentKey",
    "EnrolmentMethod",
    "KeySource",
    "RunStatus",
    "SyncRun",
    "SyncTrigger",
    "name_in",
]
