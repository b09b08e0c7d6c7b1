"""The mail about syncs: who is told what, when, and that it is told once."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from integrations.liboppi.errors import TokenRejected
from integrations.liboppi.models import Notice, RunStatus, SyncRun, SyncTrigger
from integrations.liboppi.notices import tell_if_needed
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import synchronise

pytestmark = pytest.mark.django_db

RECIPIENTS = ["keeper@example.fi", "another@example.fi"]


class Unwilling(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError


@pytest.fixture(autouse=True)
def recipients(settings) -> None:
    settings.LIBOPPI_ALERT_RECIPIENTS = RECIPIENTS
    settings.LIBOPPI_INTERVAL_MINUTES = 60
    settings.LIBOPPI_URL = "https://liboppi.example"


class Runs:
    """Makes runs one after the other, an interval apart from the first."""

    def __init__(self) -> None:
        self.time = timezone.now() - timedelta(days=2)

    def end(self, status: RunStatus = RunStatus.FAILED, *, minutes: int = 60, **values: Any) -> SyncRun:
        """A run that ends so, and what is told after it."""
        self.time += timedelta(minutes=minutes)
        values = {"trigger": SyncTrigger.SCHEDULE, "started": self.time, "finished": self.time, **values}
        if status != RunStatus.DONE:
            error = TokenRejected(host="liboppi.example")
            values |= {"error_kind": error.kind, "error_details": error.details}
        run = SyncRun.objects.create(status=status, **values)
        tell_if_needed(run)
        return run


@pytest.fixture
def runs() -> Runs:
    return Runs()


def subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]


FAILING = "[Extranet] Liboppi's courses can't be synced"
AGAIN = "[Extranet] Liboppi's courses are synced again"


@pytest.fixture(autouse=True)
def english_mail(settings) -> None:
    """Words as they stand in the code; `TestTheMail` has the site's own languages."""
    settings.LANGUAGE_CODE, settings.LANGUAGES = "en", [("en", "English")]


class TestWhenSyncsKeepFailing:
    def test_the_third_failure_in_a_row_is_told(self, runs):
        runs.end(RunStatus.DONE)
        for _number in range(2):
            assert runs.end(minutes=1).notice == ""
        assert subjects() == []
        assert runs.end(minutes=1).notice == Notice.FAILING
        assert subjects() == [FAILING]
        assert mail.outbox[0].to == RECIPIENTS

    def test_it_is_told_once(self, runs):
        for _number in range(20):
            runs.end()
        assert subjects() == [FAILING]

    def test_a_refusal_counts_as_much(self, runs):
        for status in (RunStatus.FAILED, RunStatus.REFUSED, RunStatus.REFUSED):
            runs.end(status)
        assert subjects() == [FAILING]

    def test_a_success_between_is_the_end_of_the_row(self, runs):
        for status in (
            RunStatus.FAILED,
            RunStatus.FAILED,
            RunStatus.DONE,
            RunStatus.FAILED,
            RunStatus.FAILED,
        ):
            runs.end(status, minutes=1)
        assert subjects() == []

    def test_the_first_failure_is_told_when_the_catalogue_is_old(self, runs):
        runs.end(RunStatus.DONE)
        runs.end(minutes=181)
        assert subjects() == [FAILING]

    @pytest.mark.parametrize("other", [{"is_dry_run": True}, {"courses": [6]}])
    def test_only_syncs_of_the_whole_catalogue_that_write_count(self, runs, other):
        runs.end(RunStatus.DONE)
        for _number in range(5):
            runs.end(minutes=1, **other)
        assert subjects() == []


class TestWhenSyncsWorkAgain:
    @pytest.fixture(autouse=True)
    def failing(self, runs):
        for _number in range(3):
            runs.end()
        mail.outbox.clear()

    def test_it_is_told_once(self, runs):
        assert runs.end(RunStatus.DONE).notice == Notice.RECOVERED
        runs.end(RunStatus.DONE)
        assert subjects() == [AGAIN]

    @pytest.mark.parametrize("other", [{"is_dry_run": True}, {"courses": [6]}])
    def test_it_is_not_told_by_syncs_that_prove_little(self, runs, other):
        runs.end(RunStatus.DONE, **other)
        assert subjects() == []

    def test_new_failures_are_told_anew(self, runs):
        runs.end(RunStatus.DONE)
        for _number in range(4):
            runs.end(minutes=1)
        assert subjects() == [AGAIN, FAILING]


def test_a_site_where_all_is_well_sends_nothing(runs):
    runs.end()
    runs.end(RunStatus.DONE)
    runs.end(RunStatus.DONE)
    assert subjects() == []


def test_a_site_without_recipients_sends_nothing(runs, settings):
    settings.LIBOPPI_ALERT_RECIPIENTS = []
    for _number in range(4):
        assert runs.end().notice == ""
    assert subjects() == []


def test_a_mail_that_cannot_be_sent_is_logged_and_tried_again(runs, settings, caplog):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Unwilling"
    for _number in range(3):
        assert runs.end().notice == ""
    assert "liboppi_sync mail not sent: failing" in caplog.text
    settings.EMAIL_BACKEND = backend
    assert runs.end().notice == Notice.FAILING
    assert subjects() == [FAILING]


class TestTheMail:
    @pytest.fixture
    def failing_mail(self, runs):
        runs.end(RunStatus.DONE)
        for _number in range(2):
            runs.end()
        self.run = runs.end()
        return mail.outbox[0]

    def test_tells_what_happened_since_when_and_what_to_do(self, failing_mail):
        body = failing_mail.body
        assert "3 syncs in a row have failed" in body
        first = timezone.localtime(self.run.started - timedelta(hours=2))
        assert f"{first:%m/%d/%Y}" in body
        assert f"{first.hour % 12 or 12}:{first:%M}" in body
        assert self.run.message in body
        assert self.run.remedy in body

    def test_leads_to_the_run(self, failing_mail):
        assert f"http://testserver/admin/liboppi/sync-runs/inspect/{self.run.pk}/" in failing_mail.body

    def test_has_nothing_escaped_and_no_line_with_nothing_but_spaces(self, failing_mail):
        assert "&#" not in failing_mail.body
        assert "\n\n\n" not in failing_mail.body

    def test_of_a_site_that_never_synced_says_so(self, runs):
        for _number in range(3):
            runs.end()
        assert "No sync has succeeded yet" in mail.outbox[0].body

    def test_stands_in_the_sites_languages_its_own_first(self, runs, settings):
        settings.LANGUAGE_CODE, settings.LANGUAGES = (
            "sv",
            [("fi", "Finnish"), ("sv", "Swedish"), ("de", "German")],
        )
        for _number in range(3):
            runs.end()
        (message,) = mail.outbox
        swedish, finnish = message.body.split("-" * 72)
        assert "Moodles administratör" in swedish
        assert "Moodlen ylläpit" in finnish


def test_syncs_tell_by_themselves(settings):
    with StandIn() as stand_in:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, "0" * 32
        for _number in range(4):
            assert synchronise(SyncTrigger.SCHEDULE).run.status == RunStatus.FAILED
        settings.LIBOPPI_TOKEN = stand_in.token
        assert synchronise(SyncTrigger.SCHEDULE).run.status == RunStatus.DONE
    assert subjects() == [FAILING, AGAIN]
    assert list(SyncRun.objects.exclude(notice="").values_list("notice", flat=True)) == [
        "recovered",
        "failing",
    ]


def test_recipients_are_in_no_log(runs, caplog):
    caplog.set_level(logging.DEBUG)
    for _number in range(3):
        runs.end()
    assert "keeper@example.fi" not in caplog.text
