"""Hands Wagtail's background tasks (search index, references, file deletion) to the django-q2 worker."""

from typing import Any

from django.utils.module_loading import import_string
from django_q.tasks import async_task
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json


class DjangoQBackend(BaseTaskBackend):
    """Enqueues in the transaction of the caller: what rolls back enqueues nothing."""

    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        self.validate_task(task)
        async_task(
            "cms.background.run_task",
            task.module_path,
            normalize_json(args),
            normalize_json(kwargs),
            task_name=task.name[:100],
        )
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def run_task(module_path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run one task in the worker. A failure raises, so that django-q2 records and retries it."""
    task: Task = import_string(module_path)
    task.call(*args, **kwargs)
