"""Calls Moodle's web service functions and gives their decoded JSON, and fetches Moodle's pictures.

Knows the REST protocol and each function's parameters; nothing of what the answers say. It only reads. Safe
to use from two threads.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, TypeVar

from .connection.picture_files import normal_path
from .connection.pictures import Picture, understand_picture
from .connection.replies import Question, understand
from .connection.transport import MEGABYTE, Patience, Request, Transport
from .errors import LiboppiError, PictureUnusable, UnexpectedShape

SERVICE_PATH = "/webservice/rest/server.php"
PICTURE_PATH = "/webservice/pluginfile.php/"
RAW = {"moodlewssettingraw": "true"}
MOST_PICTURE_BYTES = 10 * MEGABYTE
PATIENCE = Patience()
LONGEST_SILENCE = 30.0  # seconds, of a Moodle asked for something small

Shape = TypeVar("Shape")


class LiboppiClient:
    """A Moodle's web service. A context manager: closing it closes its connections.

    `requests` counts the HTTP requests sent, repeated ones included. Every method raises the LiboppiError
    that fits. `patience` is that for the whole catalogue in one answer; of smaller questions less is asked.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        patience: Patience = PATIENCE,
        max_bytes: int = 64 * MEGABYTE,
        sleep: Callable[[float], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transport = Transport(url, token, sleep=sleep, clock=clock)
        self.url = self._transport.url
        self.host = self._transport.host
        self.clock = clock
        self._max_bytes = max_bytes
        self._functions: frozenset[str] | None = None
        self._patience = patience
        self._small = replace(patience, read=min(patience.read, LONGEST_SILENCE))
        # Where a proxy gave up waiting, a smaller question helps more than the same one again.
        repeatable = tuple(status for status in patience.repeatable if status != 504)
        self._batch = replace(self._small, repeatable=repeatable)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"LiboppiClient({self.url!r})"

    @property
    def requests(self) -> int:
        """How many HTTP requests were sent so far."""
        return self._transport.requests

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def limit_time(self, minutes: float) -> None:
        """From now on every method raises OutOfTime when so many minutes are over."""
        self._transport.limit_time(minutes)

    def give_up(self) -> None:
        """Repeat nothing any more: whoever waits to ask again gets the failure there was."""
        self._transport.give_up()

    def site_info(self) -> dict[str, Any]:
        """The site, its release, the service's functions and the token's account, without its secret key."""
        function = "core_webservice_get_site_info"
        info = self._call(function, dict, self._patience)
        info.pop("userprivateaccesskey", None)
        functions = info.get("functions")
        if isinstance(functions, list):
            names = [item.get("name") for item in functions if isinstance(item, dict)]
            self._functions = frozenset(name for name in names if isinstance(name, str))
        return info

    def categories(self) -> list[Any]:
        """Every course category that the token's account may see, names as typed."""
        return self._call("core_course_get_categories", list, self._patience, **RAW)

    def courses(self) -> list[Any]:
        """Every course that the token's account may see, the front page among them, texts as typed."""
        return self._courses_by_field(self._patience, **RAW)["courses"]

    def courses_with_ids(self, ids: Sequence[int], *, formatted: bool = False) -> dict[str, Any]:
        """`courses` with these numbers, texts as typed, and `warnings` of those that are hidden.

        With `formatted`, texts are as Moodle shows them. One number that no course has fails the whole call,
        with a MoodleFault.
        """
        value = ",".join(map(str, ids))
        asked = f"ids {value[:50]}"
        raw = {} if formatted else RAW
        return self._courses_by_field(self._batch, asked=asked, field="ids", value=value, **raw)

    def course_with_id(self, course_id: int) -> list[Any]:
        """A list with the course, texts as typed; an empty one for a course that is hidden or not there."""
        asked = f"id {course_id}"
        answer = self._courses_by_field(self._batch, asked=asked, field="id", value=str(course_id), **RAW)
        return answer["courses"]

    def search_page(self, page: int, per_page: int) -> dict[str, Any]:
        """A page, counted from 0, of the `courses` there are, without the front page, and their `total`."""
        function = "core_course_search_courses"
        parameters = {"criterianame": "search", "criteriavalue": "", "page": str(page), **RAW}
        answer = self._call(
            function, dict, self._batch, asked=f"page {page}", perpage=str(per_page), **parameters
        )
        if type(answer.get("total")) is not int:
            raise self._unexpected(function, "total: int", answer.get("total"))
        return self._with_courses(function, answer)

    def enrolment_methods(self, course_id: int) -> list[Any]:
        """The enrolment methods of one course that are switched on.

        Raises CourseHidden or RecordUnknown for a course that vanished in between.
        """
        return self._call_of_course("core_enrol_get_course_enrolment_methods", course_id)

    def groups(self, course_id: int) -> list[Any]:
        """The groups of one course with their enrolment keys; raises as `enrolment_methods` does."""
        return self._call_of_course("core_group_get_course_groups", course_id)

    def picture(self, path: str, etag: str = "") -> Picture | None:
        """A picture by what stands after `pluginfile.php/` in its address, percent-encoded.

        None when Moodle still has the one with this `etag`. Raises PictureMissing, PictureUnusable,
        PictureTooLarge, PictureRefused, and whatever can happen to any request.
        """
        if normal_path(path) != path:
            raise PictureUnusable(host=self.host, path=path[:300], problem="address")
        request = Request(
            PICTURE_PATH + path,
            "webservice/pluginfile.php",
            self._small,
            MOST_PICTURE_BYTES,
            headers={"Accept": "image/*", **({"If-None-Match": etag} if etag else {})},
        )
        try:
            return understand_picture(self._transport, request, path)
        except LiboppiError as failure:
            self._transport.token.redact(failure.details)
            raise

    def _call_of_course(self, function: str, course_id: int) -> list[Any]:
        asked = f"courseid {course_id}"
        return self._call(function, list, self._small, asked=asked, courseid=str(course_id))

    def _courses_by_field(self, patience: Patience, *, asked: str = "", **parameters: str) -> dict[str, Any]:
        function = "core_course_get_courses_by_field"
        answer = self._call(function, dict, patience, asked=asked, **parameters)
        return self._with_courses(function, answer)

    def _with_courses(self, function: str, answer: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(answer.get("courses"), list):
            raise self._unexpected(function, "courses: list", answer.get("courses"))
        return answer

    def _call(
        self,
        function: str,
        shape: type[Shape],
        patience: Patience,
        *,
        asked: str = "",
        **parameters: str,
    ) -> Shape:
        offered = None if self._functions is None else function in self._functions
        question = Question(self.url, function, asked, offered)
        form = {"wsfunction": function, "moodlewsrestformat": "json", **parameters}
        request = Request(SERVICE_PATH, function, patience, self._max_bytes, form)
        try:
            answer = understand(self._transport.reply(request), question)
        except LiboppiError as failure:
            self._transport.token.redact(failure.details)
            raise
        if not isinstance(answer, shape):
            raise self._unexpected(function, shape.__name__, answer)
        return answer

    def _unexpected(self, function: str, expected: str, got: object) -> UnexpectedShape:
        return UnexpectedShape(host=self.host, function=function, expected=expected, got=type(got).__name__)
