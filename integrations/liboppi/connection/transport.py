"""Sends requests to one Moodle over HTTP, from one thread or two, and repeats those that are worth it.

Knows time-outs, retries, Retry-After and the run's time budget; nothing of web service functions. The token
is never sent to another address than the one it belongs to, and stands in no exception, repr or log.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event, Lock, local
from urllib.parse import urlsplit

import requests
from requests import RequestException
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError
from urllib3.util.retry import Retry

from ..conf import check_address, check_token, is_loopback
from ..errors import AnswerTooLarge, LiboppiError, OutOfTime, TimedOut, Unreachable
from .connection_failures import connection_failure
from .replies import Reply
from .tokens import Token, keep_tokens_out_of_logs

MEGABYTE = 1024 * 1024
CHUNK = 256 * 1024
HEADERS = {"Accept": "application/json", "User-Agent": "ake-extranet-liboppi"}


@dataclass(frozen=True)
class Patience:
    """How long to wait for Moodle, in seconds.

    `read` is the longest silence: a Moodle of 5,000 courses asked for all of them thinks for a minute before
    its first byte. `total` bounds one answer. A failed attempt is repeated at once, then after waits that
    double from `backoff`, with up to half of it added by chance; `repeatable` are the HTTP statuses worth it.
    A Retry-After longer than `longest_wait` isn't waited for: the next sync comes anyway.
    """

    connect: float = 10
    read: float = 120
    total: float = 300
    attempts: int = 4
    backoff: float = 1
    longest_wait: float = 30
    repeatable: tuple[int, ...] = (429, 502, 503, 504)


@dataclass(frozen=True)
class Request:
    """What to send where: `path` stands after the site's address; with a `form` it is posted.

    `function` is what the request is called in messages, `max_bytes` bounds the decompressed answer.
    """

    path: str
    function: str
    patience: Patience
    max_bytes: int
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


class SessionThatStays(requests.Session):
    """A session that doesn't even look where a redirect leads.

    Without following it, requests would still read the whole body and prepare the next request, token and
    all.
    """

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere."""


class Transport:
    """One Moodle's HTTP, with a session for each thread that asks. `requests` counts what was sent.

    `sleep` waits so many seconds, by default until `give_up` at the longest; `clock` gives seconds.
    """

    def __init__(
        self, url: str, token: str, *, sleep: Callable[[float], object] | None, clock: Callable[[], float]
    ) -> None:
        self.url = check_address(url)
        self.token = Token(check_token(token))
        self.requests = 0
        self.clock = clock
        self._given_up = Event()
        self._sleep = sleep or self._given_up.wait
        self._deadline: float | None = None
        self._minutes = 0.0
        self._lock = Lock()
        self._quiet = Lock()
        self._own = local()
        self._sessions: list[requests.Session] = []
        address = urlsplit(self.url)
        self.host = address.netloc
        host = address.hostname or ""
        # A proxy can't reach this machine's own loopback, and must not see what plain http carries.
        self._proxies = {"no_proxy": host} if is_loopback(host) else {}
        keep_tokens_out_of_logs()

    def close(self) -> None:
        """Close every session's connections."""
        with self._lock:
            sessions, self._sessions = self._sessions, []
            self._own = local()
        for session in sessions:
            session.close()

    def limit_time(self, minutes: float) -> None:
        """From now on requests fail with OutOfTime when so many minutes are over."""
        self._minutes = minutes
        self._deadline = self.clock() + minutes * 60

    def give_up(self) -> None:
        """Begin no further attempt: whoever waits for one gets the failure there was."""
        self._given_up.set()

    def reply(self, request: Request) -> Reply:
        """The first reply worth understanding, after as many attempts as patience allows."""
        patience = request.patience
        retries = Retry(
            total=patience.attempts - 1,
            backoff_factor=patience.backoff,
            backoff_jitter=patience.backoff / 2,
        )
        while True:
            outcome = self._attempt(request)
            wait = _wait_before_repeating(outcome, patience)
            if wait is None or self._given_up.is_set():
                break
            try:
                retries = retries.increment("POST", request.path)
            except MaxRetryError:
                break
            with self._quiet:  # nor does another thread disturb a Moodle that asked for quiet
                self._sleep(wait or retries.get_backoff_time())
        if isinstance(outcome, LiboppiError):
            # Raised here and not where it was made: so no exception that holds the request hangs on to it.
            raise outcome
        return outcome

    def _attempt(self, request: Request) -> Reply | LiboppiError:
        with self._quiet:
            left = self._time_left()
        if left <= 0:
            return OutOfTime(host=self.host, minutes=self._minutes)
        with self._lock:
            self.requests += 1
        patience = request.patience
        connect, read = min(patience.connect, left), min(patience.read, left)
        outcome = self._send(request, connect, read, min(patience.total, left))
        ran_out = isinstance(outcome, TimedOut) and self._time_left() <= 0
        return OutOfTime(host=self.host, minutes=self._minutes) if ran_out else outcome

    def _time_left(self) -> float:
        return float("inf") if self._deadline is None else self._deadline - self.clock()

    def _send(self, request: Request, connect: float, read: float, total: float) -> Reply | LiboppiError:
        deadline = time.monotonic() + total
        try:
            with self._session().request(
                "GET" if request.form is None else "POST",
                self.url + request.path,
                data=request.form,
                headers=dict(request.headers),
                timeout=(connect, read),
                allow_redirects=False,
                stream=True,
                proxies=dict(self._proxies),
            ) as response:
                return Reply(
                    status=response.status_code,
                    body=self._body(response, request, deadline, total),
                    content_type=response.headers.get("Content-Type", ""),
                    location=response.headers.get("Location", ""),
                    wait=_retry_after(response.headers.get("Retry-After")),
                    etag=response.headers.get("ETag", ""),
                )
        except (RequestException, HTTPError, OSError) as error:
            return connection_failure(error, self.host, connect, read)
        except (AnswerTooLarge, TimedOut) as failure:
            return failure

    def _session(self) -> requests.Session:
        """The thread's own: a requests.Session isn't made for two threads."""
        session: requests.Session | None = getattr(self._own, "session", None)
        if session is None:
            session = self._own.session = SessionThatStays()
            session.auth = self.token
            session.headers.update(HEADERS)
            with self._lock:
                self._sessions.append(session)
        return session

    def _body(self, response: requests.Response, request: Request, deadline: float, total: float) -> bytes:
        """The body, decompressed, read in pieces as they come so that neither size nor time runs away."""
        pieces: list[bytes] = []
        size = 0
        while piece := response.raw.read1(CHUNK, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > request.max_bytes:
                limit = round(request.max_bytes / MEGABYTE, 1)
                raise AnswerTooLarge(host=self.host, function=request.function, megabytes=limit)
            if time.monotonic() > deadline:
                raise TimedOut(host=self.host, phase="total", seconds=total)
        return b"".join(pieces)


def _wait_before_repeating(outcome: Reply | LiboppiError, patience: Patience) -> float | None:
    """The seconds the server asks for (0 when it doesn't say), or None where repeating wouldn't help.

    A silent server isn't asked again: it is busy, and a second question would make it busier.
    """
    if isinstance(outcome, Reply):
        wait = outcome.wait or 0
        worthwhile = outcome.status in patience.repeatable and wait <= patience.longest_wait
        return wait if worthwhile else None
    if isinstance(outcome, Unreachable):
        return None if outcome.details["reason"] == "tls" else 0
    return 0 if isinstance(outcome, TimedOut) and outcome.details["phase"] == "connect" else None


def _retry_after(header: str | None) -> float | None:
    """Retry-After (RFC 9110, 10.2.3), a number or a date, in seconds; None when there is none to be read."""
    if header is None:
        return None
    try:
        return Retry().parse_retry_after(header)
    except InvalidHeader:
        return None
