"""One sync at a time, over any number of processes and machines that share the database.

The lock belongs to a connection (PostgreSQL) or an open file (SQLite): a killed process leaves none behind.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from django.db import connection

from .errors import AlreadyRunning
from .models import RunStatus, SyncRun

ADVISORY_LOCK = 0x11B0991  # any number, as long as nothing else in the database uses it


@contextmanager
def only_sync() -> Iterator[None]:
    """Hold the right to sync, or raise AlreadyRunning at once."""
    holding = _advisory_lock if connection.vendor == "postgresql" else _file_lock
    with holding():
        yield


def _already_running() -> AlreadyRunning:
    run = SyncRun.objects.filter(status=RunStatus.RUNNING).first()
    return AlreadyRunning(since=run.started.isoformat() if run else None)


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        if not cursor.fetchone()[0]:
            raise _already_running()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


@contextmanager
def _file_lock() -> Iterator[None]:
    with _lock_file().open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _already_running() from error
        yield


def _lock_file() -> Path:
    """Beside the database; for one in memory, which no other process sees, in the temporary folder."""
    name = str(connection.settings_dict["NAME"])
    if "memory" in name and not Path(name).is_absolute():
        return Path(gettempdir()) / f"liboppi-{os.getpid()}.liboppi-lock"
    return Path(f"{name}.liboppi-lock")
