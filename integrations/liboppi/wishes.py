"""What a sync is asked to do, as it travels through the background worker's queue. Knows only the queue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django_q.models import OrmQ, Task

from .models import SyncTrigger
from .schedule import TASK


@dataclass(frozen=True)
class Wish:
    """What is wanted. `courses` are numbers in Liboppi, none for all; `asked_by` is a user's primary key."""

    trigger: str = SyncTrigger.ADMIN
    dry_run: bool = False
    force: bool = False
    courses: tuple[int, ...] = ()
    asked_by: int | None = None

    @classmethod
    def from_task(cls, args: Any, kwargs: Any) -> "Wish":
        """The wish in a task's arguments, those of a task queued by an older version too."""
        named: Mapping[str, Any] = kwargs if isinstance(kwargs, Mapping) else {}
        return cls(
            trigger=str(args[0]) if args else "",
            dry_run=bool(named.get("dry_run")),
            force=bool(named.get("force")),
            courses=tuple(named.get("courses") or ()),
            asked_by=named.get("asked_by"),
        )

    def task_options(self) -> dict[str, Any]:
        """The task's arguments after the trigger: those that say something."""
        options = {
            "dry_run": self.dry_run,
            "force": self.force,
            "courses": list(self.courses),
            "asked_by": self.asked_by,
        }
        return {name: value for name, value in options.items() if value}

    def is_met_by(self, other: "Wish") -> bool:
        """Whether that one's sync brings all that is wanted here."""
        enough_courses = not other.courses or (self.courses and set(self.courses) <= set(other.courses))
        return self.dry_run == other.dry_run and self.force <= other.force and bool(enough_courses)


@dataclass(frozen=True)
class Queued:
    """A wish in the queue or already dealt with.

    `since`: when it was queued. `is_taken`: whether the worker has it in hand. `result`: what the task
    returned, None before that.
    """

    task_id: str
    wish: Wish
    since: datetime
    is_taken: bool = False
    result: str | None = None


def queued_wishes() -> Iterator[Queued]:
    """The wishes in the queue, the oldest first. Its payloads are signed pickles: read one by one."""
    for row in OrmQ.objects.order_by("pk").iterator():
        task = row.task
        if task.get("func") == TASK:
            yield Queued(
                task_id=task["id"],
                wish=Wish.from_task(task.get("args"), task.get("kwargs")),
                since=task["started"],
                is_taken=row.lock > timezone.now(),
            )


def find_wish(task_id: str) -> Queued | None:
    """The wish of the task: in the queue, or among the tasks that have ended while the worker keeps those."""
    for queued in queued_wishes():
        if queued.task_id == task_id:
            return queued
    task = Task.objects.filter(pk=task_id, func=TASK).first()
    if task is None:
        return None
    return Queued(
        task_id=task_id,
        wish=Wish.from_task(task.args, task.kwargs),
        since=task.started,
        is_taken=True,
        result=str(task.result) if task.success else "",
    )
