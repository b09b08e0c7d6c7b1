"""Gets a whole catalogue from Liboppi, ready to be compared with what is stored. Writes nothing."""

import logging
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field

from .answers import (
    CourseAnswer,
    EnrolmentMethodAnswer,
    Skipped,
    catalogue_courses,
    read_categories,
    read_courses,
    read_methods,
    read_site,
    require_whole,
)
from .client import LiboppiClient
from .conf import Options
from .errors import CourseHidden, RecordUnknown
from .fingerprints import IncomingCourse
from .records import CategoryRecord, category_record

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    """What is stored, as far as fetching needs it."""

    fingerprints: Mapping[int, str] = field(default_factory=dict)
    in_sight: Collection[int] = ()
    bilingual: int = 0
    methods_cursor: int = 0


@dataclass(frozen=True)
class Catalogue:
    """What Liboppi answered. `skipped` are the items that could not be read, with the reason."""

    categories: Sequence[CategoryRecord]
    courses: Sequence[IncomingCourse]
    skipped: Sequence[Skipped]
    absent: Mapping[int, str] = field(default_factory=dict)
    methods_cursor: int = 0

    @property
    def skipped_course_ids(self) -> set[int | None]:
        """The courses that came and could not be read; None for one whose very id could not."""
        return {
            item.moodle_id for item in self.skipped if item.kind == "course" and item.reason != "duplicate"
        }


def fetch_catalogue(
    client: LiboppiClient,
    options: Options,
    known_courses: Known = Known(),
    *,
    only: Collection[int] = (),
    progress: Callable[..., None] = lambda *_told: None,
) -> Catalogue:
    """Ask for the site, the categories, the courses, and each course's enrolment methods.

    Raises the LiboppiError of whatever goes wrong; DegradedAnswer when the token gave less than it should.
    """
    site = read_site(client.site_info())
    categories, skipped_categories = read_categories(client.categories())
    courses, skipped_courses = read_courses(client.courses())
    require_whole(courses, categories, site.siteid)
    known = {category.id for category in categories} | {item.moodle_id for item in skipped_categories}
    incoming: list[IncomingCourse] = []
    skipped = [*skipped_categories, *skipped_courses]
    for course in catalogue_courses(courses, site.siteid):
        methods, skipped_methods = _methods(client, course)
        skipped += skipped_methods
        if methods is not None:
            incoming.append(IncomingCourse(_with_known_category(course, known), options, methods))
    return Catalogue([category_record(category, options) for category in categories], incoming, skipped)


def _with_known_category(course: CourseAnswer, known: Container[int | None]) -> CourseAnswer:
    """Without a category that didn't come, so that the course counts as changed on the day that it does.

    None in `known` is a category whose very number couldn't be read: it may be any.
    """
    return (
        course if course.categoryid in known or None in known else course.model_copy(update={"categoryid": 0})
    )


def _methods(
    client: LiboppiClient, course: CourseAnswer
) -> tuple[Sequence[EnrolmentMethodAnswer] | None, Sequence[Skipped]]:
    """The course's enrolment methods; None when the course has been hidden or deleted since it was listed."""
    if not course.may_be_entered:
        return [], []
    try:
        return read_methods(client.enrolment_methods(course.id))
    except (CourseHidden, RecordUnknown):
        logger.info("Course %s vanished between listing and reading.", course.id)
        return None, []
