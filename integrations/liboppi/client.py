"""Calls Moodle's web service functions over HTTP and gives their decoded JSON.

Knows the REST protocol, time-outs and retries; nothing of what the answers say. It only reads. The token is
never sent to another address than the one it belongs to, and stands in no exception, repr or log.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlencode, urlsplit

import requests
from requests import RequestException
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError
from urllib3.util.retry import Retry

from .conf import check_address, check_token, is_loopback
from .connection_failures import connection_failure
from .errors import AnswerTooLarge, LiboppiError, TimedOut, UnexpectedShape, Unreachable
from .errors.base import Details
from .replies import Question, Reply, understand

MEGABYTE = 1024 * 1024
SERVICE_PATH = "/webservice/rest/server.php"
REPEATABLE_STATUSES = (429, 502, 503, 504)
RAW = {"moodlewssettingraw": "true"}
CHUNK = 256 * 1024

Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Patience:
    """How long to wait for Moodle, in seconds.

    `read` is the longest silence: a Moodle of 5,000 courses thinks for a minute before its first byte.
    `total` bounds one answer. A failed attempt is repeated at once, then after waits that double from
    `backoff`, with up to half a second of chance. A Retry-After longer than `longest_wait` isn't waited for:
    the next sync comes anyway.
    """

    connect: float = 10
    read: float = 120
    total: float = 300
    attempts: int = 4
    backoff: float = 1
    longest_wait: float = 30


class TokenInForm(AuthBase):
    """Adds the token to the form when the request is made ready.

    So it is in no argument or local variable of a traceback, and requests looks up no Authorization in a
    netrc file.
    """

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.body = "&".join((str(request.body), urlencode({"wstoken": self._token})))
        return request

    def redact(self, details: Details) -> None:
        """Blot the token out of details that quote what the server said."""
        for name, value in details.items():
            if isinstance(value, str):
                details[name] = value.replace(self._token, "…")

    def __repr__(self) -> str:
        return "TokenInForm(…)"


class SessionThatStays(requests.Session):
    """A session that doesn't even look where a redirect leads.

    Without following it, requests would still read the whole body and prepare the next request, token and
    all.
    """

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere."""


class LiboppiClient:
    """A Moodle's web service, asked over one HTTP session. A context manager: closing it closes the session.

    `requests` counts the HTTP requests sent, repeated ones included. Every method raises the LiboppiError
    that fits.
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
        self._token = TokenInForm(check_token(token))
        self._session = SessionThatStays()
        self._session.auth = self._token
        self._session.headers.update({"Accept": "application/json", "User-Agent": "ake-extranet-liboppi"})
        address = urlsplit(self.url)
        self._host = address.netloc
        host = address.hostname or ""
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
        """The site, its release, the service's functions and the token's account, without its secret key."""
        function = "core_webservice_get_site_info"
        info = self._call(function, dict)
        info.pop("userprivateaccesskey", None)
        functions = info.get("functions")
        if isinstance(functions, list):
            names = [item.get("name") for item in functions if isinstance(item, dict)]
            self._functions = frozenset(name for name in names if isinstance(name, str))
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

    def _call(self, function: str, shape: type[Shape], *, asked: str = "", **parameters: str) -> Shape:
        offered = None if self._functions is None else function in self._functions
        question = Question(self.url, function, asked, offered)
        form = {"wsfunction": function, "moodlewsrestformat": "json", **parameters}
        try:
            answer = understand(self._reply(form, question), question)
        except LiboppiError as failure:
            self._token.redact(failure.details)
            raise
        if not isinstance(answer, shape):
            raise self._unexpected(function, shape.__name__, answer)
        return answer

    def _unexpected(self, function: str, expected: str, got: object) -> UnexpectedShape:
        return UnexpectedShape(host=self._host, function=function, expected=expected, got=type(got).__name__)

    def _reply(self, form: dict[str, str], question: Question) -> Reply:
        """The first reply worth understanding, after as many attempts as patience allows."""
        retries = Retry(
            total=self._patience.attempts - 1, backoff_factor=self._patience.backoff, backoff_jitter=0.5
        )
        while True:
            outcome = self._attempt(form, question)
            wait = self._wait_before_repeating(outcome)
            if wait is None:
                break
            try:
                retries = retries.increment("POST", SERVICE_PATH)
            except MaxRetryError:
                break
            self._sleep(wait or retries.get_backoff_time())
        if isinstance(outcome, LiboppiError):
            # Raised here and not where it was made: so no exception that holds the request hangs on to it.
            raise outcome
        return outcome

    def _wait_before_repeating(self, outcome: Reply | LiboppiError) -> float | None:
        """The seconds the server asks for (0 when it doesn't say), or None where repeating wouldn't help.

        A silent server isn't asked again: it is busy, and a second question would make it busier.
        """
        if isinstance(outcome, Reply):
            wait = outcome.wait or 0
            worthwhile = outcome.status in REPEATABLE_STATUSES and wait <= self._patience.longest_wait
            return wait if worthwhile else None
        if isinstance(outcome, Unreachable):
            return None if outcome.details["reason"] == "tls" else 0
        return 0 if isinstance(outcome, TimedOut) and outcome.details["phase"] == "connect" else None

    def _attempt(self, form: dict[str, str], question: Question) -> Reply | LiboppiError:
        self.requests += 1
        connect, read = self._patience.connect, self._patience.read
        deadline = time.monotonic() + self._patience.total
        try:
            with self._session.post(
                self.url + SERVICE_PATH,
                data=form,
                timeout=(connect, read),
                allow_redirects=False,
                stream=True,
                proxies=dict(self._proxies),
            ) as response:
                return Reply(
                    status=response.status_code,
                    body=self._body(response, question, deadline),
                    content_type=response.headers.get("Content-Type", ""),
                    location=response.headers.get("Location", ""),
                    wait=_retry_after(response.headers.get("Retry-After")),
                )
        except (RequestException, HTTPError, OSError) as error:
            return connection_failure(error, self._host, connect, read)
        except (AnswerTooLarge, TimedOut) as failure:
            return failure

    def _body(self, response: requests.Response, question: Question, deadline: float) -> bytes:
        """The body, decompressed, read in pieces as they come so that neither size nor time runs away."""
        pieces: list[bytes] = []
        size = 0
        while piece := response.raw.read1(CHUNK, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > self._max_bytes:
                limit = round(self._max_bytes / MEGABYTE, 1)
                raise AnswerTooLarge(host=self._host, function=question.function, megabytes=limit)
            if time.monotonic() > deadline:
                raise TimedOut(host=self._host, phase="total", seconds=self._patience.total)
        return b"".join(pieces)


def _retry_after(header: str | None) -> float | None:
    """Retry-After (RFC 9110, 10.2.3), a number or a date, in seconds; None when there is none to be read."""
    if header is None:
        return None
    try:
        return Retry().parse_retry_after(header)
    except InvalidHeader:
        return None
