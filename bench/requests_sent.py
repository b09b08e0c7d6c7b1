"""Remembers the HTTP requests that a sync sends, and sends the very same again with as little as it takes."""

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import local
from typing import Any

import requests
from urllib3.connection import HTTPConnection

ACCEPTED = {"Accept": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_AT_ONCE = 2  # as many as a sync sends at a time


@dataclass(frozen=True)
class Sent:
    """A request, token and all; `path` is below the site's address."""

    method: str
    path: str
    body: str


@contextmanager
def remembered() -> Iterator[list[Sent]]:
    """The requests that anything in this process sends meanwhile, in their order."""
    sent: list[Sent] = []
    original = HTTPConnection.request

    def request(self: HTTPConnection, method: str, url: str, body: Any = None, **others: Any) -> None:
        text = body.decode() if isinstance(body, bytes) else body or ""
        sent.append(Sent(method, url, text))
        original(self, method, url, body, **others)

    HTTPConnection.request = request  # type: ignore[method-assign, assignment]
    try:
        yield sent
    finally:
        HTTPConnection.request = original  # type: ignore[method-assign]


def save(sent: list[Sent], file: Path) -> None:
    """Keep the requests for another process."""
    file.write_text(json.dumps([asdict(request) for request in sent]))


def load(file: Path) -> list[Sent]:
    """The requests that `save` kept."""
    return [Sent(**request) for request in json.loads(file.read_text())]


def send_again(url: str, sent: list[Sent], decode: Callable[[bytes], Any]) -> list[Any]:
    """What `decode` makes of each answer, in the order of the requests."""
    sessions = local()

    def answer(request: Sent) -> Any:
        if not hasattr(sessions, "own"):
            sessions.own = requests.Session()
        headers = ACCEPTED | (FORM if request.body else {})
        response = sessions.own.request(
            request.method, url + request.path, data=request.body or None, headers=headers, timeout=120
        )
        return decode(response.content)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(answer, sent))


def decoded(body: bytes) -> Any:
    """The answer's JSON; None for a picture."""
    return json.loads(body) if re.match(rb"\s*[\[{]", body) else None
