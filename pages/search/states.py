"""In which state a course or a training stands for those who would like to take part, at a given moment.

Everything that time alone changes is told here, when it is asked: the index knows moments, not states.
"""

from datetime import datetime
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from integrations.liboppi.enrolment_states import states_at


class State(models.TextChoices):
    """What readers narrow a list by. The values stand in addresses; "starts soon" goes beside another one."""

    OPEN = "open", pgettext_lazy("state", "Open")
    KEY = "key", _("Enrolment key needed")
    SOON = "soon", _("Starts soon")
    CLOSED = "closed", _("Closed")
    PAST = "past", _("Past")


class HasMoments(Protocol):
    """An entry of the index, or what of it is kept in memory."""

    @property
    def enrolment(self) -> str: ...
    @property
    def starts(self) -> datetime | None: ...
    @property
    def ends(self) -> datetime | None: ...
    @property
    def closes(self) -> datetime | None: ...


def states(thing: HasMoments, now: datetime) -> tuple[State, ...]:
    """None for what has no state: a material, or a training without registration that is far or goes on.

    The same rule as the API's for courses.
    """
    found = states_at(now, thing.enrolment, starts=thing.starts, ends=thing.ends, closes=thing.closes)
    return tuple(map(State, found))


def start_matters(starts: datetime | None, ends: datetime | None, now: datetime) -> bool:
    """Moodle gives every course a start, the day it was made: worth a line ahead, or beside an end."""
    return bool(starts and (ends or starts > now))
