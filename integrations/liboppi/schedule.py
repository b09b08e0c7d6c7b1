"""When the sync runs in the background: a django-q2 schedule, and "as soon as the worker gets to it"."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task

from .conf import Options
from .models import SyncTrigger

SCHEDULE_NAME = "liboppi_sync"
TASK = "integrations.liboppi.tasks.sync"


def ensure_schedule(**_kwargs: Any) -> None:
    """Make the schedule, or give it the interval that the settings name; connected to post_migrate."""
    minutes = Options.from_settings().interval_minutes
    schedule, created = Schedule.objects.get_or_create(
        name=SCHEDULE_NAME,
        defaults={
            "func": TASK,
            "args": f"'{SyncTrigger.SCHEDULE.value}'",
            "schedule_type": Schedule.MINUTES,
            "minutes": minutes,
            "next_run": timezone.now() + timedelta(minutes=minutes),
            "repeats": -1,
        },
    )
    if not created and schedule.minutes != minutes:
        schedule.minutes = minutes
        schedule.save(update_fields=["minutes"])


def sync_soon(trigger: SyncTrigger, **options: Any) -> str:
    """Ask the worker for a sync; returns the task's id. `options` are those of `tasks.sync`."""
    return str(async_task(TASK, trigger.value, task_name="liboppi_sync", **options))
