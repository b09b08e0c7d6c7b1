"""The processes that a benchmark starts: the stand-in for Liboppi, and one for each measurement."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOKEN = "bench-token"  # noqa: S105 (opens nothing)


@dataclass(frozen=True)
class Measurement:
    """What one process needed. `peak_mb` is above idle; what was not counted is 0."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    requests: int = 0
    statements: int = 0
    rows: int = 0
    created: int = 0


def measure(what: str, site: str, requests: Path, database: str, *more: str) -> Measurement:
    """One measurement of `bench.measure` in a fresh process, on this database."""
    printed = run(["-m", "bench.measure", what, site, TOKEN, str(requests), *more], database)
    return Measurement(**json.loads(printed.splitlines()[-1]))


def run(arguments: list[str], database: str) -> str:
    """Run Python with `arguments`, give what it printed, and stop with its errors if it failed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment(database),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


@contextmanager
def standin(courses: int, *options: str) -> Iterator[str]:
    """The address of a stand-in that serves `courses` generated courses; `options` are its command line's."""
    arguments = ["--port", "0", "--token", TOKEN, "--courses", str(courses), *options]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "liboppi_standin", *arguments],
        cwd=ROOT,
        env=_environment("sqlite://:memory:"),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield next(word for word in process.stdout.readline().split() if word.startswith("http"))
    finally:
        process.terminate()
        process.wait()


def _environment(database: str) -> dict[str, str]:
    """As in production where it matters for speed: with DEBUG, Django keeps every statement."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": database,
        "DEBUG": "false",
        "LIBOPPI_URL": "",
        "LIBOPPI_TOKEN": "",
    }
