"""Two syncs compared in the admin."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.liboppi.models import RunStatus, SyncRun
from tests.integrations.liboppi.admin_catalogue import signed_in, words_of
from tests.integrations.liboppi.admin_runs import RUNS, make_change, make_run, page_of

pytestmark = pytest.mark.django_db

COMPARE = f"{RUNS}compare/"


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


@pytest.fixture
def runs() -> list[SyncRun]:
    """Three syncs, the oldest first, a plan and a failure between them."""
    now = timezone.now()
    real = [make_run(started=now - timedelta(hours=hours), created=hours) for hours in (9, 5, 1)]
    plan = make_run(started=now - timedelta(hours=4), is_dry_run=True)
    failed = make_run(started=now - timedelta(hours=3), status=RunStatus.FAILED)
    for run in (plan, failed):
        make_change(run, 9, name="Ei tehty", fields=[("shortname", "X", "Y")])
    return real


def compared(admin: Client, **query: int) -> list[str]:
    table = admin.get(COMPARE, query).context.get("table")
    return [row.instance.name for row in table.rows] if table else []


def test_counts_stand_side_by_side_the_earlier_first_however_they_are_named(admin, runs):
    for query in ({"a": runs[0].pk, "b": runs[2].pk}, {"a": runs[2].pk, "b": runs[0].pk}):
        assert "New 9 1" in words_of(admin.get(COMPARE, query))


def test_the_changes_after_the_earlier_one_up_to_the_later_are_folded(admin, runs):
    make_change(runs[0], 1, name="Vanha", fields=[("shortname", "O", "P")])
    make_change(runs[1], 2, name="Muuttunut", fields=[("shortname", "A", "B")])
    make_change(runs[2], 2, name="Muuttunut", fields=[("shortname", "B", "C")])
    make_change(runs[1], 3, name="Palannut", action="missing")
    make_change(runs[2], 3, name="Palannut", action="restored")
    assert compared(admin, a=runs[0].pk, b=runs[2].pk) == ["Muuttunut"]
    words = words_of(admin.get(COMPARE, {"a": runs[0].pk, "b": runs[2].pk}))
    assert "[removed: A ] [added: C ]" in words


def test_without_the_other_it_is_the_one_before_that_was_done(admin, runs):
    make_change(runs[1], 2, action="created")
    make_change(runs[2], 3, action="created")
    assert compared(admin, b=runs[2].pk) == ["Kurssi 3"]


def test_the_first_sync_has_none_before(admin, runs):
    assert "There is no earlier sync" in words_of(admin.get(COMPARE, {"b": runs[0].pk}))


def test_nothing_is_said_to_be_nothing(admin, runs):
    assert "Nothing." in words_of(admin.get(COMPARE, {"a": runs[0].pk, "b": runs[2].pk}))


@pytest.mark.parametrize(
    "query", [{}, {"b": "x"}, {"b": "9" * 40}, {"b": "-1"}, {"b": "999"}, {"a": "x", "b": "1"}]
)
def test_what_is_not_there_is_not_found(admin, query):
    assert admin.get(COMPARE, query).status_code == 404


def test_the_page_of_a_sync_offers_others_and_the_listing_the_one_before(admin, runs):
    page = admin.get(page_of(runs[2])).content.decode()
    assert f'<option value="{runs[0].pk}">' in page
    assert f'<option value="{runs[2].pk}">' not in page
    assert f"{COMPARE}?b={runs[2].pk}" in admin.get(RUNS).content.decode()


def test_it_is_paged_and_costs_the_same_for_many_changes_as_for_few(admin, runs):
    query = {"a": runs[0].pk, "b": runs[2].pk}
    make_change(runs[1], 1)
    make_change(runs[1], 2, action="created")
    admin.get(COMPARE, query)
    with CaptureQueriesContext(connection) as few:
        assert len(compared(admin, **query)) == 1
    for number in range(3, 70):
        make_change(runs[2], number, action="created")
    with CaptureQueriesContext(connection) as many:
        assert len(compared(admin, **query)) == 50
    assert len(compared(admin, **query, p=2)) == 18
    assert len(many) == len(few)
