"""When old searches are forgotten: a django-q2 schedule, once a month."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_q.models import Schedule

SCHEDULE_NAME = "search_forget_old"
TASK = "pages.search.missed.forget_old"


def ensure_schedule(**_kwargs: Any) -> None:
    """Make the schedule where there is none; connected to post_migrate."""
    Schedule.objects.get_or_create(
        name=SCHEDULE_NAME,
        defaults={
            "func": TASK,
            "schedule_type": Schedule.MONTHLY,
            "next_run": timezone.now() + timedelta(days=30),
            "repeats": -1,
        },
    )
