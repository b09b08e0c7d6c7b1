"""Calls by which Liboppi asks for a sync: taken in, gathered for some seconds, carried out by one sync.

Knows nothing of HTTP. A call waits in its row until a sync has done what it asked for, so that whatever is
killed between loses none.
"""

import logging
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from .conf import PushOptions
from .models import PushCall, RunStatus, SyncRun
from .push_signature import REPLAY_WINDOW

logger = logging.getLogger(__name__)

PUSH_SCHEDULE = "liboppi_push"
PUSH_TASK = "integrations.liboppi.push_task.carry_out"
MOST_CALLS = 300  # in PERIOD
PERIOD = timedelta(minutes=1)
ALIVE = timedelta(minutes=10)  # a run that has said nothing for so long was killed


class CallRepeated(Exception):
    """The very same call was taken before."""


class TooManyCalls(Exception):
    """More calls than MOST_CALLS within PERIOD."""


class SyncStanding(StrEnum):
    """What carries a call out: a sync queued for it, one that waited already, one after that which runs."""

    QUEUED = "queued"
    WAITING = "waiting"
    RUNNING = "running"


def take_in(fingerprint: str, courses: list[int]) -> SyncStanding:
    """Store a call and see to it that a sync will follow. No `courses` means all.

    Raises CallRepeated and TooManyCalls; nothing is stored then.
    """
    if PushCall.objects.filter(received__gte=timezone.now() - PERIOD).count() >= MOST_CALLS:
        raise TooManyCalls
    try:
        with transaction.atomic():
            PushCall.objects.create(signature=fingerprint, courses=courses)
            was_queued = queue_sync(PushOptions.from_settings().delay_seconds)
    except IntegrityError:
        raise CallRepeated from None
    if SyncRun.objects.filter(status=RunStatus.RUNNING, seen__gte=timezone.now() - ALIVE).exists():
        return SyncStanding.RUNNING
    return SyncStanding.QUEUED if was_queued else SyncStanding.WAITING


def queue_sync(delay_seconds: int) -> bool:
    """Let the worker carry out the waiting calls after so many seconds; False when it will anyway.

    Holds the schedule's row until the transaction ends: the worker fires it either before, and then it is set
    anew here, or after, and then it sees this transaction's call.
    """
    with transaction.atomic():
        ensure_push_schedule()
        schedule = Schedule.objects.select_for_update().filter(name=PUSH_SCHEDULE)[0]
        if schedule.repeats or _task_waits():
            return False
        schedule.repeats = 1
        schedule.next_run = timezone.now() + timedelta(seconds=delay_seconds)
        schedule.save(update_fields=["repeats", "next_run"])
        return True


def ensure_push_schedule(**_kwargs: Any) -> None:
    """Make the schedule, which sleeps (`repeats` 0) until a call sets it; connected to post_migrate."""
    Schedule.objects.get_or_create(
        name=PUSH_SCHEDULE,
        defaults={"func": PUSH_TASK, "schedule_type": Schedule.ONCE, "repeats": 0},
    )


def settle_by_full_sync() -> None:
    """A sync of the whole catalogue has carried out every call that came before it began."""
    run = SyncRun.objects.last_good()
    if run:
        PushCall.objects.filter(received__lt=run.started).settle(run)


def forget_old_calls() -> None:
    """Delete the calls that are carried out and too old to be sent again."""
    PushCall.objects.exclude(run=None).filter(received__lt=timezone.now() - REPLAY_WINDOW).delete()


def _task_waits() -> bool:
    """Whether the task is in the queue and no worker has taken it, nor can before this transaction ends."""
    now = timezone.now()
    for queued in OrmQ.objects.filter(lock__lte=now).iterator():
        if queued.task.get("func") == PUSH_TASK:
            return OrmQ.objects.select_for_update().filter(pk=queued.pk, lock__lte=now).exists()
    return False
