"""A sync that is killed, wherever it is: the catalogue is the old one or the new one, and no lock is left."""

import multiprocessing
import random
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from integrations.liboppi.models import RunStatus, SyncRun
from integrations.liboppi.standin import CourseChange, StandIn
from tests.integrations.liboppi.region import catalogue, point_at, sync

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 50
DONE = 0
KILLED = -signal.SIGALRM


@pytest.fixture(scope="module")
def processes() -> Any:
    """A server that has loaded everything, and forks processes without threads or connections."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.integrations.liboppi.doomed"])
    return context


@pytest.fixture
def region(settings) -> Iterator[StandIn]:
    with StandIn() as stand_in:
        point_at(settings, stand_in)
        yield stand_in


def change(region: StandIn) -> None:
    """Makes the second state of Liboppi: texts, keys, categories, methods, a course gone and one hidden."""
    for number in (2, 3, 4, 5):
        region.change_course(number, CourseChange(fullname=f"Muuttunut {number}", enrolkey=f"toinen{number}"))
    region.change_course(6, CourseChange(category=4))
    region.close_enrolment(7)
    region.delete_course(8)
    region.hide_course(9)


def change_back(region: StandIn) -> None:
    for number in range(2, 10):
        region.restore_course(number)


def state() -> dict[str, list[Any]]:
    """The catalogue without Moodle's time stamps, which are new whenever the stand-in is changed."""
    rows = catalogue()
    return rows | {
        "courses": [(*row[:8], row[9]) for row in rows["courses"]],
        "pictures": [row[:3] for row in rows["pictures"]],
    }


def doomed(processes: Any, region: StandIn, seconds: float) -> int:
    """The exit code of a sync that is killed after so many seconds, unless it is faster."""
    from tests.integrations.liboppi.doomed import run

    database = str(connection.settings_dict["NAME"])
    process = processes.Process(target=run, args=(database, region.url, region.token, seconds))
    process.start()
    process.join()
    return process.exitcode


def test_a_killed_sync_leaves_nothing_half_done(processes, region):
    sync()
    first = state()
    change(region)
    sync()
    second = state()
    assert first != second
    longest = 2 * max(run.seconds for run in SyncRun.objects.all())
    moments = random.Random(20261125)
    endings, is_second = [], True
    for _kill in range(KILLS):
        change_back(region)
        if not is_second:
            change(region)
        endings.append(doomed(processes, region, moments.uniform(0.001, longest)))
        now = state()
        assert now in (first, second)
        is_second = now == second
    assert set(endings) <= {DONE, KILLED}
    assert endings.count(KILLED) > KILLS / 5
    assert DONE in endings
    assert sync().error is None
    assert not SyncRun.objects.filter(status=RunStatus.RUNNING).exists()
    assert SyncRun.objects.filter(error_kind="interrupted").count() <= endings.count(KILLED)
