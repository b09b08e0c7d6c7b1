"""The databases of the tests: migrated by the first of several processes and copied by the others.

Wagtail's migrations take a processor some twenty seconds, a copy takes one.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql

DROP = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
CREATE = "CREATE DATABASE {}"
COPY = "CREATE DATABASE {} TEMPLATE {}"


def is_on_postgresql() -> bool:
    """Whether the tests use PostgreSQL; else it is SQLite."""
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def server() -> dict[str, Any]:
    """PostgreSQL's place, and the login of the tests."""
    database = settings.DATABASES["default"]
    place = {"host": database["HOST"], "port": database["PORT"] or 5432}
    return {**place, "user": database["USER"], "password": database["PASSWORD"]}


def execute(*commands: tuple[str, str] | tuple[str, str, str]) -> None:
    """Give PostgreSQL commands, each with the names of databases it speaks of."""
    with psycopg.connect(**server(), dbname="postgres", autocommit=True) as maintenance:
        for words, *names in commands:
            maintenance.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


@contextmanager
def migrated_once(shared: Path) -> Iterator[None]:
    """The test database of one of several processes; `shared` is a folder that all of them see."""
    with _alone(shared):
        original = shared / "migrated.sqlite3"
        is_made = original.exists()
        if is_made:
            _copy(original, _test_database())
        old = setup_databases(verbosity=0, interactive=False, keepdb=is_made)
        if not is_made:
            connection.close()
            _copy(_test_database(), original)
            original.touch()
    yield
    teardown_databases(old, verbosity=0)


def forget_original() -> None:
    """Drop what the processes of a run have copied, where it is no file in a folder of the run's."""
    if is_on_postgresql():
        execute((DROP, _original_name()))


def _test_database() -> Path:
    return Path(connection.settings_dict["TEST"]["NAME"])


def _original_name() -> str:
    return f"{settings.DATABASES['default']['TEST']['NAME'].split('_gw')[0]}_original"


def _copy(source: Path, target: Path) -> None:
    if not is_on_postgresql():
        shutil.copyfile(source, target)
        return
    names = [_original_name() if one.suffix else one.name for one in (source, target)]
    execute((DROP, names[1]), (COPY, names[1], names[0]))


@contextmanager
def _alone(shared: Path) -> Iterator[None]:
    with (shared / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
