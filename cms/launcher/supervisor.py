"""Watches the launcher's children: shows their output, notices when one dies or a person wants to stop.

One thread, one loop. Whatever happens, no child outlives it. Knows nothing of what the children serve.
"""

import selectors
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Self, TextIO

from .child import SIGNALS, Child

TICK = 0.1  # seconds between two looks at the children
GRACE = 8.0  # seconds that children have for an orderly end


class Stopped(KeyboardInterrupt):
    """A person (Ctrl-C) or the system (SIGTERM, SIGHUP) wants everything to stop."""


class ChildEndedError(Exception):
    """A child that should run ended by itself."""

    def __init__(self, child: Child) -> None:
        super().__init__(f"The {child.name} ended by itself with exit code {child.exit_code}.")
        self.last_lines = list(child.last_lines)


class ActionFailedError(Exception):
    """An action that should come to a good end did not; the message is what it said."""


class Supervisor:
    """Starts and watches children inside a `with` block; nothing of them is left after it.

    Takes over the signals that stop a program, for good: the program is to end with the block.
    """

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._children: list[Child] = []
        self._running_on: list[Child] = []
        self._selector = selectors.DefaultSelector()
        self._stop_requests = 0

    def __enter__(self) -> Self:
        for number in SIGNALS:
            if number == signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
                continue  # nohup
            signal.signal(number, self._on_signal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop()
        self._selector.close()
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)  # all is ended; what comes now is late

    def start(self, name: str, action: Callable[[], object]) -> None:
        """Start a child that is to run on. Its output is shown, `name` before each line."""
        self._running_on.append(self._begin(name, action))

    def complete(self, action: Callable[[], object]) -> None:
        """Do `action` in a process of its own, so that a wish to stop ends it at once, whatever it does.

        Raises ActionFailedError with what it said, and what `wait_until` raises.
        """
        child = self._begin("", action)
        self.wait_until(lambda: child.has_ended)
        self._read_output(0)
        if child.exit_code:
            raise ActionFailedError("\n".join(child.last_lines))

    def wait_until(self, is_done: Callable[[], bool], seconds: float = float("inf")) -> bool:
        """Watch until `is_done` (True) or the time is over (False). Raises Stopped and ChildEndedError."""
        deadline = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > deadline:
                return False
            self._watch()
        return True

    def run(self) -> None:
        """Watch until somebody wants to stop. Raises Stopped and ChildEndedError."""
        self.wait_until(lambda: False)

    def say(self, text: str) -> None:
        """Write to the terminal; one that is gone must not keep the children from ending."""
        with suppress(OSError, ValueError):
            self._out.write(f"{text}\n")
            self._out.flush()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """Take note, no more: an exception raised here is lost wherever Python ignores one (a finalizer)."""
        if number == signal.SIGINT or not self._stop_requests:
            self._stop_requests += 1

    def _begin(self, name: str, action: Callable[[], object]) -> Child:
        self._raise_if_stopped()
        child = Child(name, action)
        self._children.append(child)
        self._selector.register(child.output, selectors.EVENT_READ, child)
        return child

    def _raise_if_stopped(self) -> None:
        if self._stop_requests:
            raise Stopped

    def _watch(self) -> None:
        self._raise_if_stopped()
        self._read_output(TICK)
        for child in self._running_on:
            if child.has_ended:
                self._read_output(0)
                raise ChildEndedError(child)

    def _read_output(self, seconds: float) -> None:
        if not self._selector.get_map():
            time.sleep(seconds)
        for key, _ in self._selector.select(seconds):
            child: Child = key.data
            try:
                lines = child.read_lines()
            except EOFError:
                self._selector.unregister(key.fileobj)
                continue
            for line in lines if child.name else ():
                self.say(f"{child.name:>9} | {line}")

    def _stop(self) -> None:
        """An orderly end within GRACE seconds; a further Ctrl-C, or the end of that time, kills."""
        requests = self._stop_requests
        deadline = time.monotonic() + GRACE
        if self._running_on:
            self.say("Stopping …")
        for child in reversed(self._children):
            child.ask_to_end()
        while not all(child.has_ended for child in self._children):
            self._read_output(TICK)
            if time.monotonic() > deadline or self._stop_requests > requests:
                break
        for child in self._children:
            child.kill()
        self._read_output(0)
