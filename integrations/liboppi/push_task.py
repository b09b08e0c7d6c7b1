"""What the background worker does with the calls by which Liboppi asked for a sync."""

import logging
from collections.abc import Iterable

from .conf import PushOptions
from .errors import AlreadyRunning, NotConfigured
from .models import PushCall, RunStatus, SyncRun, SyncTrigger
from .push import forget_old_calls, queue_sync, settle_by_full_sync
from .sync import synchronise

logger = logging.getLogger(__name__)

MOST_NAMED = 500  # courses; of more than these the whole catalogue is asked


def carry_out() -> str:
    """One sync for all calls that wait; returns its status for the task's record.

    Calls stay waiting when it fails: the next call's sync takes them along, or the scheduled one.
    """
    settle_by_full_sync()
    forget_old_calls()
    calls = dict(PushCall.objects.waiting().values_list("pk", "courses"))
    if not calls:
        return "nothing waits"
    try:
        run = _sync(calls.values())
    except AlreadyRunning as error:
        queue_sync(PushOptions.from_settings().delay_seconds)
        return error.kind
    except NotConfigured as error:
        logger.info("liboppi_sync not started: %s", error.kind)
        return error.kind
    if run.status == RunStatus.DONE:
        PushCall.objects.filter(pk__in=calls).settle(run)
    return str(run.status)


def _sync(calls: Iterable[list[int]]) -> SyncRun:
    courses = named_courses(calls)
    if courses:
        return synchronise(SyncTrigger.PUSH, courses=courses).run
    return synchronise(SyncTrigger.PUSH).run


def named_courses(calls: Iterable[list[int]]) -> list[int]:
    """The numbers of all courses that the calls name, in order; none when one asks for all, or too many."""
    named: set[int] = set()
    for courses in calls:
        if not courses:
            return []
        named.update(courses)
    return sorted(named) if len(named) <= MOST_NAMED else []
