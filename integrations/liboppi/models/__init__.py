"""The catalogue, what editors add to it, and the record of each sync."""

from .catalogue import Course, CourseQuerySet
from .categories import CourseCategory, CourseCategoryQuerySet, name_in
from .changes import ChangeAction, PushCall, PushCallQuerySet, SyncChange
from .disputes import KeyDispute
from .editors import EditorText
from .keys import TRUST, EnrolmentKey, KeyReport, KeySource, ReportOutcome
from .parts import CourseText, EnrolmentMethod
from .pictures import CoursePicture, PicturePlace, images_by_key
from .runs import Notice, RunPhase, RunStatus, SyncRun, SyncTrigger
from .shown import ShownText
from .states import CourseState, StateCause, Visibility

__all__ = [
    "TRUST",
    "ChangeAction",
    "Course",
    "CourseCategory",
    "CourseCategoryQuerySet",
    "CoursePicture",
    "CourseQuerySet",
    "CourseState",
    "CourseText",
    "EditorText",
    "EnrolmentKey",
    "EnrolmentMethod",
    "KeyDispute",
    "KeyReport",
    "KeySource",
    "Notice",
    "PicturePlace",
    "PushCall",
    "PushCallQuerySet",
    "ReportOutcome",
    "RunPhase",
    "RunStatus",
    "ShownText",
    "StateCause",
    "SyncChange",
    "SyncRun",
    "SyncTrigger",
    "Visibility",
    "images_by_key",
    "name_in",
]
