"""The token, the keys and the push secret are in nothing that is told or kept for others than library staff.

Whatever fails, and at whichever step. What is looked through: logs, records of runs, mail, records of tasks,
and the error pages that Django makes of an exception, also those for developers.
"""

import json
import logging
from collections.abc import Callable, Iterator
from multiprocessing import Value
from queue import Queue
from typing import Any

import pytest
from django.core import mail, serializers
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule, Task
from django_q.monitor import save_task
from django_q.worker import worker

from integrations.liboppi.models import PushCall, RunStatus, SyncChange, SyncRun, SyncTrigger
from integrations.liboppi.push_task import carry_out
from integrations.liboppi.schedule import sync_soon
from integrations.liboppi.standin import StandIn
from integrations.liboppi.standin.live import CourseChange
from integrations.liboppi.sync import synchronise
from tests.integrations.liboppi.push_calls import CHANGED, call, send, sign

pytestmark = pytest.mark.django_db

TOKEN = "t0ken5e6f0c1d9b7a48e2b3c4d5e6f7a8"
FIELD_KEY = "fieldkey-7f3a"
SUMMARY_KEY = "summarykey-9c1d"
PUSH_SECRET = "pushsecret-0123456789-0123456789-abc"
KEPT: tuple[Any, ...] = (SyncRun, SyncChange, PushCall, Task, Schedule, OrmQ)
SECRETS = (TOKEN, FIELD_KEY, SUMMARY_KEY, PUSH_SECRET)


def shown_by(told: str) -> list[str]:
    """The secrets that can be read in it."""
    return [secret for secret in SECRETS if secret in told]


@pytest.fixture(autouse=True)
def kept_connection(monkeypatch) -> None:
    """The worker closes its connection before each task; in a test it shares the test's."""
    for module in ("worker", "monitor"):
        monkeypatch.setattr(f"django_q.{module}.close_old_django_connections", lambda: None)


@pytest.fixture
def liboppi(settings) -> Iterator[StandIn]:
    """A Liboppi with a key in a custom field and one in a summary."""
    settings.LIBOPPI_PUSH_SECRETS = [PUSH_SECRET]
    settings.LIBOPPI_ALERT_RECIPIENTS = ["keeper@example.fi"]
    with StandIn(token=TOKEN) as stand_in:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, TOKEN
        numbers = iter(stand_in.courses)
        stand_in.change_course(next(numbers), CourseChange(enrolkey=FIELD_KEY))
        summary = f"<p>Tervetuloa! Kurssiavain: <strong>{SUMMARY_KEY}</strong></p>"
        stand_in.change_course(next(numbers), CourseChange(summary=summary))
        yield stand_in


def work() -> None:
    """Do what is queued, as the worker does: its own functions, its own records."""
    for row in OrmQ.objects.all():
        tasks: Queue[Any] = Queue()
        results: Queue[Any] = Queue()
        tasks.put(row.task)
        tasks.put("STOP")
        worker(tasks, results, Value("f", -1))
        save_task(results.get_nowait(), get_broker())


def kept() -> str:
    """Everything that runs, calls, tasks and schedules leave in the database, and the mail that was sent."""
    rows = [row for model in KEPT for row in model.objects.all()]
    queue = [row.task for row in OrmQ.objects.all()]
    results = [(task.args, task.kwargs, task.result) for task in Task.objects.all()]
    runs = [f"{run} {run.message} {run.remedy} {run.skipped_items}" for run in SyncRun.objects.all()]
    sent = [str(message.message()) + message.body for message in mail.outbox]
    return serializers.serialize("json", rows) + repr((queue, results, runs, sent))


def developers_page(error: tuple[Any, ...], request: HttpRequest | None = None) -> str:
    """What DEBUG shows of an exception: each frame with its variables, and the settings."""
    reporter = ExceptionReporter(request, *error)
    return reporter.get_traceback_html() + reporter.get_traceback_text()


FAILURES = [
    "",
    "invalid_token",
    "access_exception",
    "maintenance",
    "not_json",
    "xml",
    "wrong_types:core_course_get_courses_by_field",
    "parameter_refused:core_course_get_courses_by_field",
    "degraded",
    "empty_catalogue",
    "poison:6",
    "php_error:core_course_get_categories",
    "php_error:core_enrol_get_course_enrolment_methods",
]
STEPS = [
    "integrations.liboppi.answers.read_courses",
    "integrations.liboppi.sync.fetch_catalogue",
    "integrations.liboppi.sync.make_plan",
    "integrations.liboppi.sync.write",
]


@pytest.fixture
def log(caplog) -> Callable[[], str]:
    """All that was logged, down to the smallest, and each exception in it as developers see it."""
    caplog.set_level(logging.DEBUG)

    def read() -> str:
        errors = [record.exc_info for record in caplog.records if record.exc_info]
        return caplog.text + "".join(developers_page(error) for error in errors)

    return read


@pytest.mark.parametrize("failure", FAILURES)
def test_a_sync_in_the_worker_tells_none_whatever_liboppi_answers(liboppi, log, failure, settings):
    liboppi.fail(failure)
    for _number in range(3):
        sync_soon(SyncTrigger.SCHEDULE)
    work()
    assert SyncRun.objects.count() == 3
    assert Task.objects.count() == 3
    assert bool(mail.outbox) == (SyncRun.objects.first().status != RunStatus.DONE)
    assert shown_by(kept()) == []
    settings.DEBUG = True
    assert shown_by(log()) == []


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_of_our_own_tells_none(liboppi, log, monkeypatch, settings, step):
    synchronise(SyncTrigger.COMMAND)

    def broken(*args: Any, **_kwargs: Any) -> None:
        try:
            vars(args)  # fails, with what it was given in this frame's variables
        except TypeError as error:
            raise RuntimeError("a fault of our own") from error

    monkeypatch.setattr(step, broken)
    sync_soon(SyncTrigger.SCHEDULE)
    work()
    assert shown_by(kept()) == []
    settings.DEBUG = True
    assert shown_by(log()) == []


def test_a_run_that_reads_new_keys_tells_none(liboppi, log, settings):
    synchronise(SyncTrigger.COMMAND)
    liboppi.change_course(next(iter(liboppi.courses)), CourseChange(enrolkey=FIELD_KEY + "-new"))
    outcome = synchronise(SyncTrigger.COMMAND)
    assert outcome.run.updated == 1
    assert shown_by(kept() + log() + json.dumps(outcome.as_dict())) == []


def test_the_settings_of_the_developers_page_are_blotted_out(liboppi, settings):
    settings.DEBUG = True
    page = developers_page((RuntimeError, RuntimeError(), None), RequestFactory().get("/"))
    assert "LIBOPPI_PUSH_SECRETS" in page
    assert shown_by(page) == []


class TestACallOfLiboppi:
    def test_is_in_no_record_and_no_log(self, liboppi, log):
        assert call({"courses": [6]}, secret=PUSH_SECRET).status_code == 202
        assert carry_out() == RunStatus.DONE
        assert shown_by(kept() + log()) == []

    @pytest.mark.parametrize("debug", [True, False])
    def test_that_meets_a_fault_tells_no_secret(self, liboppi, log, monkeypatch, settings, debug):
        settings.DEBUG = debug

        def broken(*_args: Any) -> None:
            raise RuntimeError("a fault of our own")

        monkeypatch.setattr("integrations.liboppi.push_api.take_in", broken)
        client = Client(raise_request_exception=False)
        timestamp = "1"
        monkeypatch.setattr("integrations.liboppi.push_api.is_genuine", lambda *_args, **_kwargs: True)
        headers = {
            "X-Liboppi-Timestamp": timestamp,
            "X-Liboppi-Signature": sign(timestamp, b"{}", PUSH_SECRET),
        }
        answer = client.post(CHANGED, b"{}", content_type="application/json", headers=headers)
        assert answer.status_code == 500
        told = answer.content.decode() + log()
        assert shown_by(told) == []
        assert sign(timestamp, b"{}", PUSH_SECRET)[7:] not in told

    def test_whose_signature_cannot_be_worked_out_tells_no_secret(self, liboppi, log, monkeypatch, settings):
        settings.DEBUG = True

        def broken(*_args: Any) -> None:
            raise RuntimeError("a fault of our own")

        monkeypatch.setattr("integrations.liboppi.push_signature._signed", broken)
        answer = send(b"{}", "1", "sha256=" + "0" * 64)
        assert answer.status_code == 500
        assert shown_by(answer.content.decode()) == []
        assert shown_by(log()) == []
