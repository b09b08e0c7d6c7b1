"""A sync that somebody looks on: from the wish to the result, with and without a worker."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ

from integrations.liboppi.admin import following
from integrations.liboppi.models import RunStatus, SyncRun, SyncTrigger
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.admin_catalogue import make_course, messages_of, signed_in, words_of
from tests.integrations.liboppi.admin_runs import REFUSED, RUNS, SYNC_NOW, make_run, page_of
from tests.integrations.liboppi.worker import held_by_another_process, work_off_the_queue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connected(settings):
    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = "https://liboppi.example", "token"


@pytest.fixture
def stand_in(settings):
    with StandIn() as liboppi:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = liboppi.url, liboppi.token
        yield liboppi


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


def ask(admin: Client, **options: str) -> str:
    """The address to which the wish leads."""
    return str(admin.post(SYNC_NOW, options)["Location"])


def progress(admin: Client, address: str) -> dict[str, Any]:
    answer = admin.get(f"{address}progress/")
    assert "no-store" in answer["Cache-Control"]
    found: dict[str, Any] = json.loads(answer.content)
    return found


class TestAWish:
    def test_waits_until_the_worker_takes_it(self, admin):
        address = ask(admin)
        state = progress(admin, address)
        assert (state["goes_on"], state["page"]) == (True, "")
        assert "<progress" in state["html"]
        assert 'http-equiv="refresh"' in admin.get(address).content.decode()

    def test_leads_to_the_sync_once_it_has_begun(self, admin):
        address = ask(admin)
        run = SyncRun.objects.create(trigger=SyncTrigger.ADMIN)
        assert progress(admin, address)["page"] == page_of(run)
        assert admin.get(address)["Location"] == page_of(run)

    def test_is_not_met_by_an_older_sync_nor_by_another_kind(self, admin):
        make_run()
        address = ask(admin)
        SyncRun.objects.create(trigger=SyncTrigger.ADMIN, is_dry_run=True)
        SyncRun.objects.create(trigger=SyncTrigger.PUSH, courses=[3])
        assert progress(admin, address)["page"] == ""

    def test_that_the_worker_does_not_take_says_whom_to_ask(self, admin, monkeypatch):
        address = ask(admin)
        monkeypatch.setattr(following, "LONG_WAIT", timedelta(0))
        assert "Ask whoever keeps the extranet" in progress(admin, address)["html"]

    def test_that_found_another_sync_running_says_so(self, admin, stand_in, monkeypatch):
        address = ask(admin)
        with held_by_another_process():
            work_off_the_queue()
        state = progress(admin, address)
        assert (state["goes_on"], state["page"]) == (False, "")
        assert "Another sync was running" in state["html"]
        assert "Another sync was running" in words_of(admin.get(address))

    def test_that_is_forgotten_says_where_to_look(self, admin):
        address = ask(admin)
        OrmQ.objects.all().delete()
        assert "Look among the sync runs" in progress(admin, address)["html"]

    @pytest.mark.parametrize("task", ["x", "0" * 32, "a" * 500, "-"])
    def test_that_never_was_does_no_harm(self, admin, task):
        assert "Nothing is known of it" in words_of(admin.get(f"{RUNS}follow/{task}/"))


class TestARun:
    def test_tells_its_phase_and_how_far_it_is(self, admin):
        run = make_run(
            status=RunStatus.RUNNING,
            started=timezone.now() - timedelta(seconds=75),
            phase="reading",
            progress=1200,
            progress_total=5000,
        )
        html = progress(admin, page_of(run))["html"]
        assert "Reading the courses" in html
        assert 'value="1200" max="5000"' in html
        assert "1,200 of 5,000" in html
        assert "1 min 15 s" in html

    def test_without_a_known_total_shows_an_open_bar(self, admin):
        run = make_run(status=RunStatus.RUNNING, phase="listing", progress=0)
        html = progress(admin, page_of(run))["html"]
        assert "<progress" in html
        assert "max=" not in html

    def test_that_has_been_silent_was_probably_stopped(self, admin):
        run = make_run(status=RunStatus.RUNNING, seen=timezone.now() - timedelta(minutes=6))
        assert "it was probably stopped" in progress(admin, page_of(run))["html"]

    def test_that_has_ended_says_so_for_screen_readers(self, admin):
        state = progress(admin, page_of(make_run()))
        assert not state["goes_on"]
        assert state["text"] == "The sync has ended. Result: Done."

    def test_keeps_itself_up_to_date_only_while_it_runs(self, admin):
        running = admin.get(page_of(make_run(status=RunStatus.RUNNING))).content.decode()
        assert "data-liboppi-live=" in running
        assert 'http-equiv="refresh"' in running
        ended = admin.get(page_of(make_run())).content.decode()
        assert "data-liboppi-live=" not in ended
        assert 'http-equiv="refresh"' not in ended
        assert 'role="status"' in ended

    def test_that_is_not_there_is_not_found(self, admin):
        assert admin.get(f"{RUNS}inspect/999/progress/").status_code == 404


class TestAPlan:
    def test_is_made_by_the_worker_and_changes_nothing(self, admin, stand_in):
        address = ask(admin, dry_run="1")
        work_off_the_queue()
        page = admin.get(address, follow=True)
        words = words_of(page)
        assert "What would change" in words
        assert "Nothing was changed: this is what a sync would have changed" in words
        assert "Digituki kirjastoissa" in words
        assert "Do it" in words
        assert "Only shows what would change" in words_of(admin.get(RUNS))
        assert "Digituki" not in words_of(admin.get("/admin/liboppi/courses/"))

    def test_can_be_carried_out(self, admin, stand_in):
        ask(admin, dry_run="1")
        work_off_the_queue()
        address = ask(admin)
        work_off_the_queue()
        page = admin.get(address, follow=True)
        assert "Done" in words_of(page)
        assert "Digituki kirjastoissa" in words_of(page)
        assert "Digituki" in words_of(admin.get("/admin/liboppi/courses/"))

    def test_and_a_sync_do_not_stand_in_each_others_way(self, admin):
        first = ask(admin, dry_run="1")
        second = ask(admin)
        assert first != second
        assert OrmQ.objects.count() == 2
        assert ask(admin, dry_run="1") == first

    def test_asked_for_by_two_is_made_once(self, admin):
        assert ask(admin, dry_run="1") == ask(signed_in("specialist"), dry_run="1")
        assert OrmQ.objects.count() == 1

    def test_that_runs_is_joined(self, admin):
        run = make_run(status=RunStatus.RUNNING, started=timezone.now(), is_dry_run=True)
        assert ask(admin, dry_run="1") == page_of(run)
        assert OrmQ.objects.count() == 0


class TestTheGuard:
    @pytest.fixture(autouse=True)
    def full_catalogue(self):
        for number in range(501, 531):
            make_course(number)

    def test_says_what_would_go_missing_and_can_be_overruled(self, admin, stand_in):
        ask(admin)
        work_off_the_queue()
        run = SyncRun.objects.latest("pk")
        assert run.status == RunStatus.REFUSED
        page = admin.get(page_of(run))
        assert "Do it anyway" in words_of(page)
        confirmation = words_of(admin.get(f"{RUNS}force/{run.pk}/"))
        assert "30 of 30 courses go missing" in confirmation
        address = ask(admin, force="1")
        work_off_the_queue()
        forced = words_of(admin.get(address, follow=True))
        assert "Missing 30" in forced

    def test_can_be_looked_behind(self, admin, stand_in):
        address = ask(admin, dry_run="1", force="1")
        work_off_the_queue()
        words = words_of(admin.get(address, follow=True))
        assert "What would change" in words
        assert "Kurssi 501 Missing" in words

    def test_is_not_overruled_by_a_sync_that_waits_already(self, admin):
        first = ask(admin)
        forced = ask(admin, force="1")
        assert forced != first
        assert ask(admin, force="1") == forced
        assert OrmQ.objects.count() == 2

    @pytest.mark.parametrize(
        "fields",
        [{}, {"status": RunStatus.FAILED, "error_kind": "timed_out"}, {"error_kind": "degraded_answer"}],
    )
    def test_offers_nothing_where_a_person_cannot_know_better(self, admin, fields):
        run = make_run(**(REFUSED | fields if fields else {}))
        assert "Do it anyway" not in words_of(admin.get(page_of(run)))
        assert admin.get(f"{RUNS}force/{run.pk}/")["Location"] == page_of(run)

    def test_offers_nothing_once_a_later_sync_went_through(self, admin):
        run = make_run(**REFUSED, started=timezone.now() - timedelta(hours=3))
        assert "Do it anyway" in words_of(admin.get(page_of(run)))
        make_run()
        assert "Do it anyway" not in words_of(admin.get(page_of(run)))

    def test_says_that_a_second_wish_joined_the_first(self, admin):
        ask(admin)
        assert "this is that one" in messages_of(admin.post(SYNC_NOW, follow=True))
