"""The REST protocol's front door: reads a call, checks its token, and has it answered or failed."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import replace
from threading import Lock
from typing import Protocol
from urllib.parse import parse_qsl

from integrations.liboppi.standin import functions
from integrations.liboppi.standin.failures import Failure
from integrations.liboppi.standin.functions import PICTURES
from integrations.liboppi.standin.wire import Answer, Call, MoodleError

MOST_REMEMBERED = 20_000  # calls
FORM_TYPE = "application/x-www-form-urlencoded"


class Source(Protocol):
    """Where right answers come from: a catalogue or recordings."""

    def answer(self, call: Call) -> Answer:
        """Raises MoodleError where Moodle answers with an error."""

    def course_titles(self, course_id: int) -> dict[str, str]:
        """A course's name by language; empty for a course that is not to be seen."""


class RestService:
    """Answers calls, counts and remembers them; `asked` are the last ones, without their token.

    `token` is the right one; None accepts any that is not empty.
    """

    def __init__(self, source: Source, token: str | None) -> None:
        self.source = source
        self.failure: Failure | None = None
        self.calls: Counter[str] = Counter()
        self.asked: deque[Call] = deque(maxlen=MOST_REMEMBERED)
        self._token = token
        self._lock = Lock()

    def answer(self, call: Call) -> Answer:
        with self._lock:
            self.calls[call.function] += 1
            self.asked.append(replace(call, token=""))
        failure = self.failure
        if failure is None or not failure.is_due(call):
            return self._right(call, self.source)
        if failure.scenario is not None:
            return self._right(call, failure.scenario)
        return failure.answer(call, lambda asked: self._right(asked, self.source))

    def _right(self, call: Call, source: Source) -> Answer:
        try:
            if not (call.token if self._token is None else call.token == self._token):
                raise functions.invalid_token()
            return source.answer(call)
        except MoodleError as error:
            return error.answer(call)


def picture_call(path: str, query: str, etag: str) -> Call:
    """A call for a picture; `path` is what follows pluginfile.php/, percent-encoded."""
    token = _pairs(query).get("token", "")
    return Call(PICTURES, {"path": path, "etag": etag}, token, is_for_picture=True)


def read_call(query: str, content_type: str, body: bytes) -> Call:
    """The call in an address and a form, the form winning, as in PHP; JSON bodies are not read."""
    params = _pairs(query)
    if content_type.partition(";")[0].strip().lower() == FORM_TYPE:
        params |= _pairs(body.decode("utf-8", errors="replace"))
    return Call(
        function=params.pop("wsfunction", ""),
        token=params.pop("wstoken", ""),
        format=params.pop("moodlewsrestformat", ""),
        params=params,
    )


def _pairs(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, keep_blank_values=True))


def form_fields(body: bytes) -> Mapping[str, str]:
    """The fields of a form of the stand-in's own page."""
    return _pairs(body.decode("utf-8", errors="replace"))
