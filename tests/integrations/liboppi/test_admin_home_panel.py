"""The catalogue on the admin's home page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_q.models import Schedule

from integrations.liboppi.admin.home_panel import CataloguePanel
from integrations.liboppi.models import RunStatus
from integrations.liboppi.schedule import SCHEDULE_NAME, ensure_schedule
from tests.integrations.liboppi.admin_catalogue import make_course, make_user, signed_in, words_of
from tests.integrations.liboppi.admin_runs import REFUSED, make_run, page_of

pytestmark = pytest.mark.django_db

HOME = "/admin/"
IN_ORDER = {"titles": {"fi": "Kurssi", "sv": "Kurs"}, "producers": {"fi": "Turun AKE"}}


@pytest.fixture(autouse=True)
def connected(settings):
    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = "https://liboppi.example", "token"
    ensure_schedule()


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


def panel(admin: Client) -> str:
    return words_of(admin.get(HOME)).partition("Course catalogue of Liboppi")[2]


def test_is_calm_when_all_is_well(admin):
    make_course(1, **IN_ORDER)
    run = make_run(finished=timezone.now() - timedelta(minutes=12))
    words = panel(admin)
    assert "Up to date 12" in words
    assert "Nothing needs attention." in words
    assert "overdue" not in words
    assert page_of(run) in admin.get(HOME).content.decode()


def test_counts_what_needs_attention_and_leads_there(admin):
    make_run()
    make_course(1, key_required=True)
    words = panel(admin)
    assert "Without an enrolment key 1" in words
    assert "Keys said not to work" not in words
    assert "Nothing needs attention." not in words
    assert "?key=missing&amp;on_site=true" in admin.get(HOME).content.decode()


def test_tells_when_the_next_sync_is_due(admin):
    make_run()
    assert "Next sync" in panel(admin)


def test_tells_since_when_syncs_fail_and_what_to_do(admin):
    now = timezone.now()
    make_run(started=now - timedelta(days=2))
    make_run(**REFUSED, started=now - timedelta(hours=20))
    last = make_run(**REFUSED, started=now - timedelta(hours=1))
    message, remedy = last.message, last.remedy
    words = panel(admin)
    assert "Syncs haven't succeeded since" in words
    assert "2 in a row" in words
    assert message in words
    assert remedy in words
    assert "Nothing needs attention." not in words
    assert page_of(last) in admin.get(HOME).content.decode()


def test_a_good_sync_ends_the_trouble(admin):
    make_run(**REFUSED, started=timezone.now() - timedelta(hours=3))
    make_run()
    assert "succeed" not in panel(admin)


def test_a_plan_or_named_courses_are_not_the_catalogue(admin):
    make_run(started=timezone.now() - timedelta(hours=3))
    make_run(status=RunStatus.FAILED, is_dry_run=True)
    make_run(status=RunStatus.FAILED, courses=[3])
    assert "succeed" not in panel(admin)


def test_says_that_the_worker_is_late(admin):
    Schedule.objects.filter(name=SCHEDULE_NAME).update(next_run=timezone.now() - timedelta(hours=1))
    assert "The background worker doesn't seem to run" in panel(admin)


def test_says_how_to_connect_liboppi(admin, settings):
    settings.LIBOPPI_URL = ""
    words = panel(admin)
    assert "Liboppi isn't connected yet. LIBOPPI_URL isn't set." in words
    assert "Set LIBOPPI_URL to the address" in words
    assert "Next sync" not in words


def test_offers_a_sync_unless_one_runs(admin):
    assert "Sync now" in panel(admin)
    make_run(status=RunStatus.RUNNING, started=timezone.now())
    words = panel(admin)
    assert "Sync now" not in words
    assert "Running since" in words


def test_shows_a_chair_the_courses_but_not_the_syncs():
    make_course(1, key_required=True)
    make_run(**REFUSED)
    words = panel(signed_in("group chair"))
    assert "Without an enrolment key 1" in words
    assert "succeed" not in words
    assert "Sync now" not in words


def test_is_nothing_to_those_without_rights():
    request = RequestFactory().get(HOME)
    request.user = make_user("library staff")
    assert CataloguePanel(request).render_html({}) == ""


def test_takes_a_few_queries_however_much_there_is():
    request = RequestFactory().get(HOME)
    request.user = make_user("superuser")
    for number in range(30):
        make_course(number + 1, key_required=True)
        make_run(**REFUSED)
    with CaptureQueriesContext(connection) as queries:
        CataloguePanel(request).render_html({"request": request, "csrf_token": "x"})
    assert len(queries) == 7
