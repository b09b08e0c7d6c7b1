"""What needs attention: each count agrees with the listing it leads to."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.liboppi.admin.attention import matters
from integrations.liboppi.models import Course, CourseState, EditorText, KeyReport, KeySource, Visibility
from tests.integrations.liboppi.admin_catalogue import make_course, make_user, rows_of, signed_in, words_of

pytestmark = pytest.mark.django_db

ATTENTION = "/admin/liboppi/courses/attention/"


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


def fine(number: int, **options: Any) -> Course:
    """A course that needs no attention, but for what the options say."""
    both = {"titles": {"fi": f"Kurssi {number}", "sv": f"Kurs {number}"}, "producers": {"fi": "Turun AKE"}}
    return make_course(number, **both | options)


def make_catalogue() -> dict[str, set[str]]:
    """One course or two for each matter; returns their Finnish titles by the matter's name."""
    now = timezone.now()
    fine(1)
    fine(2, key_required=True)
    fine(3, key_required=True, keys=[(KeySource.CUSTOM_FIELD, "a"), (KeySource.SUMMARY, "b")])
    KeyReport.objects.create(course=fine(4, keys=[(KeySource.SUMMARY, "c")]))
    KeyReport.objects.create(course=fine(5, keys=[(KeySource.SUMMARY, "c")]), closed=now)
    fine(6, titles={"fi": "Kurssi 6"})
    fine(7, titles={"sv": "Kurssi 7"}, producers={"sv": "Åbo AKE"})
    fine(8, producers={})
    EditorText.objects.create(course=fine(9, producers={}), language="fi", producer="Oma")
    EditorText.objects.create(
        course=fine(10), language="fi", title="Kurssi 10", imported={"title": "Ennen toinen"}
    )
    fine(11, state=CourseState.MISSING)
    fine(12, state=CourseState.HIDDEN)
    fine(13, state=CourseState.WITHDRAWN, titles={"fi": "Kurssi 13"}, producers={}, key_required=True)
    fine(14, state=CourseState.WITHDRAWN, state_since=now - timedelta(days=31))
    fine(15, own_visibility=Visibility.HIDDEN, titles={"fi": "Kurssi 15"}, key_required=True)
    return {
        "reported": {"Kurssi 4"},
        "without_key": {"Kurssi 2"},
        "disputed": {"Kurssi 3"},
        "changed": {"Kurssi 10"},
        "without_text_fi": {"Kurssi 7"},
        "without_text_sv": {"Kurssi 6"},
        "without_producer": {"Kurssi 8"},
        "missing": {"Kurssi 11"},
        "hidden": {"Kurssi 12"},
        "withdrawn": {"Kurssi 13"},
    }


def test_each_count_leads_to_a_listing_of_just_what_it_counts(admin):
    expected = make_catalogue()
    found = matters(make_user("specialist"))
    assert {matter.name for matter in found} == set(expected)
    for matter in found:
        assert set(rows_of(admin.get(matter.url))) == expected[matter.name], matter.name
        assert matter.count == len(expected[matter.name]), matter.name


def test_the_report_tells_what_to_do_and_where(admin):
    make_catalogue()
    answer = admin.get(ATTENTION)
    assert "Without an enrolment key 1 Liboppi asks for a key" in words_of(answer)
    assert "/admin/liboppi/courses/?key=missing&amp;on_site=true" in answer.content.decode()


def test_the_report_of_a_catalogue_in_order_has_only_noughts(admin):
    fine(1)
    assert words_of(admin.get(ATTENTION)).count("None") == 10


@pytest.mark.parametrize(("language", "title"), [("fi", "Kurssi 1"), ("sv", "Kurs 1")])
def test_the_listing_it_leads_to_speaks_the_language_of_the_admin(language, title):
    fine(1, key_required=True)
    found = {matter.name: matter.url for matter in matters(make_user("superuser"))}
    assert title in words_of(signed_in("group chair", language).get(found["without_key"]))


def test_the_menu_of_reports_offers_it_to_those_who_may_see_courses():
    for role in ("group chair", "specialist"):
        assert ATTENTION in signed_in(role).get("/admin/").content.decode()


def test_counting_takes_one_query_however_many_courses_there_are():
    user = make_user("superuser")
    make_catalogue()
    with CaptureQueriesContext(connection) as queries:
        assert len(matters(user)) == 10
    assert len(queries) == 1
