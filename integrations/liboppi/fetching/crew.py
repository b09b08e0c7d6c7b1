"""Asks Moodle for many things, two at a time at most. What to ask and what to do with it is the caller's.

Only the questions are asked on other threads: the caller's code runs on the caller's own.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from ..client import LiboppiClient
from ..errors import LiboppiError

AT_ONCE = 2

Task = TypeVar("Task")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Answered(Generic[Task, Value]):
    """A task and what came of it after so many seconds."""

    task: Task
    value: Value
    seconds: float


@dataclass(frozen=True)
class Failed(Generic[Task]):
    """A task and why nothing came of it."""

    task: Task
    failure: LiboppiError


class Crew:
    """Two threads that ask. A context manager: left with an exception, it begins nothing more."""

    def __init__(self, client: LiboppiClient) -> None:
        self._client = client
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="liboppi")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            self._client.give_up()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def answers(
        self, next_task: Callable[[], Task | None], ask: Callable[[Task], Value]
    ) -> Iterator[Answered[Task, Value] | Failed[Task]]:
        """Each task's outcome as it comes.

        `next_task` gives None when there is nothing to do just now; it is asked again after every outcome,
        and once both threads are idle, None is the end.
        """
        running: set[Future[Answered[Task, Value] | Failed[Task]]] = set()
        while True:
            while len(running) < AT_ONCE and (task := next_task()) is not None:
                running.add(self._pool.submit(self._outcome, task, ask))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()

    def _outcome(self, task: Task, ask: Callable[[Task], Value]) -> Answered[Task, Value] | Failed[Task]:
        start = self._client.clock()
        try:
            value = ask(task)
        except LiboppiError as failure:
            return Failed(task, failure)
        return Answered(task, value, self._client.clock() - start)
