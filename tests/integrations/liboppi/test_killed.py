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
ATTEMPTS = 400
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


def duration() -> float:
    """How long the last whole sync took, in seconds, with the time that a process needs to begin."""
    last = SyncRun.objects.last_good()
    assert last is not None
    return last.seconds + 0.05


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
    moments = random.Random(20261125)
    is_second, kept_old, made_new = True, 0, 0
    for _attempt in range(ATTEMPTS):
        change_back(region)
        if not is_second:
            change(region)
        ending = doomed(processes, region, moments.uniform(0, duration()))
        now = state()
        assert ending in (DONE, KILLED)
        assert now in (first, second)
        kept_old += ending == KILLED and (now == second) == is_second
        made_new += ending == KILLED and (now == second) != is_second
        is_second = now == second
        if kept_old + made_new == KILLS:
            break
    assert kept_old + made_new == KILLS
    assert kept_old
    assert sync().error is None
    assert not SyncRun.objects.filter(status=RunStatus.RUNNING).exists()
    interrupted = SyncRun.objects.filter(error_kind="interrupted")
    assert interrupted.count() <= kept_old
    assert not interrupted.exclude(changes=None).exists()
    assert SyncRun.objects.filter(status=RunStatus.DONE).exclude(changes=None).count() >= made_new
