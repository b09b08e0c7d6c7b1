"""Does what the background worker does, at once and in the test's own process; is a second worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Success

from integrations.liboppi.lock import only_sync


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


@contextmanager
def held_by_another_process() -> Iterator[None]:
    """The lock, held over a connection and an open file that are not the test's own."""
    held, done = Event(), Event()

    def hold() -> None:
        with only_sync():
            held.set()
            done.wait(timeout=60)
        connection.close()

    thread = Thread(target=hold)
    thread.start()
    assert held.wait(timeout=60)
    try:
        yield
    finally:
        done.set()
        thread.join()
