"""Sync runs in the admin: what the listing and the page of a run tell."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.liboppi.models import RunStatus, SyncRun, SyncTrigger
from tests.integrations.liboppi.admin_catalogue import signed_in, words_of

pytestmark = pytest.mark.django_db

RUNS = "/admin/liboppi/sync-runs/"


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


def make_run(**fields: Any) -> SyncRun:
    now = timezone.now()
    defaults = {
        "status": RunStatus.DONE,
        "trigger": SyncTrigger.SCHEDULE,
        "started": now - timedelta(hours=1),
        "finished": None if fields.get("status") == RunStatus.RUNNING else now,
    }
    return SyncRun.objects.create(**defaults | fields)


def inspected(admin: Client, run: SyncRun) -> str:
    return words_of(admin.get(f"{RUNS}inspect/{run.pk}/"))


def listed(admin: Client, **query: str) -> list[SyncRun]:
    return [row.instance for row in admin.get(RUNS, query).context["table"].rows]


class TestTheListing:
    def test_has_the_last_run_first(self, admin):
        now = timezone.now()
        old, new = make_run(started=now - timedelta(days=1)), make_run(started=now)
        assert listed(admin) == [new, old]

    def test_tells_in_words_what_changed(self, admin):
        make_run(created=3, updated=2, unchanged=900, missing=1, withdrawn=4, restored=5, skipped=[skipped()])
        words = words_of(admin.get(RUNS))
        assert "new: 3, changed: 2, missing: 1, withdrawn: 4, restored: 5, skipped: 1" in words
        assert "900" not in words

    def test_says_so_when_nothing_changed(self, admin):
        make_run(unchanged=17)
        assert "No changes" in words_of(admin.get(RUNS))

    @pytest.mark.parametrize(
        ("seconds", "words"), [(0.3, "under 1 s"), (4.6, "5 s"), (60, "1 min 0 s"), (134.2, "2 min 14 s")]
    )
    def test_tells_how_long_it_took(self, admin, seconds, words):
        make_run(seconds=seconds)
        assert words in words_of(admin.get(RUNS))

    def test_tells_how_a_run_ended_and_who_started_it(self, admin):
        make_run(
            status=RunStatus.FAILED,
            trigger=SyncTrigger.ADMIN,
            error_kind="timed_out",
            error_details={"host": "liboppi.example", "phase": "read", "seconds": 30},
        )
        words = words_of(admin.get(RUNS))
        assert "Failed The whole catalogue An editor" in words
        assert "liboppi.example was too slow" in words

    def test_shows_a_running_run_as_one(self, admin):
        make_run(status=RunStatus.RUNNING, started=timezone.now())
        words = words_of(admin.get(RUNS))
        assert re.search(r"Running since \d\d?(:\d\d)? [ap]\.m\.|Running since (noon|midnight)", words)
        assert "No changes" not in words

    def test_gives_the_day_too_when_a_run_began_on_another_day(self, admin):
        make_run(status=RunStatus.RUNNING, started=datetime(2026, 1, 2, 10, 15, tzinfo=UTC))
        assert "Running since 01/02/2026 12:15 p.m." in words_of(admin.get(RUNS))

    @pytest.mark.parametrize("status", RunStatus.values)
    def test_tells_the_result_by_an_icon_besides_the_words(self, admin, status):
        make_run(status=status)
        cell = admin.get(RUNS).content.decode().partition('class="w-status')[2].partition("</td>")[0]
        assert '<use href="#icon-' in cell

    def test_is_narrowed_by_result_and_starter(self, admin):
        good, bad = make_run(), make_run(status=RunStatus.FAILED, trigger=SyncTrigger.COMMAND)
        assert listed(admin, status="failed") == [bad]
        assert listed(admin, trigger="schedule") == [good]
        assert listed(admin, status="failed", trigger="schedule") == []
        assert "No sync runs match your filters." in words_of(admin.get(RUNS, {"status": "refused"}))

    @pytest.mark.parametrize(
        "query", [{"status": "x"}, {"trigger": "\x00"}, {"ordering": "error_details"}, {"p": "x"}]
    )
    def test_is_not_shaken_by_nonsense(self, admin, query):
        make_run()
        assert len(listed(admin, **query)) == 1

    def test_costs_the_same_for_many_runs_as_for_few(self, admin):
        make_run()
        admin.get(RUNS)  # fills the caches of sites, content types and permissions
        with CaptureQueriesContext(connection) as few:
            assert len(listed(admin)) == 1
        for _number in range(20):
            make_run(skipped=[skipped()])
        with CaptureQueriesContext(connection) as many:
            assert len(listed(admin)) == 21
        assert len(many) == len(few)

    def test_without_runs_offers_the_first_one(self, admin, settings):
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = "https://liboppi.example", "token"
        answer = admin.get(RUNS)
        assert "No sync has run yet." in words_of(answer)
        assert answer.content.decode().count('action="/admin/liboppi/sync-runs/sync-now/"') == 3


class TestARun:
    def test_that_was_refused_says_why_and_what_to_do(self, admin):
        run = make_run(
            status=RunStatus.REFUSED,
            error_kind="too_many_missing",
            error_details={"missing": 9, "active": 12, "limit": 5, "percent": 20},
        )
        message, remedy = run.message, run.remedy
        words = inspected(admin, run)
        assert message in words
        assert "9 of 12" in words
        assert remedy in words
        assert "Withdrawn 0" not in words

    def test_tells_every_count(self, admin):
        run = make_run(
            created=1_234, updated=2, unchanged=3, missing=4, withdrawn=5, restored=6, requests=78, seconds=9
        )
        words = inspected(admin, run)
        for text in (
            "New 1,234",
            "Changed 2",
            "Unchanged 3",
            "Missing 4",
            "Withdrawn 5",
            "Restored 6",
            "Requests to Liboppi 78",
            "Duration 9 s",
            "Started by Schedule",
        ):
            assert text in words

    def test_lists_what_was_skipped_with_the_reasons(self, admin):
        run = make_run(
            skipped=[skipped(), skipped(kind="category", id=None, name="", reason="duplicate", fields=[])]
        )
        words = inspected(admin, run)
        assert (
            "Course 12 Kurssi & <b>muut</b> Moodle's answer can't be used. "
            "Fields in question: startdate, enddate." in words
        )
        assert "Category – – Moodle's answer has it more than once; the last one was taken." in words
        assert "<b>muut" not in admin.get(f"{RUNS}inspect/{run.pk}/").content.decode()

    def test_that_skipped_nothing_says_so(self, admin):
        assert "Nothing was skipped." in inspected(admin, make_run())

    def test_that_runs_says_so(self, admin):
        words = inspected(admin, make_run(status=RunStatus.RUNNING, phase="reading"))
        assert "Progress Reading the courses" in words
        assert "Load this page again" in words

    def test_of_an_unknown_kind_or_reason_is_still_shown(self, admin):
        run = make_run(
            status=RunStatus.FAILED, error_kind="of_the_future", skipped=[skipped(reason="new_reason")]
        )
        words = inspected(admin, run)
        assert "of_the_future" in words
        assert "new_reason" in words

    def test_that_does_not_exist_is_not_found(self, admin):
        assert admin.get(f"{RUNS}inspect/999/", follow=True).status_code == 404


def skipped(**values: Any) -> dict[str, Any]:
    item = {
        "kind": "course",
        "id": 12,
        "name": "Kurssi & <b>muut</b>",
        "reason": "malformed",
        "fields": ["startdate", "enddate"],
    }
    return item | values
