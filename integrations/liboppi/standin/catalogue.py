"""The catalogue the stand-in serves: categories, courses and enrolment methods, as their authors typed them.

Knows how the region's catalogue is read from `catalogue.json`, where days count from today; nothing of HTTP.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any, Self

CATALOGUE_FILE = Path(__file__).with_name("catalogue.json")
FRONT_PAGE_ID = 1
SITE_NAME = "Liboppi"
TYPED_ON = datetime(2025, 9, 10, 6, 0, tzinfo=UTC)
"""When courses without dates were last changed: the same at every start, so that a later sync is quiet."""
INSTANCES_PER_COURSE = 10
_NOT_TEXTS = frozenset(("summary", "starts", "ends", "methods", "pictures", "groups"))


class EnrolmentStatus(Enum):
    """What Moodle says of an enrolment method; a method switched off is left out of a course's list."""

    OPEN = "open"
    NOT_YET = "not yet"
    ENDED = "ended"
    NOT_ACCEPTING = "not accepting"
    SWITCHED_OFF = "switched off"


@dataclass(frozen=True)
class EnrolmentMethod:
    """A way to enrol; `turns` is the day enrolment starts or ended, when the status says so."""

    id: int
    type: str  # "self" or "guest"
    name: str
    key_required: bool = False
    status: EnrolmentStatus = EnrolmentStatus.OPEN
    turns: datetime | None = None


@dataclass(frozen=True)
class CourseCategory:
    """A category under its parent; 0 is the top."""

    id: int
    name: str
    parent: int = 0
    description: str = ""


@dataclass(frozen=True)
class Group:
    """A group of a course; whoever enrols with its key gets into it."""

    id: int
    name: str
    enrolmentkey: str = field(default="", repr=False)


@dataclass(frozen=True)
class Course:
    """A course with its texts as typed. `language` is the select field's value, "" when unset.

    `cover` and `pictures` are names of picture files: the course's own, and those in its summary, where they
    stand as "@@PLUGINFILE@@/name".
    """

    id: int
    fullname: str
    shortname: str
    category: int
    summary: str
    enrolkey: str = field(default="", repr=False)
    producer: str = ""
    language: str = ""
    starts: datetime = TYPED_ON
    ends: datetime | None = None
    visible: bool = True
    methods: tuple[EnrolmentMethod, ...] = ()
    modified: datetime = TYPED_ON
    place: int = 1  # in its category, from one
    cover: str = ""
    pictures: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def is_front_page(self) -> bool:
        return self.id == FRONT_PAGE_ID


FRONT_PAGE = Course(FRONT_PAGE_ID, SITE_NAME, SITE_NAME.lower(), 0, "Kirjastoalan oppimisympäristö")


@dataclass(frozen=True)
class Catalogue:
    """Categories in the order of their listing, and courses by their id; the front page is among them."""

    categories: Mapping[int, CourseCategory]
    courses: Mapping[int, Course]
    hidden_categories: frozenset[int] = frozenset()
    sees_hidden: bool = False  # whether the token's user may see what is hidden

    @classmethod
    def of(cls, categories: list[CourseCategory], courses: list[Course]) -> Self:
        """The courses of each category stand in it in the order given."""
        placed: dict[int, Course] = {FRONT_PAGE_ID: FRONT_PAGE}
        taken: Counter[int] = Counter()
        for course in courses:
            taken[course.category] += 1
            placed[course.id] = replace(course, place=taken[course.category])
        return cls({category.id: category for category in categories}, placed)

    @cached_property
    def category_places(self) -> Mapping[int, int]:
        """Each category's place in the listing, from one."""
        return {category_id: place for place, category_id in enumerate(self.categories, start=1)}

    def sort_order(self, course: Course) -> int:
        """Moodle's `sortorder`: ten thousand times the category's place, plus the course's place in it."""
        return 1 if course.is_front_page else self.category_places[course.category] * 10_000 + course.place

    def shows(self, course: Course) -> bool:
        """Whether the token's user sees the course."""
        return self.sees_hidden or self.is_visible(course)

    def shows_category(self, category_id: int) -> bool:
        """Whether the token's user sees the category."""
        return self.sees_hidden or self._is_visible_category(category_id)

    def is_visible(self, course: Course) -> bool:
        """Whether a reader sees the course: neither it nor a category above it is hidden."""
        return course.visible and self._is_visible_category(course.category)

    def _is_visible_category(self, category_id: int) -> bool:
        while category_id in self.categories:
            if category_id in self.hidden_categories:
                return False
            category_id = self.categories[category_id].parent
        return True

    def with_course(self, course: Course) -> Self:
        courses = {**self.courses, course.id: course}
        return replace(self, courses={key: courses[key] for key in sorted(courses)})

    def without_course(self, course_id: int) -> Self:
        return replace(
            self, courses={key: course for key, course in self.courses.items() if key != course_id}
        )


def regional_catalogue(today: date) -> Catalogue:
    """The catalogue of South-West Finland's libraries, some of its dates counted from `today`."""
    document = json.loads(CATALOGUE_FILE.read_text(encoding="utf-8"))
    return Catalogue.of(
        [CourseCategory(**category) for category in document["categories"]],
        [_course(course, today) for course in document["courses"]],
    )


def days_from(today: date, days: int) -> datetime:
    """Six in the morning UTC, so that the date is the same one in Finland."""
    return datetime.combine(today, time(6), tzinfo=UTC) + timedelta(days=days)


def _course(typed: dict[str, Any], today: date) -> Course:
    methods = tuple(
        _method(typed["id"] * INSTANCES_PER_COURSE + place, method, today)
        for place, method in enumerate(typed["methods"], start=1)
    )
    texts = {name: value for name, value in typed.items() if name not in _NOT_TEXTS}
    groups = tuple(Group(**group) for group in typed.get("groups", ()))
    pictures = tuple(typed.get("pictures", ()))
    summary = "".join(typed["summary"])
    course = Course(**texts, summary=summary, methods=methods, pictures=pictures, groups=groups)
    if "starts" not in typed:
        return course
    starts, ends = days_from(today, typed["starts"]), days_from(today, typed["ends"])
    return replace(course, starts=starts, ends=ends, modified=days_from(today, -200))


def _method(instance_id: int, typed: dict[str, Any], today: date) -> EnrolmentMethod:
    turns = typed.get("turns")
    return EnrolmentMethod(
        id=instance_id,
        type=typed["type"],
        name=typed["name"],
        key_required=typed.get("key", False),
        status=EnrolmentStatus(typed.get("status", "open")),
        turns=None if turns is None else days_from(today, turns),
    )
