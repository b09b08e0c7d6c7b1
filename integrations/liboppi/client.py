"""Calls Moodle's web service functions over HTTP and gives their decoded JSON.

Knows the REST protocol, time-outs and retries; nothing of what the answers say. It only reads. The token is never sent to
another address than the one it belongs to, and stands in no exception, repr or log.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError
from urllib3.util.retry import Retry

from .conf import check_address, check_token, is_loopback
from .connection_failures import connection_failure
from .errors import AnswerTooLarge, LiboppiError, TimedOut, UnexpectedShape, Unreachable
from .replies import Question, Reply, understand

MEGABYTE = 1024 * 1024
SERVICE_PATH = "/webservice/rest/server.php"
REPEATABLE_STATUSES = (429, 502, 503, 504)
RAW = {"moodlewssettingraw": "true"}
CHUNK = 256 * 1024


@dataclass(frozen=True)
class Patience:
    """How long to wait for Moodle, in seconds.

    `read` is the longest silence: a Moodle of 5,000 courses thinks for a minute before its first byte. `total` bounds one
    answer. A failed attempt is repeated at once, then after waits that double from `backoff`, with up to half a second of
    chance. A Retry-After longer than `longest_wait` isn't waited for: the next sync comes anyway.
    """

    connect: float = 10
    read: float = 120
    total: float = 300
    attempts: int = 4
    backoff: float = 1
    longest_wait: float = 30


class TokenInForm(AuthBase):
    """Adds the token to the form when the request is made ready.

    So it is in no argument or local variable of a traceback, and requests looks up no Authorization in a netrc file.
    """

    def __init__(self, token: str) -> None:
        self._field = urlencode({"wstoken": token})

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.body = f"{request.body}&{self._field}"
        return request

    def __repr__(self) -> str:
        return "TokenInForm(…)"


class LiboppiClient:
    """A Moodle's web service, asked over one HTTP session. A context manager: closing it closes the session.

    `requests` counts the HTTP requests sent, repeated ones included. Every method raises the LiboppiError that fits.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        patience: Patience = Patience(),
        max_bytes: int = 64 * MEGABYTE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = check_address(url)
        self.requests = 0
        self._patience = patience
        self._max_bytes = max_bytes
        self._sleep = sleep
        self._functions: frozenset[str] | None = None
        self._session = requests.Session()
        self._session.auth = TokenInForm(check_token(token))
        self._session.headers.update({"Accept": "application/json", "User-Agent": "ake-extranet-liboppi"})
        host = urlsplit(self.url).hostname or ""
        # A proxy can't reach this machine's own loopback, and must not see what plain http carries.
        self._proxies = {"no_proxy": host} if is_loopback(host) else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"LiboppiClient({self.url!r})"

    def close(self) -> None:
        """Close the session's connections."""
        self._session.close()

    def site_info(self) -> dict[str, Any]:
        """The site, its release, the token's account and the service's functions, without the account's secret key."""
        function = "core_webservice_get_site_info"
        info = self._call(function, dict)
        info.pop("userprivateaccesskey", None)
        functions = info.get("functions")
        if isinstance(functions, list):
            self._functions = frozenset(item["name"] for item in functions if isinstance(item, dict) and "name" in item)
        return info

    def categories(self) -> list[Any]:
        """Every course category that the token's account may see, names as typed."""
        return self._call("core_course_get_categories", list, **RAW)

    def courses(self) -> list[Any]:
        """Every course that the token's account may see, the front page among them, texts as typed."""
        function = "core_course_get_courses_by_field"
        answer = self._call(function, dict, **RAW)
        courses = answer.get("courses")
        if not isinstance(courses, list):
            raise self._unexpected(function, "courses: list", courses)
        return courses

    def enrolment_methods(self, course_id: int) -> list[Any]:
        """The enrolment methods of one course that are switched on.

        Raises CourseHidden or RecordUnknown for a course that vanished in between.
        """
        function = "core_enrol_get_course_enrolment_methods"
        return self._call(function, list, asked=f"courseid {course_id}", courseid=str(course_id))

    def _call[T](self, function, shape, asked="", **parameters):
        ...
