"""How a course stands for those who would like to take part, at a given moment: one rule for API and site.

Moodle tells what it lets in; a course that has ended is over, whatever Moodle lets in.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

SOON = timedelta(days=14)


class EnrolmentState(StrEnum):
    """`SOON` goes beside another one."""

    OPEN = "open"
    KEY = "key"
    SOON = "soon"
    CLOSED = "closed"
    PAST = "past"


class Method(Protocol):
    """A way to enrol: whether Moodle lets one in by it, and whether it asks for a key, None if unknown."""

    is_open: bool
    key_required: bool | None


def enrolment_of(methods: Iterable[Method]) -> EnrolmentState | None:
    """How one gets in by the easiest of the methods, whatever the time; None where there are none."""
    methods = list(methods)
    usable = [method for method in methods if method.is_open]
    if not usable:
        return EnrolmentState.CLOSED if methods else None
    return EnrolmentState.KEY if all(method.key_required for method in usable) else EnrolmentState.OPEN


def states_at(
    now: datetime,
    enrolment: str | None,
    *,
    starts: datetime | None,
    ends: datetime | None,
    closes: datetime | None = None,
) -> tuple[EnrolmentState, ...]:
    """The states of what begins, ends and closes at these moments. None for what can't be told."""
    if is_past(ends, now):
        return (EnrolmentState.PAST,)
    if is_closed(enrolment, closes, now):
        return (EnrolmentState.CLOSED,)
    found = [EnrolmentState(enrolment)] if enrolment else []
    if starts and now <= starts <= now + SOON:
        found.append(EnrolmentState.SOON)
    return tuple(found)


def is_past(ends: datetime | None, now: datetime) -> bool:
    """Whether it is over."""
    return bool(ends and ends < now)


def is_closed(enrolment: str | None, closes: datetime | None, now: datetime) -> bool:
    """Whether it takes nobody in, though it need not be over."""
    return enrolment == EnrolmentState.CLOSED or bool(closes and closes <= now)
