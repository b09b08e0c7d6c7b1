"""Answers from recordings of a real Moodle: the one recorded for a call, or one put together from others.

Put together are: all courses as typed (`moodlewssettingraw`), from the list and the courses recorded raw;
courses by id, ids, category or short name, from the list; search pages, from the whole one. Items stay as is.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from html import unescape
from typing import Any, Self

from integrations.liboppi.standin import functions
from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.recordings import Recording
from integrations.liboppi.standin.shapes import PUBLIC_FIELDS
from integrations.liboppi.standin.texts import TextSetting, plain
from integrations.liboppi.standin.wire import HTML_TYPE, Answer, Call, encode

Item = dict[str, Any]
RAW = "moodlewssettingraw"


class Replay:
    """Answers calls from `recordings`, the preferred ones first. `whole` is the one answer to every call."""

    def __init__(self, recordings: Sequence[Recording], whole: Recording | None = None) -> None:
        self._recordings = recordings
        self._whole = whole

    @property
    def names(self) -> list[str]:
        return sorted(recording.name for recording in self._recordings)

    def scenario(self, name: str) -> Self:
        """The site as it was when `name` was recorded.

        An error answers every call. Other answers (`NAME` and `NAME.…`, recorded together) stand before the
        rest; where one of them says it all for its function (an error, or a call without parameters), the
        rest of that function's recordings are left out. Raises StandInError for a name not in the index.
        """
        chosen = [r for r in self._recordings if r.name == name or r.name.startswith(f"{name}.")]
        named = [recording for recording in chosen if recording.name == name]
        if not named:
            raise StandInError(f'There is no recording "{name}". The index has: {", ".join(self.names)}.')
        if named[0].is_error:
            return type(self)(self._recordings, whole=named[0])
        settled = {r.function for r in chosen if r.is_error or not r.params}
        others = [r for r in self._recordings if r not in chosen and r.function not in settled]
        return type(self)([*chosen, *others])

    def answer(self, call: Call) -> Answer:
        """Raises MoodleError where nothing was recorded, as Moodle would for a record that is not there."""
        if call.is_for_picture:
            return Answer(b"<h1>404 Not Found</h1>", status=404, content_type=HTML_TYPE)
        if self._whole:
            return self._whole.answer
        if exact := self._recorded(call.function, call.params, call.format):
            return exact.answer
        own = _own(call.params)
        if call.function == functions.COURSES_BY_FIELD and self._all_courses is not None:
            return self._courses_by_field(call, own)
        if call.function == functions.SEARCH_COURSES and self._whole_search is not None:
            return self._search_courses(call, own)
        recorded = self._recorded(call.function, own, "json") or self._only_error(call.function)
        if recorded is None:
            raise functions.unknown_record()
        if call.wants_json or recorded.is_error:
            return recorded.answer
        return encode(call, recorded.payload)

    def course_titles(self, course_id: int) -> dict[str, str]:
        """A listed course's name in Finnish and Swedish; empty when it is not listed."""
        listed = [
            self._raw_courses.get(course_id, c) for c in self._all_courses or () if c["id"] == course_id
        ]
        return {lang: unescape(plain(c["fullname"], lang)) for c in listed for lang in ("fi", "sv")}

    def _recorded(self, function: str, params: Mapping[str, str], rest_format: str) -> Recording | None:
        matching = (
            recording
            for recording in self._recordings
            if (recording.function, recording.params, recording.format) == (function, params, rest_format)
        )
        return next(matching, None)

    def _only_error(self, function: str) -> Recording | None:
        """The function's error, when nothing but errors was recorded of it."""
        of_function = [
            recording for recording in self._recordings if function and recording.function == function
        ]
        return (
            of_function[0] if of_function and all(recording.is_error for recording in of_function) else None
        )

    @cached_property
    def _all_courses(self) -> list[Item] | None:
        """The recorded list of all courses; None when the folder has none."""
        recorded = self._recorded(functions.COURSES_BY_FIELD, {}, "json")
        return recorded.payload["courses"] if recorded and not recorded.is_error else None

    @cached_property
    def _raw_courses(self) -> Mapping[int, Item]:
        """The courses recorded one by one as their authors typed them."""
        recorded = [
            recording
            for recording in self._recordings
            if recording.function == functions.COURSES_BY_FIELD
            and recording.params.get(RAW) == "true"
            and recording.params.get("field") == "id"
            and not recording.is_error
        ]
        return {course["id"]: course for recording in recorded for course in recording.payload["courses"]}

    @cached_property
    def _whole_search(self) -> list[Item] | None:
        params = {"criterianame": "search", "criteriavalue": ""}
        recorded = self._recorded(functions.SEARCH_COURSES, params, "json")
        return recorded.payload["courses"] if recorded and not recorded.is_error else None

    @cached_property
    def _hidden_ids(self) -> frozenset[int]:
        """Courses whose enrolment methods were refused because the course is hidden."""
        return frozenset(
            int(recording.params["courseid"])
            for recording in self._recordings
            if recording.function == functions.ENROLMENT_METHODS
            and recording.is_error
            and recording.payload.get("errorcode") == "coursehidden"
        )

    def _courses_by_field(self, call: Call, own: Mapping[str, str]) -> Answer:
        field, value = own.get("field", ""), own.get("value", "")
        if not own.keys() <= {"field", "value"} or field not in functions.COURSE_FIELDS:
            raise functions.invalid_parameter()
        courses = self._courses_as_asked(call)
        warnings: list[Item] = []
        match field:
            case "id" | "category":
                number = functions.whole_number(value)
                courses = [c for c in courses if c["id" if field == "id" else "categoryid"] == number]
            case "ids":
                numbers = self._known_ids(value)
                warnings = [functions.no_access(number) for number in sorted(numbers & self._hidden_ids)]
                courses = [c for c in courses if c["id"] in numbers]
            case "shortname" | "idnumber":
                courses = [c for c in courses if c.get(field) == value]
        return encode(call, {"courses": courses, "warnings": warnings}, course_count=len(courses))

    def _courses_as_asked(self, call: Call) -> list[Item]:
        """All courses; where the call asks for texts as typed, those recorded so in their places."""
        courses = self._all_courses or []
        if not TextSetting.from_params(call.params).raw:
            return courses
        return [self._raw_courses.get(course["id"], course) for course in courses]

    def _known_ids(self, value: str) -> set[int]:
        if not value:
            raise functions.no_ids()
        numbers = {functions.whole_number(number) for number in value.split(",")}
        if not numbers <= {course["id"] for course in self._all_courses or ()} | self._hidden_ids:
            raise functions.unknown_course_among_ids()
        return numbers

    def _search_courses(self, call: Call, own: Mapping[str, str]) -> Answer:
        words = own.get("criteriavalue", "").casefold().split()
        found = [c for c in self._whole_search or () if all(word in _searched_text(c) for word in words)]
        if TextSetting.from_params(call.params).raw:
            found = [_public(self._raw_courses.get(course["id"], course)) for course in found]
        shown = functions.page_of(found, own)
        return encode(call, {"total": len(found), "courses": shown, "warnings": []}, course_count=len(shown))


def _own(params: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in params.items() if not name.startswith(functions.SETTING_PREFIX)}


def _searched_text(course: Item) -> str:
    return f"{course['fullname']} {course['shortname']} {course['summary']}".casefold()


def _public(course: Item) -> Item:
    return {name: value for name, value in course.items() if name in PUBLIC_FIELDS}
