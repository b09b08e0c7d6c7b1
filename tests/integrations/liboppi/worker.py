"""Does what the background worker does, in the test's own process and at once."""

from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Success


def work_off_the_queue() -> None:
    """Carry out all tasks that wait, the oldest first, and record them as the worker would."""
    for row in OrmQ.objects.order_by("pk"):
        task = row.task
        result = import_string(task["func"])(*task["args"], **task["kwargs"])
        Success.objects.create(
            id=task["id"],
            name=task["name"],
            func=task["func"],
            args=task["args"],
            kwargs=task["kwargs"],
            started=task["started"],
            stopped=timezone.now(),
            result=result,
            success=True,
        )
        row.delete()
