""" "Sync now": what a click queues, what a second one does, and what the editor is told."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from integrations.liboppi import on_demand
from integrations.liboppi.admin import following
from integrations.liboppi.models import RunStatus, SyncRun, SyncTrigger
from integrations.liboppi.on_demand import Reply, ask_for_sync
from integrations.liboppi.schedule import TASK, ensure_schedule, sync_soon
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.admin_catalogue import make_user, messages_of, signed_in, words_of
from tests.integrations.liboppi.worker import work_off_the_queue

SYNC_NOW = "/admin/liboppi/sync-runs/sync-now/"
RUNS = "/admin/liboppi/sync-runs/"
COURSES = "/admin/liboppi/courses/"


@pytest.fixture(autouse=True)
def connected(settings):
    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = "https://liboppi.example", "token"


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


def click(admin: Client) -> Any:
    return admin.post(SYNC_NOW, follow=True)


def queued() -> list[tuple[str, tuple[Any, ...]]]:
    return [(row.task["func"], row.task["args"]) for row in OrmQ.objects.all()]


@pytest.mark.django_db
class TestAClick:
    def test_queues_a_sync_and_tells_what_comes(self, admin):
        answer = click(admin)
        assert queued() == [(TASK, ("admin",))]
        assert "It begins within seconds." in words_of(answer)

    def test_leads_to_a_sync_that_is_recorded_as_an_editors(self, admin, settings):
        with StandIn() as stand_in:
            settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token
            click(admin)
            work_off_the_queue()
        assert "Done The whole catalogue An editor: specialist-0" in words_of(admin.get(RUNS))
        assert "Digituki kirjastoissa" in words_of(admin.get(COURSES))

    @pytest.mark.parametrize("path", [RUNS, COURSES])
    def test_is_a_form_in_the_header_of_both_listings(self, admin, path):
        SyncRun.objects.create(trigger=SyncTrigger.COMMAND, status=RunStatus.DONE)
        body = admin.get(path).content.decode()
        header = body.partition('id="w-slim-header-buttons"')[2].partition("</nav>")[0]
        assert f'<form action="{SYNC_NOW}" method="post">' in header
        assert "csrfmiddlewaretoken" in header

    def test_works_with_the_forms_token_and_not_without(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(make_user("specialist"))
        assert strict.post(SYNC_NOW).status_code == 403
        assert queued() == []
        token = strict.get(RUNS).content.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]
        strict.post(SYNC_NOW, {"csrfmiddlewaretoken": token})
        assert len(queued()) == 1

    def test_is_the_only_way(self, admin):
        assert admin.get(SYNC_NOW).status_code == 405
        assert queued() == []

    def test_on_a_site_without_liboppi_says_how_to_connect_it(self, admin, settings):
        settings.LIBOPPI_URL = ""
        message = messages_of(click(admin))
        assert "LIBOPPI_URL isn't set." in message
        assert "restart the extranet" in message
        assert queued() == []

    def test_never_tells_the_token(self, admin, settings):
        settings.LIBOPPI_TOKEN = "very secret"
        answer = click(admin)
        assert "LIBOPPI_TOKEN isn't a token" in messages_of(answer)
        assert "very secret" not in answer.content.decode()


@pytest.mark.django_db
class TestASecondClick:
    def test_queues_nothing_while_the_first_waits(self, admin):
        click(admin)
        assert "Such a sync was asked for already" in messages_of(click(admin))
        assert len(queued()) == 1

    def test_queues_nothing_while_the_schedules_sync_waits(self, admin):
        sync_soon(SyncTrigger.SCHEDULE)
        assert "Such a sync was asked for already" in messages_of(click(admin))
        assert queued() == [(TASK, ("schedule",))]

    def test_is_not_held_up_by_other_work(self, admin):
        async_task("math.sqrt", 4)
        assert "It begins within seconds" in words_of(click(admin))
        assert (TASK, ("admin",)) in queued()

    def test_is_not_held_up_by_a_task_that_cannot_be_read(self, admin):
        OrmQ.objects.create(key="extranet", payload="nonsense", lock=timezone.now())
        assert "It begins within seconds" in words_of(click(admin))

    def test_queues_nothing_while_a_sync_runs(self, admin):
        run = SyncRun.objects.create(trigger=SyncTrigger.COMMAND)
        answer = click(admin)
        assert "Such a sync is running already" in messages_of(answer)
        assert answer.redirect_chain == [(f"{RUNS}inspect/{run.pk}/", 302)]
        assert queued() == []

    def test_is_not_held_up_by_a_run_that_was_killed_long_ago(self, admin):
        long_ago = timezone.now() - on_demand.LONGEST_RUN - timedelta(minutes=1)
        SyncRun.objects.create(trigger=SyncTrigger.COMMAND, started=long_ago)
        assert "It begins within seconds" in words_of(click(admin))

    def test_says_when_the_worker_seems_to_be_dead(self, admin, monkeypatch):
        click(admin)
        monkeypatch.setattr(following, "LONG_WAIT", timedelta(0))
        words = words_of(click(admin))
        assert "the background worker hasn't taken it" in words
        assert "Ask whoever keeps the extranet's server" in words
        assert len(queued()) == 1


# Threads see only what is committed. Afterwards the tables of these apps are emptied, and no other: they hold
# nothing between tests but the schedule, which whoever needs it makes sure of.
@pytest.mark.django_db(transaction=True, available_apps=["django_q", "integrations.liboppi"])
def test_many_clicks_at_once_queue_one_sync():
    ensure_schedule()
    together, replies = Barrier(6), []

    def ask() -> None:
        together.wait()
        try:
            replies.append(ask_for_sync(SyncTrigger.ADMIN).reply)
        finally:
            connection.close()

    threads = [Thread(target=ask) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(replies) == [Reply.ASKED, *[Reply.WAITING] * 5]
    assert len(queued()) == 1
