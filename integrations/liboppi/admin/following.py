"""From a wish in the worker's queue to the sync that came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from ..models import SyncRun
from ..on_demand import LONG_WAIT
from ..wishes import Queued, find_wish


class Stage(StrEnum):
    """How far a wish has come."""

    WAITING = "waiting"
    STARTED = "started"
    NOT_STARTED = "not_started"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True)
class Followed:
    """A wish and what came of it.

    `run` is there once it has started, `problem` is the kind of the error where it did not start, "" where
    none is known.
    """

    stage: Stage
    since: datetime | None = None
    is_dry_run: bool = False
    run: SyncRun | None = None
    problem: str = ""

    @property
    def waits_long(self) -> bool:
        """Whether the background worker should have taken it long ago."""
        if self.stage != Stage.WAITING or self.since is None:
            return False
        return timezone.now() - self.since > LONG_WAIT


def follow(task_id: str) -> Followed:
    """What has come of the task. Forgotten: the worker keeps a limited number of tasks that have ended."""
    queued = find_wish(task_id)
    if queued is None:
        return Followed(Stage.FORGOTTEN)
    run = _run_of(queued)
    without_run = Stage.WAITING if queued.result is None else Stage.NOT_STARTED
    stage = Stage.STARTED if run else without_run
    return Followed(stage, queued.since, queued.wish.dry_run, run, queued.result or "")


def _run_of(queued: Queued) -> SyncRun | None:
    """The first sync since then that brings what was wished, whoever asked for it."""
    wish = queued.wish
    runs = SyncRun.objects.filter(is_dry_run=wish.dry_run, started__gte=queued.since)
    if wish.force:
        runs = runs.filter(asked_by=wish.asked_by)
    runs = runs.filter(courses=list(wish.courses)) if wish.courses else runs.filter(courses=[])
    return runs.order_by("started", "pk").first()
