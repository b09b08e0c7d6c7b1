"""When the daily task runs: a django-q2 schedule, early in the morning."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django_q.models import Schedule

SCHEDULE_NAME = "accessibility_feedback"
TASK = "pages.accessibility.tasks.daily"
HOUR = time(6, 30)


def ensure_schedule(**_kwargs: Any) -> None:
    """Make the schedule where there is none; connected to post_migrate."""
    tomorrow = datetime.combine(timezone.localdate() + timedelta(days=1), HOUR)
    Schedule.objects.get_or_create(
        name=SCHEDULE_NAME,
        defaults={
            "func": TASK,
            "schedule_type": Schedule.DAILY,
            "next_run": timezone.make_aware(tomorrow, timezone.get_default_timezone()),
            "repeats": -1,
        },
    )
