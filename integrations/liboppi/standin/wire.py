"""What travels between the HTTP server and those who answer: a call of a web service function and its answer.

Knows Moodle's two encodings (JSON and XML) and its error answers, and nothing of courses.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from xml.sax.saxutils import escape

JSON_TYPE = "application/json"
XML_TYPE = "application/xml; charset=utf-8"
HTML_TYPE = "text/html; charset=utf-8"


class Delivery(Enum):
    """How an answer reaches the client."""

    WHOLE = "whole"
    TRUNCATED = "truncated"  # Content-Length promises more than comes
    RESET = "reset"  # the connection breaks in the middle of the body
    SILENT = "silent"  # nothing comes until one side closes
    ENDLESS = "endless"  # the body goes on past 64 MB


@dataclass(frozen=True)
class Call:
    """One call of a function; `params` holds its own parameters and Moodle's `moodlewssetting…` ones."""

    function: str
    params: Mapping[str, str]
    token: str = field(default="", repr=False)
    format: str = ""  # moodlewsrestformat as sent
    is_for_picture: bool = False  # of webservice/pluginfile.php; `params` are then `path` and `etag`

    @property
    def wants_json(self) -> bool:
        return self.format == "json"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `course_count` says for how many courses the per-course delay is due."""

    body: bytes
    status: int = 200
    content_type: str = JSON_TYPE
    headers: Mapping[str, str] = field(default_factory=dict)
    delivery: Delivery = Delivery.WHOLE
    course_count: int = 0


class MoodleError(Exception):
    """An error as Moodle answers it, with HTTP 200. A PHP error has no `errorcode` (None)."""

    def __init__(self, exception: str, errorcode: str | None, message: str) -> None:
        super().__init__(message)
        self.exception = exception
        self.errorcode = errorcode
        self.message = message

    def answer(self, call: Call) -> Answer:
        if call.is_for_picture:
            told = {"error": self.message, "errorcode": self.errorcode, "stacktrace": None}
            return Answer(json_bytes(told))
        if not call.wants_json:
            return Answer(_error_xml(self), content_type=XML_TYPE)
        payload = {"exception": self.exception}
        if self.errorcode is not None:
            payload["errorcode"] = self.errorcode
        return Answer(json_bytes({**payload, "message": self.message}))


def json_bytes(payload: object) -> bytes:
    """JSON as PHP's json_encode writes it: compact, ASCII only, slashes escaped."""
    return json.dumps(payload, separators=(",", ":")).replace("/", "\\/").encode("ascii")


def encode(call: Call, payload: object, *, course_count: int = 0) -> Answer:
    """The answer in the format the call asks for: anything but `json` gives XML."""
    if call.wants_json:
        return Answer(json_bytes(payload), course_count=course_count)
    body = f'<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n{_xml(payload)}</RESPONSE>\n'
    return Answer(body.encode(), content_type=XML_TYPE, course_count=course_count)


def _xml(payload: object) -> str:
    if isinstance(payload, Mapping):
        keys = "".join(
            f'<KEY name="{escape(str(key))}">{_xml(value)}</KEY>\n' for key, value in payload.items()
        )
        return f"<SINGLE>\n{keys}</SINGLE>\n"
    if isinstance(payload, Sequence) and not isinstance(payload, str):
        return f"<MULTIPLE>\n{''.join(_xml(item) for item in payload)}</MULTIPLE>\n"
    if payload is None:
        return '<VALUE null="null"/>\n'
    value = int(payload) if isinstance(payload, bool) else payload
    return f"<VALUE>{escape(str(value))}</VALUE>\n"


def _error_xml(error: MoodleError) -> bytes:
    code = f"<ERRORCODE>{escape(error.errorcode)}</ERRORCODE>\n" if error.errorcode else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n'
        f'<EXCEPTION class="{escape(error.exception)}">\n{code}'
        f"<MESSAGE>{escape(error.message)}</MESSAGE>\n</EXCEPTION>\n"
    ).encode()
