"""A sync that a person asks for. Sees to it that no second one is queued while one waits or runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django_q.conf import Conf
from django_q.models import OrmQ, Schedule

from .conf import Options
from .models import RunStatus, SyncRun, SyncTrigger
from .schedule import SCHEDULE_NAME, TASK, sync_soon

LONG_WAIT = timedelta(minutes=5)
LONGEST_RUN = timedelta(seconds=Conf.TIMEOUT or 3600)  # an older run that still says it runs was killed


class Reply(StrEnum):
    """Whether a sync was queued, or which one made that needless."""

    ASKED = "asked"
    WAITING = "waiting"
    RUNNING = "running"


@dataclass(frozen=True)
class SyncReply:
    """What became of the wish for a sync. `since`: when that one was queued or began."""

    reply: Reply
    since: datetime | None = None

    @property
    def waits_long(self) -> bool:
        """Whether the background worker should have taken it long ago."""
        if self.reply != Reply.WAITING or self.since is None:
            return False
        return timezone.now() - self.since > LONG_WAIT


def ask_for_sync(trigger: SyncTrigger) -> SyncReply:
    """Queue a sync unless one waits or runs. Raises NotConfigured where none could succeed."""
    Options.from_settings().require_connection()
    with transaction.atomic():
        # Two clicks at once would both find the queue empty: whoever asks holds this row until it has queued.
        Schedule.objects.select_for_update().filter(name=SCHEDULE_NAME).first()
        found = _running() or _waiting()
        if found is None:
            sync_soon(trigger)
    return found or SyncReply(Reply.ASKED)


def _running() -> SyncReply | None:
    earliest = timezone.now() - LONGEST_RUN
    run = SyncRun.objects.filter(status=RunStatus.RUNNING, started__gte=earliest).first()
    return SyncReply(Reply.RUNNING, run.started) if run else None


def _waiting() -> SyncReply | None:
    """The queue's payloads are signed pickles, so they are read one by one."""
    for queued in OrmQ.objects.order_by("pk").iterator():
        if queued.task.get("func") == TASK:
            return SyncReply(Reply.WAITING, queued.task.get("started"))
    return None
