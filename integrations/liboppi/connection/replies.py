"""What an HTTP answer of Moodle means: its JSON, or the failure that it tells of.

Knows Moodle's status codes and error codes; sends nothing. Moodle reports most errors with HTTP 200.
"""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import strip_tags

from ..errors import (
    AccessDenied,
    AccountRefused,
    CourseHidden,
    EndpointMissing,
    FunctionMissing,
    LiboppiError,
    MoodleFault,
    NotJson,
    ParameterRefused,
    PermissionMissing,
    RateLimited,
    RecordUnknown,
    Redirected,
    RequestRefused,
    ServerFailed,
    SitePolicyNotAgreed,
    TokenRejected,
    UnderMaintenance,
    UpgradeRunning,
    WebServicesDisabled,
)

LONGEST_QUOTE = 300
_NOT_JSON = object()
_TITLE = re.compile(rb"<title[^>]*>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_ACCOUNT_PROBLEMS = ("forcepasswordchangenotice", "usernotfullysetup")


@dataclass(frozen=True)
class Question:
    """What was asked: of which Moodle, which function, and, for one record, which (such as "courseid 6").

    `offered`: whether the service lists the function, None while its list isn't known.
    """

    address: str
    function: str
    asked: str = ""
    offered: bool | None = None

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc


@dataclass(frozen=True)
class Reply:
    """An HTTP answer. `wait` is Retry-After in seconds, None when the server doesn't say."""

    status: int
    body: bytes = field(repr=False)
    content_type: str = ""
    location: str = ""
    wait: float | None = None
    etag: str = ""


def understand(reply: Reply, question: Question) -> Any:
    """The decoded JSON of a reply.

    Raises the LiboppiError that fits where it holds none, or an error of Moodle's.
    """
    answer = decoded(reply.body)
    if isinstance(answer, dict) and ("exception" in answer or "errorcode" in answer):
        raise moodle_error(answer, question)
    if not 200 <= reply.status < 300:
        raise status_error(reply, question)
    if answer is _NOT_JSON:
        raise _not_json(reply, question)
    return answer


def moodle_error(answer: dict[str, Any], question: Question) -> LiboppiError:
    """The failure that Moodle's error answer tells of. A PHP error has no `errorcode`."""
    code = answer.get("errorcode")
    host, function = question.host, question.function
    said = quote(answer.get("message"))
    if isinstance(code, str) and code in _BY_CODE:
        return _BY_CODE[code](question, said)
    if isinstance(code, str) and (code.startswith("wsaccessuser") or code in _ACCOUNT_PROBLEMS):
        return AccountRefused(host=host, problem=code)
    fault = quote(code or answer.get("exception"))
    return MoodleFault(host=host, function=function, fault=fault, said=said)


def quote(text: Any) -> str:
    """A foreign message made harmless: no tags, one line, at most LONGEST_QUOTE signs."""
    plain = " ".join(html.unescape(strip_tags(str(text or "")[:5000])).split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[: LONGEST_QUOTE - 1]}…"


def _access_denied(question: Question, said: str) -> LiboppiError:
    """Moodle answers `accessexception` also for a function that the service lacks."""
    kind = FunctionMissing if question.offered is False else AccessDenied
    return kind(host=question.host, function=question.function)


def _record_unknown(question: Question, said: str) -> LiboppiError:
    """Moodle looks functions up like any record, so an unknown function is an unknown record to it."""
    if question.offered is False or not question.asked:
        return FunctionMissing(host=question.host, function=question.function)
    return RecordUnknown(host=question.host, function=question.function, asked=question.asked)


_BY_CODE: dict[str, Callable[[Question, str], LiboppiError]] = {
    "accessexception": _access_denied,
    "invalidrecordunknown": _record_unknown,
    "invalidtoken": lambda asked, said: TokenRejected(host=asked.host, function=asked.function),
    "sitepolicynotagreed": lambda asked, said: SitePolicyNotAgreed(host=asked.host),
    "sitemaintenance": lambda asked, said: UnderMaintenance(host=asked.host, seconds=None),
    "upgraderunning": lambda asked, said: UpgradeRunning(host=asked.host),
    "nopermissions": lambda asked, said: PermissionMissing(
        host=asked.host, function=asked.function, said=said
    ),
    "invalidparameter": lambda asked, said: ParameterRefused(
        host=asked.host, function=asked.function, said=said
    ),
    "coursehidden": lambda asked, said: CourseHidden(
        host=asked.host, function=asked.function, asked=asked.asked
    ),
}


def decoded(body: bytes) -> Any:
    """The JSON of a body; an object that equals nothing where it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _not_json(reply: Reply, question: Question) -> NotJson:
    start = reply.body[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        came = "nothing"
    elif start.startswith(b"<?xml"):
        came = "xml"
    elif start.startswith(b"<"):
        came = "html"
    else:
        came = "truncated" if start[:1] in (b"{", b"[") else "text"
    title = _title(reply.body)
    return NotJson(host=question.host, came=came, content_type=quote(reply.content_type), title=title)


def status_error(reply: Reply, question: Question) -> LiboppiError:
    """The failure that an HTTP status tells of."""
    host, status = question.host, reply.status
    if 300 <= status < 400:
        return Redirected(host=host, status=status, target=_target(reply.location))
    if status == 403 and not reply.body:
        return WebServicesDisabled(host=host)
    if status == 404:
        return EndpointMissing(address=question.address)
    if status == 429:
        return RateLimited(host=host, seconds=_whole(reply.wait))
    if status == 503:
        return UnderMaintenance(host=host, seconds=_whole(reply.wait))
    kind = RequestRefused if status < 500 else ServerFailed
    return kind(host=host, status=status, title=_title(reply.body))


def _target(location: str) -> str:
    """Where a redirect leads, without its query, which may repeat what was sent."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return "?"
    host = (parts.netloc or "").rpartition("@")[2]
    return quote(f"{parts.scheme}://{host}{parts.path}" if host else parts.path) or "?"


def _title(body: bytes) -> str:
    found = _TITLE.search(body[:20_000])
    return quote(found[1].decode("utf-8", "replace")) if found else ""


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
