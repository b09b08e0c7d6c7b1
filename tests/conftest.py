"""What all tests share: the whole site, started once for those that need it running."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.local_site import READY, Ended, LocalSite

SITE = frozenset(("site_data", "first_run", "running_site"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the running site stay in one process: it takes long to start."""
    for item in items:
        if not SITE.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("site"))


def pytest_sessionfinish() -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The environment of a site: an empty database of the kind that the tests use, and a folder for media."""
    folder = tmp_path_factory.mktemp("site")
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        yield {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "MEDIA_ROOT": str(folder / "media")}
        return
    place = {"host": database["HOST"], "port": database["PORT"] or 5432}
    login = {"user": database["USER"], "password": database["PASSWORD"]}
    name = f"{database['TEST']['NAME']}_site"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(**place, **login, dbname="postgres", autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        address = f"{database['USER']}:{database['PASSWORD']}@{place['host']}:{place['port']}"
        yield {"DATABASE_URL": f"postgres://{address}/{name}", "MEDIA_ROOT": str(folder / "media")}
        connection.execute(drop)


@pytest.fixture(scope="session")
def first_run(site_data: Mapping[str, str]) -> Ended:
    """The site's first run, from an empty database until it was ready, and then a Ctrl-C."""
    site = LocalSite(site_data)
    site.wait_for(READY)
    return site.stop()


@pytest.fixture(scope="session")
def running_site(first_run: Ended, site_data: Mapping[str, str]) -> Iterator[LocalSite]:
    """The site with its demo content, running: web, worker and the stand-in for Liboppi."""
    site = LocalSite(site_data)
    site.wait_for(READY)
    yield site
    site.stop()


@pytest.fixture
def empty_data(tmp_path: Path) -> Mapping[str, str]:
    """An empty SQLite database of one's own."""
    return {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}", "MEDIA_ROOT": str(tmp_path / "media")}
