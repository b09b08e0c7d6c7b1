"""Fresh databases of the kind that DATABASE_URL names: SQLite in a temporary folder, or PostgreSQL."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from bench.processes import run

PREFIX = "extranet_bench"


class Databases(Protocol):
    """Makes databases that hold nothing but tables."""

    kind: str

    def fresh(self) -> str:
        """The address of another empty database."""


class SqliteFiles:
    kind = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.sqlite3"
        self._made = 0
        _migrate(f"sqlite:///{self._template}")

    def fresh(self) -> str:
        self._made += 1
        file = self._folder / f"bench{self._made}.sqlite3"
        shutil.copy(self._template, file)
        return f"sqlite:///{file}"


class PostgresDatabases:
    """Needs a role that may create databases; drops those it made."""

    kind = "PostgreSQL"

    def __init__(self, url: str) -> None:
        self._server = url
        self._names = [f"{PREFIX}_{os.getpid()}_0"]
        self._execute(f"CREATE DATABASE {self._names[0]}")
        _migrate(self._url(self._names[0]))

    def fresh(self) -> str:
        name = f"{PREFIX}_{os.getpid()}_{len(self._names)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {self._names[0]}")
        self._names.append(name)
        return self._url(name)

    def drop(self) -> None:
        for name in self._names:
            self._execute(f"DROP DATABASE {name}")

    def _url(self, name: str) -> str:
        return urlsplit(self._server)._replace(path=f"/{name}").geturl()

    def _execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def databases() -> Iterator[Databases]:
    """Those of the kind in use; gone afterwards."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        made = PostgresDatabases(url)
        try:
            yield made
        finally:
            made.drop()
    else:
        with tempfile.TemporaryDirectory(prefix="extranet-bench-") as folder:
            yield SqliteFiles(Path(folder))


def _migrate(url: str) -> None:
    run(["manage.py", "migrate", "--verbosity", "0"], url)
