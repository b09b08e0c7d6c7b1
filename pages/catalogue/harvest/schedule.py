"""When the daily look at everything runs: a django-q2 schedule, in the small hours."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django_q.models import Schedule

SCHEDULE_NAME = "harvest_records"
TASK = "pages.catalogue.harvest.tasks.daily"
HOUR = time(3, 40)


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
