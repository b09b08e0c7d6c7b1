"""What a calendar shows of something that happens."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Event:
    """Something that happens from `starts` to `ends` (aware, any time zone).

    `kind` is a word such as "Webinar"; `language` is set when `title` is in another language than the
    reader's, else "".
    """

    title: str
    url: str
    starts: datetime
    ends: datetime
    kind: str = ""
    place: str = ""
    language: str = ""
