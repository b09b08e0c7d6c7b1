"""Asks Moodle for many things, two at a time at most. What to ask and what to do with it is the caller's.

Only the questions are asked on other threads: the caller's code runs on the caller's own.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from .client import LiboppiClient
from .errors import LiboppiError

AT_ONCE = 2

Task = TypeVar("Task")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Answered(Generic[Task, Value]):
    """What became of a task: a value, or the failure instead of one. `seconds` is how long it took."""

    task: Task
    value: Value | None
    failure: LiboppiError | None
    seconds: float


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
    ) -> Iterator[Answered[Task, Value]]:
        """Each task's outcome as it comes.

        `next_task` gives None when there is nothing to do just now; it is asked again after every outcome,
        and once both threads are idle, None is the end.
        """
        running: set[Future[Answered[Task, Value]]] = set()
        while True:
            while len(running) < AT_ONCE and (task := next_task()) is not None:
                running.add(self._pool.submit(self._outcome, task, ask))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()

    def _outcome(self, task: Task, ask: Callable[[Task], Value]) -> Answered[Task, Value]:
        start = self._client.clock()
        try:
            value, failure = ask(task), None
        except LiboppiError as error:
            value, failure = None, error
        return Answered(task, value, failure, self._client.clock() - start)
