"""The first address, the health check, and the policies every answer carries."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_q.models import Schedule

from integrations.liboppi.models import RunStatus, SyncRun, SyncTrigger
from integrations.liboppi.schedule import SCHEDULE_NAME
from tests.factories.core import make_homes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "home"), [("sv-FI,sv;q=0.9", "/sv/"), ("fi", "/fi/"), ("de", "/fi/"), ("", "/fi/")]
)
def test_the_first_address_goes_by_the_browsers_languages(client, wanted, home):
    make_homes()
    answer = client.get("/", headers={"Accept-Language": wanted})
    assert (answer.status_code, answer["Location"]) == (302, home)
    assert "Accept-Language" in answer["Vary"]


def test_health_tells_when_the_catalogue_was_last_synced(client):
    assert client.get("/health/").json()["catalogue"]["last_synced"] is None
    run = SyncRun.objects.create(
        trigger=SyncTrigger.SCHEDULE, status=RunStatus.DONE, finished="2026-01-02T03:04:05+00:00"
    )
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json()["catalogue"]["last_synced"] == "2026-01-02T03:04:05+00:00"
    assert run.pk


def make_run(hours_ago: float, **values) -> SyncRun:
    when = timezone.now() - timedelta(hours=hours_ago)
    values = {"status": RunStatus.DONE, "started": when, "finished": when, **values}
    return SyncRun.objects.create(trigger=SyncTrigger.SCHEDULE, **values)


@pytest.fixture
def health(client, settings):
    """Asks a site that is connected to Liboppi."""
    settings.LIBOPPI_URL = "https://liboppi.example"
    return lambda: client.get("/health/").json()


class TestHealthOfTheCatalogue:
    def test_tells_its_age_and_the_last_run(self, health):
        make_run(2)
        make_run(1, status=RunStatus.FAILED)
        catalogue = health()["catalogue"]
        assert 2 * 3600 <= catalogue["age_seconds"] < 2 * 3600 + 60
        assert catalogue["last_run"]["status"] == "failed"
        assert catalogue["last_run"]["finished"]
        assert catalogue["stale"] is False

    @pytest.mark.parametrize(
        ("minutes", "hours", "stale"), [(60, 23, False), (60, 25, True), (1440, 71, False), (1440, 73, True)]
    )
    def test_is_stale_after_three_intervals_and_a_day(self, health, settings, minutes, hours, stale):
        settings.LIBOPPI_INTERVAL_MINUTES = minutes
        make_run(hours)
        assert health()["catalogue"]["stale"] is stale

    def test_is_stale_where_no_sync_ever_succeeded(self, health):
        make_run(1, status=RunStatus.FAILED)
        assert health()["catalogue"] | {"last_run": None} == {
            "configured": True, "last_synced": None, "age_seconds": None, "stale": True, "last_run": None,
        }  # fmt: skip

    def test_is_never_stale_on_a_site_without_liboppi(self, health, settings):
        settings.LIBOPPI_URL = ""
        make_run(100)
        assert health()["catalogue"]["stale"] is False

    @pytest.mark.parametrize("other", [{"is_dry_run": True}, {"courses": [6]}, {"status": RunStatus.RUNNING}])
    def test_counts_only_syncs_of_the_whole_catalogue_that_wrote(self, health, other):
        make_run(30)
        make_run(1, **other)
        assert health()["catalogue"]["stale"] is True


class TestHealthOfTheWorker:
    @pytest.mark.parametrize(("minutes_ago", "told"), [(-30, "ok"), (4, "ok"), (6, "late")])
    def test_is_told_by_its_schedule(self, health, minutes_ago, told):
        due = timezone.now() - timedelta(minutes=minutes_ago)
        Schedule.objects.update_or_create(name=SCHEDULE_NAME, defaults={"func": "x", "next_run": due})
        assert health()["worker"] == told

    def test_is_unknown_where_nothing_is_scheduled(self, health):
        Schedule.objects.all().delete()
        assert health()["worker"] == "unknown"


def test_health_makes_three_queries_and_answers_200_whatever_the_catalogue(
    client, settings, django_assert_num_queries
):
    settings.LIBOPPI_URL = "https://liboppi.example"
    make_run(500, status=RunStatus.FAILED)
    with django_assert_num_queries(3):
        assert client.get("/health/").status_code == 200


def test_health_is_503_without_the_database(client, monkeypatch):
    def broken() -> None:
        raise OperationalError

    monkeypatch.setattr("cms.views.catalogue_health", broken)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")


def test_the_site_allows_no_inline_script_and_the_admin_does(client):
    site = client.get("/health/")["Content-Security-Policy"]
    assert "unsafe-inline" not in site
    assert "default-src 'self'" in site
    admin = client.get("/admin/login/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in admin
