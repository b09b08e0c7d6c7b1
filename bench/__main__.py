"""`python -m bench`: a sync of generated courses against merely downloading and decoding the same answers.

Needs nothing running: it makes a database of its own (SQLite, in a temporary folder) and starts the stand-in
for Liboppi as a process of its own, which answers at once.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 5_000)
TOKEN = "bench-token"  # noqa: S105 (opens nothing)
ROUNDS = 3


def run(arguments: list[str], environment: dict[str, str]) -> str:
    """Run Python with `arguments`, give what it printed, and stop with its errors if it failed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


@contextmanager
def standin(courses: int, environment: dict[str, str]) -> Iterator[str]:
    """The address of a stand-in that serves `courses` generated courses."""
    process = subprocess.Popen(
        [
            sys.executable,
            "manage.py",
            "liboppi_standin",
            "--port",
            "0",
            "--token",
            TOKEN,
            "--courses",
            str(courses),
        ],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield next(word for word in process.stdout.readline().split() if word.startswith("http"))
    finally:
        process.terminate()
        process.wait()


def measure(what: str, url: str, environment: dict[str, str]) -> dict[str, Any]:
    """One measurement in a fresh process."""
    lines = run(["-m", "bench.measure", what, url, TOKEN], environment).splitlines()
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def floor(url: str, environment: dict[str, str]) -> dict[str, Any]:
    """The fastest of a few downloads, so that a busy moment of the machine doesn't flatter the sync."""
    return min(
        (measure("floor", url, environment) for _ in range(ROUNDS)), key=lambda result: result["seconds"]
    )


def report(courses: int, what: str, result: dict[str, Any], base: dict[str, Any]) -> None:
    """One line of the table."""
    print(
        f"{courses:>6}  {what:<10} {result['seconds']:7.2f} s"
        f"  {result['seconds'] / base['seconds']:5.2f} × floor"
        f"  {result.get('statements', 0):>6} statements  {result['peak_mb']:6.0f} MB above idle"
        f"  {result['requests']:>6} requests",
        flush=True,
    )


def main() -> None:
    """Measure every size and print the table."""
    print("Sync of generated courses; floor = download and decode the same answers")
    for courses in SIZES:
        with tempfile.TemporaryDirectory(prefix="extranet-bench-") as folder:
            environment = os.environ | {
                "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
                "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
                "LIBOPPI_URL": "",
                "LIBOPPI_TOKEN": "",
            }
            run(["manage.py", "migrate", "--verbosity", "0"], environment)
            with standin(courses, environment) as url:
                base = floor(url, environment)
                report(courses, "floor", base, base)
                report(courses, "first", measure("sync", url, environment), base)
                report(courses, "unchanged", measure("sync", url, environment), base)


if __name__ == "__main__":
    main()
