"""Reads Moodle's answers item by item: one bad course doesn't sink the rest.

Knows what a token should be given, and notices when that is less.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from .errors import DegradedAnswer, UnexpectedShape
from .shapes import (
    CategoryAnswer,
    CourseAnswer,
    EnrolmentMethodAnswer,
    FileAnswer,
    GroupAnswer,
    Identified,
    SiteInfoAnswer,
    objects,
    storable,
)

LONGEST_NAME = 200
_BETWEEN_LANGUAGES = re.compile(r"</span>\s*<span\b")
# Moodle gives these only to who may edit the course (moodle/course:view, moodle/course:update).
PRIVILEGED_FIELDS = ("startdate", "enddate", "visible", "lang", "format", "timemodified")


@dataclass(frozen=True)
class Skipped:
    """An item of an answer that was left out, and why.

    `kind` is "category", "course", "method" or "group"; "methods" are those of a course that couldn't be
    asked for, by the course's number. `moodle_id` is None where even that couldn't be read. `reason` is a
    code (see `reason_text`), `fields` are the fields it is about, or what is known of the failure.
    """

    kind: str
    moodle_id: int | None
    name: str
    reason: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class CourseBatch:
    """Courses that came in one answer, those left out, and the numbers of those that Moodle keeps hidden."""

    courses: Sequence[CourseAnswer]
    skipped: Sequence[Skipped]
    hidden: frozenset[int] = frozenset()


TOO_LONG = ("string_too_long", "too_long")  # pydantic's names of the error
REASONS: Mapping[str, Any] = {
    "failed": _(
        "Moodle fails when it is asked for this alone (%(fields)s), so it stays as it was. Ask Moodle's "
        "administrator to open it there and save its settings anew."
    ),
    "incomplete": _("Something of it couldn't be used, so all of it stays as it was."),
    "malformed": _("Moodle's answer can't be used. Fields in question: %(fields)s."),
    "too_long": _(
        "It is longer than any text needs to be (%(fields)s), so all of it stays as it was. Ask its author "
        "to take out pictures that were pasted into the text, and to add them as files."
    ),
    "duplicate": _("Moodle's answer has it more than once; the last one was taken."),
}


def reason_text(reason: str, fields: Iterable[str] = ()) -> str:
    """Why an item was skipped, in the active language. An unknown code is shown as it is."""
    return str(REASONS[reason]) % {"fields": ", ".join(fields) or "–"} if reason in REASONS else reason


Item = TypeVar("Item", CategoryAnswer, CourseAnswer, EnrolmentMethodAnswer, GroupAnswer)


def read_site(answer: Any) -> SiteInfoAnswer:
    """The validated answer. Raises UnexpectedShape where it can't be one."""
    try:
        return SiteInfoAnswer.model_validate(answer)
    except ValidationError as error:
        got = ", ".join(_fields(error)) or type(answer).__name__
    function = "core_webservice_get_site_info"
    raise UnexpectedShape(host="Liboppi", function=function, expected="site information", got=got)


def read_categories(items: Sequence[Any]) -> tuple[list[CategoryAnswer], list[Skipped]]:
    """The valid course categories, and what was left out."""
    return _read("category", items, CategoryAnswer)


def read_courses(items: Sequence[Any]) -> tuple[list[CourseAnswer], list[Skipped]]:
    """The valid courses, front page and hidden ones included, and what was left out."""
    return _read("course", items, CourseAnswer)


def read_methods(items: Sequence[Any]) -> tuple[list[EnrolmentMethodAnswer], list[Skipped]]:
    """The valid enrolment methods of a course, and what was left out."""
    return _read("method", items, EnrolmentMethodAnswer)


def read_groups(items: Sequence[Any]) -> tuple[list[GroupAnswer], list[Skipped]]:
    """The valid groups of a course, and what was left out."""
    return _read("group", items, GroupAnswer)


def read_batch(answer: Mapping[str, Any]) -> CourseBatch:
    """The courses of an answer to a question for several, and the hidden ones that its warnings name."""
    courses, skipped = read_courses(answer["courses"])
    warnings = [item for item in objects(answer.get("warnings")) if item.get("item") == "course"]
    hidden = (_id_of({"id": item.get("itemid")}) for item in warnings)
    return CourseBatch(courses, skipped, frozenset(number for number in hidden if number is not None))


def read_files(items: Iterable[Any]) -> list[FileAnswer]:
    """The valid files of a course; others are passed over."""
    files = []
    for item in items:
        with suppress(ValidationError):
            files.append(FileAnswer.model_validate(item))
    return files


def listed_courses(items: Iterable[Any]) -> list[tuple[int | None, str]]:
    """The number, None where it can't be read, and the name as it came of every course of a search page."""
    return [(_id_of(item), _given_name(item)) for item in items]


def catalogue_courses(courses: Iterable[CourseAnswer], site_id: int = 1) -> list[CourseAnswer]:
    """The courses that belong in a catalogue: neither the front page nor those hidden from students."""
    return [course for course in courses if not course.is_front_page(site_id) and course.visible != 0]


def missing_fields(courses: Iterable[CourseAnswer], site_id: int = 1) -> list[str]:
    """Which of the PRIVILEGED_FIELDS some course lacks; the front page doesn't count.

    With a forced password change, a site policy not agreed to or an unfinished profile, Moodle gives only
    public fields, with HTTP 200 and no word of it.
    """
    real = [course for course in courses if not course.is_front_page(site_id)]
    return [name for name in PRIVILEGED_FIELDS if any(getattr(course, name) is None for course in real)]


def degraded(courses: Iterable[CourseAnswer], site_id: int = 1) -> bool:
    """Whether the token gave less than it should."""
    return bool(missing_fields(courses, site_id))


def require_whole(
    courses: Sequence[CourseAnswer], categories: Sequence[CategoryAnswer], site_id: int = 1
) -> None:
    """Raise DegradedAnswer if fields are missing, or the categories that courses are in.

    To be asked of every batch: rights may be lost between two.
    """
    missing: list[str] | str = missing_fields(courses, site_id)
    if not missing and not categories and any(course.categoryid for course in courses):
        missing = "categories"
    if missing:
        raise DegradedAnswer(missing=missing, courses=len(courses))


def _read(kind: str, items: Sequence[Any], model: type[Item]) -> tuple[list[Item], list[Skipped]]:
    valid: dict[int, Item] = {}
    skipped: list[Skipped] = []
    for item in items:
        try:
            answer = model.model_validate(item)
        except ValidationError as error:
            skipped.append(_malformed(kind, item, error))
            continue
        if answer.id in valid:
            skipped.append(Skipped(kind, answer.id, _name_of(item), "duplicate"))
        valid[answer.id] = answer
    return list(valid.values()), skipped


def _malformed(kind: str, item: Any, error: ValidationError) -> Skipped:
    too_long = all(problem["type"] in TOO_LONG for problem in error.errors(include_input=False))
    reason = "too_long" if too_long else "malformed"
    return Skipped(kind, _id_of(item), _name_of(item), reason, _fields(error))


def _fields(error: ValidationError) -> tuple[str, ...]:
    """The names of the fields that an error is about, never their values."""
    places = [problem["loc"] for problem in error.errors(include_input=False)]
    return tuple(dict.fromkeys(str(place[0]) for place in places if place))


def _id_of(item: Any) -> int | None:
    """The id, where at least that can be read."""
    try:
        return Identified.model_validate(item).id
    except ValidationError:
        return None


def _given_name(item: Any) -> str:
    given = item.get("fullname") or item.get("name") if isinstance(item, dict) else ""
    return given if isinstance(given, str) else ""


def _name_of(item: Any) -> str:
    """A name for people to recognise the item by, whatever it holds."""
    return recognisable(_given_name(item))


def recognisable(name: str) -> str:
    """A name as it came, made plain and short; its languages, if there are several, stand side by side."""
    parted = _BETWEEN_LANGUAGES.sub("</span> / <span", str(storable(name)))
    plain = strip_tags(parted)[:LONGEST_NAME]
    return " ".join(html.unescape(plain).split())
