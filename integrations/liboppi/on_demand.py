"""A sync that a person asks for. Sees to it that no second one is queued while one waits or runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_q.conf import Conf
from django_q.models import Schedule

from .conf import Options
from .models import RunStatus, SyncRun, SyncTrigger
from .schedule import SCHEDULE_NAME, sync_soon
from .wishes import Wish, queued_wishes

LONG_WAIT = timedelta(minutes=1)
LONGEST_RUN = timedelta(seconds=Conf.TIMEOUT or 3600)  # an older run that still says it runs was killed


class Reply(StrEnum):
    """Whether a sync was queued, or which one made that needless."""

    ASKED = "asked"
    WAITING = "waiting"
    RUNNING = "running"


@dataclass(frozen=True)
class SyncReply:
    """What became of the wish for a sync.

    `since`: when that was queued or began; `task_id` names the one that waits, `run` is the one that runs.
    """

    reply: Reply
    since: datetime | None = None
    task_id: str = ""
    run: SyncRun | None = None

    @property
    def waits_long(self) -> bool:
        """Whether the background worker should have taken it long ago."""
        if self.reply != Reply.WAITING or self.since is None:
            return False
        return timezone.now() - self.since > LONG_WAIT


def ask_for_sync(trigger: SyncTrigger, **options: Any) -> SyncReply:
    """Queue a sync unless one that brings the same waits or runs. `options` are fields of `Wish`.

    A sync that only shows what would change stands in no other's way. One that is forced or asks about named
    courses is queued also while a sync of everything runs: that one may have passed by already.

    Raises NotConfigured where none could succeed.
    """
    Options.from_settings().require_connection()
    wish = Wish(trigger=trigger, **options)
    with transaction.atomic():
        # Two clicks at once would both find the queue empty: whoever asks holds this row until it has queued.
        Schedule.objects.select_for_update().filter(name=SCHEDULE_NAME).first()
        found = _running(wish) or _waiting(wish)
        return found or SyncReply(Reply.ASKED, task_id=sync_soon(trigger, **wish.task_options()))


def current_run(*, dry_run: bool) -> SyncRun | None:
    """The sync of the whole catalogue that runs just now; one that was killed long ago is none."""
    earliest = timezone.now() - LONGEST_RUN
    running = SyncRun.objects.filter(status=RunStatus.RUNNING, started__gte=earliest)
    return running.filter(is_dry_run=dry_run, courses=[]).first()


def _running(wish: Wish) -> SyncReply | None:
    if wish.force or wish.courses:
        return None
    run = current_run(dry_run=wish.dry_run)
    return SyncReply(Reply.RUNNING, run.started, run=run) if run else None


def _waiting(wish: Wish) -> SyncReply | None:
    for queued in queued_wishes():
        if wish.is_met_by(queued.wish):
            return SyncReply(Reply.WAITING, queued.since, queued.task_id)
    return None
