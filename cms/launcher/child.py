"""A process that the launcher starts: apart from the terminal, watched, and gone when the launcher is gone.

Knows processes and their output, not what they do. Needs a launcher of one thread (it forks).
"""

import ctypes
import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NoReturn

PR_SET_PDEATHSIG = 1  # linux/prctl.h
LAST_LINES = 30
READ_SIZE = 1 << 16  # bytes
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Child:
    """A process in a session of its own, so that the terminal's Ctrl-C reaches only the launcher.

    A signal to its whole group would hang django-q's cluster, so an orderly end is asked of the main process
    alone, and the group is only ever killed.
    """

    def __init__(self, name: str, action: Callable[[], object]) -> None:
        """Start a process that does `action` and ends: with 0, or with 1 after an exception."""
        self.name = name
        self.last_lines: deque[str] = deque(maxlen=LAST_LINES)
        self.exit_code: int | None = None  # negative: the signal that ended it
        self._unfinished_line = b""
        self.output, writing_end = os.pipe()
        launcher = os.getpid()
        # Until the new process has handlers of its own, ours would swallow what is meant for it.
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        self.pid = os.fork()
        if self.pid == 0:
            _become(launcher, writing_end, action)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        os.close(writing_end)

    @property
    def has_ended(self) -> bool:
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code is not None

    def read_lines(self) -> list[str]:
        """The lines that have come; waits for some. Raises EOFError when no more can come."""
        data = os.read(self.output, READ_SIZE)
        if not data and not self._unfinished_line:
            raise EOFError
        *whole, self._unfinished_line = (self._unfinished_line + (data or b"\n")).split(b"\n")
        lines = [line.decode(errors="replace").rstrip() for line in whole]
        self.last_lines.extend(lines)
        return lines

    def ask_to_end(self) -> None:
        """SIGTERM to the main process, which ends its own children."""
        if not self.has_ended:
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL to all of the group: after this nothing is left of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self.exit_code is None:
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def command(words: list[str], environment: Mapping[str, str]) -> Callable[[], NoReturn]:
    """An action that is another program."""
    return lambda: os.execvpe(words[0], words, environment)  # noqa: S606 (no shell is meant)


def _become(launcher: int, output: int, action: Callable[[], object]) -> NoReturn:
    exit_code = 1
    try:
        os.setsid()
        end_with(launcher)
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        action()
        exit_code = 0
    except SystemExit as error:
        exit_code = _said(error)
    except BaseException:  # noqa: BLE001 (whatever it is, it must not run on as a second launcher)
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(exit_code)


def _said(error: SystemExit) -> int:
    if isinstance(error.code, str):
        print(error.code, file=sys.stderr)  # noqa: T201
    return error.code if isinstance(error.code, int) else int(error.code is not None)


def end_with(launcher: int) -> None:
    """Ask the kernel for a SIGTERM when the launcher ends, however that happens (Linux)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != launcher:
            os._exit(1)
