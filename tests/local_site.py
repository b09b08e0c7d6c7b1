"""The whole site as `make run` starts it, for tests: with data of its own, and a look at its processes."""

import os
import queue
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from cms.launcher.checks import free_port

ROOT = Path(__file__).resolve().parents[1]
MARK = "EXTRANET_TEST_RUN"
READY = "Ctrl-C stops it."


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, all it printed, and the processes that outlived it."""

    exit_code: int
    output: str
    left: list[str]


@dataclass
class LocalSite:
    """One run of the launcher. Every process that comes of it carries a mark in its environment."""

    data: Mapping[str, str]  # DATABASE_URL and MEDIA_ROOT, and what else its environment is to hold
    port: int = field(default_factory=lambda: free_port(0))
    mark: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        self.printed: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run_local", "--port", str(self.port)],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def output(self) -> str:
        return "\n".join(self.printed)

    @property
    def passwords(self) -> dict[str, str]:
        """The demo users' passwords."""
        from cms.demo.users import DEMO_USERS  # needs Django's apps, which tools start the site without

        return {user.username: user.password for user in DEMO_USERS}

    def wait_for(self, text: str) -> None:
        """Read until a line holds `text`; fails with all that was printed if the run ends before."""
        while (line := self._lines.get()) is not None:
            if text in line:
                return
        raise AssertionError(f"The site ended before it printed {text!r}:\n{self.output}")

    def stop(self, number: signal.Signals = signal.SIGINT) -> Ended:
        """Send a signal to the launcher alone, as a terminal would, and wait for its end."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.wait()

    def wait(self) -> Ended:
        """Wait for the end of the launcher and of its output."""
        exit_code = self.process.wait()
        left = [words for _, words in self.processes()]
        self._reader.join()
        return Ended(exit_code, self.output, left)

    def processes(self) -> list[tuple[int, str]]:
        """The living processes of this run: number and command line."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if f"{MARK}={self.mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    found.append((int(folder.name), words))
            except OSError:
                continue  # ended meanwhile
        return found

    def wait_until_gone(self) -> None:
        """Wait for the end of every process of this run."""
        while found := self.processes():
            try:
                process = os.pidfd_open(found[0][0])
            except ProcessLookupError:
                continue
            with os.fdopen(process):
                select.select([process], [], [])

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        unset = {
            "LIBOPPI_URL": "",
            "LIBOPPI_TOKEN": "",
            "BASE_URL": "",
            "ALLOWED_HOSTS": "",
            "DEBUG": "false",
            "SHOW_COMPONENTS": "true",
        }
        return {**inherited, **unset, "SECRET_KEY": "only-for-tests", **self.data, MARK: self.mark}

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.rstrip())
            self._lines.put(line)
        self._lines.put(None)
