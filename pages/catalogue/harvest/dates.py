"""Dates as OAI-PMH writes them: UTC, in days or in seconds."""

import re
from datetime import UTC, datetime, timedelta

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"


def is_day(text: str) -> bool:
    """Whether the date names a day and not a second."""
    return DAY.fullmatch(text) is not None


def first_moment(text: str) -> datetime:
    """The date, or the first second of the day. Raises ValueError where it is neither, or no such day is."""
    if is_day(text):
        text = f"{text}T00:00:00Z"
    if not SECOND.fullmatch(text):
        raise ValueError(text)
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def last_moment(text: str) -> datetime:
    """The date, or the last second of the day. Raises ValueError as `first_moment`."""
    moment = first_moment(text)
    return moment + timedelta(days=1, seconds=-1) if is_day(text) and moment.year < 9999 else moment


def whole_second(moment: datetime) -> datetime:
    """The second in which it is, which is as exactly as harvesters are told."""
    return moment.astimezone(UTC).replace(microsecond=0)


def written(moment: datetime) -> str:
    """As 2026-11-25T16:42:00Z."""
    return f"{whole_second(moment):%Y-%m-%dT%H:%M:%S}Z"
