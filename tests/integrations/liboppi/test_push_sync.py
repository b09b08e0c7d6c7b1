"""What becomes of calls: gathered, carried out by one sync, and none lost."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule
from django_q.scheduler import scheduler

from integrations.liboppi.lock import only_sync
from integrations.liboppi.models import Course, PushCall, RunStatus, SyncRun, SyncTrigger
from integrations.liboppi.push import PUSH_SCHEDULE, PUSH_TASK, ensure_push_schedule
from integrations.liboppi.push_task import MOST_NAMED, carry_out, named_courses
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import synchronise
from tests.integrations.liboppi.push_calls import SECRET, call


@pytest.fixture(autouse=True)
def secrets(settings) -> None:
    settings.LIBOPPI_PUSH_SECRETS = [SECRET]


@pytest.fixture(autouse=True)
def kept_connection(monkeypatch) -> None:
    """The worker's scheduler closes its connection first; in a test it shares the test's."""
    monkeypatch.setattr("django_q.scheduler.close_old_django_connections", lambda: None)


@pytest.fixture
def liboppi(settings):
    with StandIn() as stand_in:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token
        yield stand_in


def due() -> None:
    """Let the gathering's seconds be over, and the worker look at its schedules."""
    Schedule.objects.filter(name=PUSH_SCHEDULE).update(next_run=timezone.now() - timedelta(seconds=1))
    scheduler(get_broker())


def queued() -> list[str]:
    return [row.task["func"] for row in OrmQ.objects.all() if row.task["func"] == PUSH_TASK]


def waiting() -> list[list[int]]:
    return list(PushCall.objects.waiting().values_list("courses", flat=True))


def stored_call(number: int, *courses: int, **more) -> PushCall:
    return PushCall.objects.create(signature=f"{number:064}", courses=list(courses), **more)


@pytest.mark.django_db
class TestGathering:
    def test_nothing_is_queued_before_the_seconds_are_over(self, settings):
        settings.LIBOPPI_PUSH_DELAY_SECONDS = 45
        before = timezone.now()
        call({"courses": [6]})
        scheduler(get_broker())
        assert queued() == []
        next_run = Schedule.objects.get(name=PUSH_SCHEDULE).next_run
        assert timedelta(seconds=45) <= next_run - before < timedelta(seconds=75)

    def test_calls_of_a_burst_wait_for_one_sync(self):
        replies = [call({"courses": [number]}).json()["sync"] for number in (6, 16, 17)]
        assert replies == ["queued", "waiting", "waiting"]
        due()
        assert queued() == [PUSH_TASK]

    def test_a_call_while_the_sync_is_in_the_queue_queues_no_second(self):
        call({"courses": [6]})
        due()
        assert call({"courses": [16]}).json()["sync"] == "waiting"
        due()
        assert queued() == [PUSH_TASK]

    def test_a_call_after_the_worker_has_taken_the_sync_queues_the_next(self):
        call({"courses": [6]})
        due()
        OrmQ.objects.update(lock=timezone.now() + timedelta(minutes=40))  # as a worker does that takes it
        assert call({"courses": [16]}).json()["sync"] == "queued"
        due()
        assert queued() == [PUSH_TASK, PUSH_TASK]

    def test_a_call_while_a_sync_runs_says_so_and_is_followed_by_another(self):
        SyncRun.objects.create(trigger=SyncTrigger.SCHEDULE)
        assert call({"courses": [6]}).json()["sync"] == "running"
        due()
        assert queued() == [PUSH_TASK]

    def test_a_run_that_was_killed_is_not_taken_for_running(self):
        SyncRun.objects.create(trigger=SyncTrigger.SCHEDULE, seen=timezone.now() - timedelta(hours=1))
        assert call({"courses": [6]}).json()["sync"] == "queued"

    def test_works_where_somebody_has_deleted_the_schedule(self):
        Schedule.objects.filter(name=PUSH_SCHEDULE).delete()
        assert call({"courses": [6]}).json()["sync"] == "queued"
        due()
        assert queued() == [PUSH_TASK]

    @pytest.mark.parametrize(
        ("calls", "named"),
        [
            ([[6, 16], [16, 17]], [6, 16, 17]),
            ([[6], [], [16]], []),
            ([[*range(1, MOST_NAMED + 1)]], [*range(1, MOST_NAMED + 1)]),
            ([[*range(1, MOST_NAMED + 1)], [MOST_NAMED + 1]], []),
        ],
    )
    def test_names_are_put_together_and_too_many_are_all(self, calls, named):
        assert named_courses(calls) == named


@pytest.mark.django_db
class TestCarryingOut:
    def test_one_sync_reads_the_named_courses_of_all_calls_and_no_others(self, liboppi):
        stored_call(1, 6, 16)
        stored_call(2, 16)
        assert carry_out() == RunStatus.DONE
        run = SyncRun.objects.get()
        assert (run.trigger, run.courses) == (SyncTrigger.PUSH, [6, 16])
        assert {call.run_id for call in PushCall.objects.all()} == {run.pk}
        assert set(Course.objects.values_list("moodle_id", flat=True)) <= {6, 16}

    def test_a_call_for_all_reads_all(self, liboppi):
        stored_call(1, 6)
        stored_call(2)
        assert carry_out() == RunStatus.DONE
        assert SyncRun.objects.get().courses == []
        assert Course.objects.count() > 2
        assert waiting() == []

    def test_a_course_that_liboppi_does_not_know_harms_nothing(self, liboppi):
        synchronise(SyncTrigger.COMMAND)
        before = set(Course.objects.values_list("moodle_id", "state"))
        stored_call(1, 999_999)
        assert carry_out() == RunStatus.DONE
        assert set(Course.objects.values_list("moodle_id", "state")) == before
        assert waiting() == []

    def test_without_a_call_it_asks_nothing(self, liboppi):
        assert carry_out() == "nothing waits"
        assert SyncRun.objects.count() == 0

    def test_calls_wait_on_when_the_sync_fails(self, liboppi, settings):
        settings.LIBOPPI_TOKEN = "0" * 32
        stored_call(1, 6)
        assert carry_out() == RunStatus.FAILED
        assert waiting() == [[6]]

    def test_calls_wait_on_where_liboppi_is_not_configured(self):
        stored_call(1, 6)
        assert carry_out() == "not_configured"
        assert waiting() == [[6]]

    def test_calls_wait_on_and_are_tried_again_while_another_sync_runs(self, liboppi):
        stored_call(1, 6)
        together = Barrier(2)

        def hold() -> None:
            with only_sync():
                together.wait()
                together.wait()
            connection.close()

        thread = Thread(target=hold)
        thread.start()
        together.wait()
        try:
            assert carry_out() == "already_running"
        finally:
            together.wait()
            thread.join()
        assert waiting() == [[6]]
        due()
        assert queued() == [PUSH_TASK]
        assert carry_out() == RunStatus.DONE
        assert waiting() == []

    def test_calls_that_came_during_the_sync_wait_for_the_next(self, liboppi, monkeypatch):
        stored_call(1, 6)
        monkeypatch.setattr(
            "integrations.liboppi.sync.write",
            lambda *_args, **_kwargs: stored_call(2, 16),
        )
        assert carry_out() == RunStatus.DONE
        assert waiting() == [[16]]

    def test_a_worker_that_is_killed_loses_nothing(self, liboppi, monkeypatch):
        stored_call(1, 6)

        def killed(*_args: object, **_kwargs: object) -> None:
            raise SystemExit

        with monkeypatch.context() as patched:
            patched.setattr("integrations.liboppi.sync.write", killed)
            with pytest.raises(SystemExit):
                carry_out()
        assert waiting() == [[6]]
        assert carry_out() == RunStatus.DONE
        assert waiting() == []


@pytest.mark.django_db
class TestTheScheduleAsBackstop:
    def test_a_full_sync_settles_the_calls_that_came_before_it(self, liboppi):
        before = stored_call(1, 6, received=timezone.now() - timedelta(minutes=1))
        run = synchronise(SyncTrigger.SCHEDULE).run
        stored_call(2, 16)
        assert carry_out() == RunStatus.DONE
        before.refresh_from_db()
        assert before.run == run
        assert SyncRun.objects.filter(trigger=SyncTrigger.PUSH).get().courses == [16]

    @pytest.mark.parametrize(
        "run",
        [
            {"status": RunStatus.FAILED},
            {"status": RunStatus.REFUSED},
            {"status": RunStatus.RUNNING},
            {"status": RunStatus.DONE, "is_dry_run": True},
            {"status": RunStatus.DONE, "courses": [16]},
        ],
    )
    def test_another_sync_settles_nothing(self, run):
        stored_call(1, 6, received=timezone.now() - timedelta(minutes=1))
        SyncRun.objects.create(trigger=SyncTrigger.SCHEDULE, **run)
        carry_out()
        assert waiting() == [[6]]

    def test_old_calls_are_forgotten_once_they_cannot_be_repeated(self):
        run = SyncRun.objects.create(trigger=SyncTrigger.PUSH, status=RunStatus.DONE, courses=[1])
        long_ago = timezone.now() - timedelta(minutes=11)
        stored_call(1, 6, received=long_ago, run=run)
        stored_call(2, 7, received=long_ago)
        stored_call(3, 8, received=timezone.now() - timedelta(minutes=9), run=run)
        carry_out()
        assert sorted(PushCall.objects.values_list("courses", flat=True)) == [[7], [8]]


# Threads see only what is committed; see test_admin_sync_now.
@pytest.mark.django_db(transaction=True, available_apps=["django_q", "integrations.liboppi"])
def test_many_calls_at_once_queue_one_sync():
    ensure_push_schedule()
    together, replies = Barrier(6), []

    def ask(number: int) -> None:
        together.wait()
        try:
            replies.append(call({"courses": [number]}).json()["sync"])
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[number]) for number in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(replies) == ["queued", *["waiting"] * 5]
    due()
    assert queued() == [PUSH_TASK]
    assert len(waiting()) == 6
