"""What all tests share: the whole site, started once for those that need it running, and how they are spread.

With two processes the tests of a file stay together, so that what they share is made once, and so do all that
need the running site.
"""

import gc
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test.utils import setup_databases, teardown_databases
from xdist.scheduler import LoadScopeScheduling

from integrations.liboppi.standin import pictures
from pages.search import snapshot
from tests import databases
from tests.factories.core import Homes, make_homes
from tests.kept import kept
from tests.local_site import READY, Ended, LocalSite

OF_THE_SITE = ("tests/browser/", "tests/cms/launcher/test_run_local.py")

# Playwright's event loop runs on until a process ends, and Django would refuse to use a database beside one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class FilesTogether(LoadScopeScheduling):
    """Hands whole files to the processes, and the files of the running site as one."""

    def _split_scope(self, nodeid: str) -> str:
        return "the running site" if nodeid.startswith(OF_THE_SITE) else nodeid.split("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesTogether:
    return FilesTogether(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The running site's tests take the longest, so one of several processes begins with them."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: not item.nodeid.startswith(OF_THE_SITE))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_sessionfinish(session: pytest.Session) -> None:
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if session.config.getoption("numprocesses"):  # this is the process that has started the others
        databases.forget_original()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """The test database, as pytest-django makes it, but migrated once for all processes of a run."""
    with django_db_blocker.unblock():
        if "PYTEST_XDIST_WORKER" in os.environ and not django_db_keepdb:
            with databases.migrated_once(tmp_path_factory.getbasetemp().parent), django_db_blocker.block():
                yield
            return
        is_reused = django_db_keepdb and not django_db_createdb
        old = setup_databases(verbosity=0, interactive=False, keepdb=is_reused)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(old, verbosity=0)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """What one test has kept is nothing to the next, whose rows may have the same numbers."""
    for cache in caches.all():
        cache.clear()
    snapshot.forget()


@pytest.fixture(scope="session", autouse=True)
def small_pictures() -> None:
    """The stand-in draws small ones: most of what a sync costs are the sizes that are made of each."""
    pictures.SIZE = (96, 54)


@pytest.fixture(scope="module")
def kept_homes(django_db_setup: None, django_db_blocker: Any) -> Iterator[Homes]:
    """The home pages, made once for all tests of a file, each of which leaves them as they were."""
    with kept(django_db_blocker):
        yield make_homes()


@pytest.fixture
def homes(kept_homes: Homes, db: None) -> Homes:
    """The home pages in both languages."""
    return kept_homes.read_again()


@pytest.fixture(scope="session")
def site_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The environment of a site: an empty database of the kind that the tests use, and a folder for media."""
    folder = tmp_path_factory.mktemp("site")
    media = {"MEDIA_ROOT": str(folder / "media")}
    if not databases.is_on_postgresql():
        yield {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", **media}
        return
    name = f"{settings.DATABASES['default']['TEST']['NAME']}_site"
    databases.execute((databases.DROP, name), (databases.CREATE, name))
    place = databases.server()
    address = f"{place['user']}:{place['password']}@{place['host']}:{place['port']}"
    yield {"DATABASE_URL": f"postgres://{address}/{name}", **media}
    databases.execute((databases.DROP, name))


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
