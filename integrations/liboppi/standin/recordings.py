"""A folder of recorded answers of a real Moodle, with its `index.json`: reads it, or says what is wrong.

Each entry of the index has `name`, `file`, `params`, `status` and `headers`; `params` hold `wsfunction` and
`moodlewsrestformat` too, and `file` is a path inside the folder.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.wire import JSON_TYPE, Answer

INDEX = "index.json"


class IndexEntry(BaseModel):
    """One line of the index."""

    name: str
    file: str
    params: dict[str, str | int]
    status: int
    headers: dict[str, str]


_INDEX = TypeAdapter(list[IndexEntry])


@dataclass(frozen=True)
class Recording:
    """One recorded call and its answer; `params` are the function's own and the `moodlewssetting…` ones."""

    name: str
    function: str
    format: str
    params: Mapping[str, str]
    status: int
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def payload(self) -> Any:
        """The decoded JSON; None for an answer that is not JSON."""
        return json.loads(self.body) if self.content_type == JSON_TYPE else None

    @property
    def content_type(self) -> str:
        return self.headers["Content-Type"]

    @property
    def is_error(self) -> bool:
        """Whether it is an answer that no data can be had from."""
        if self.status != 200 or self.payload is None:
            return True
        return isinstance(self.payload, dict) and "exception" in self.payload

    @property
    def rank(self) -> int:
        """Of recordings of the same call: the plain one first, then other users', failures last."""
        return 2 if self.name.startswith("errors/") else 1 if ".as_" in self.name else 0

    @cached_property
    def answer(self) -> Answer:
        others = {name: value for name, value in self.headers.items() if name != "Content-Type"}
        courses = self.payload.get("courses", []) if isinstance(self.payload, dict) else []
        return Answer(self.body, self.status, self.content_type, others, course_count=len(courses))


def read_recordings(folder: Path) -> tuple[Recording, ...]:
    """All recordings, those to prefer first. Raises StandInError, naming the file that is wrong."""
    index = folder / INDEX
    try:
        entries = _INDEX.validate_json(index.read_bytes())
    except OSError as error:
        raise StandInError(
            f"{index} cannot be read ({error.strerror}). "
            f"--replay takes a folder of recorded answers with an {INDEX}."
        ) from error
    except ValidationError as error:
        raise StandInError(f"{index} is not an index of recordings: {_first(error)}.") from error
    return tuple(sorted((_recording(folder, entry) for entry in entries), key=lambda one: one.rank))


def _recording(folder: Path, entry: IndexEntry) -> Recording:
    """The recording with its body, which is decoded at once: a broken one is told of at the start."""
    file = folder / entry.file
    if not file.resolve().is_relative_to(folder.resolve()):
        raise StandInError(f"{entry.file}, named in {folder / INDEX}, is outside that folder. Move it there.")
    params = {name: str(value) for name, value in entry.params.items()}
    try:
        recording = Recording(
            name=entry.name,
            function=params.pop("wsfunction", ""),
            format=params.pop("moodlewsrestformat", ""),
            params=params,
            status=entry.status,
            headers={"Content-Type": JSON_TYPE, **entry.headers},
            body=file.read_bytes(),
        )
        _ = recording.payload
    except OSError as error:
        raise StandInError(
            f"{file}, named in {folder / INDEX}, cannot be read ({error.strerror})."
        ) from error
    except ValueError as error:
        raise StandInError(f"{file} was recorded as JSON and is not ({error}). Record it anew.") from error
    return recording


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'.'.join(map(str, problem['loc'])) or 'it'}: {problem['msg']}"
