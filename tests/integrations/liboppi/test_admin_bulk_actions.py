"""Deeds on several courses at once: asked once more, done, undone, recorded."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_q.models import OrmQ
from wagtail.models import ModelLogEntry

from integrations.liboppi.admin import bulk_actions
from integrations.liboppi.models import Course, CourseState, SyncRun, Visibility
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.admin_catalogue import (
    make_course,
    messages_of,
    rows_of,
    signed_in,
    words_of,
)
from tests.integrations.liboppi.worker import work_off_the_queue

pytestmark = pytest.mark.django_db

COURSES = "/admin/liboppi/courses/"


@pytest.fixture(autouse=True)
def connected(settings):
    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = "https://liboppi.example", "token"


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


@pytest.fixture
def courses() -> list[Course]:
    return [make_course(number, titles={"fi": f"Kurssi {number}"}) for number in (1, 2, 3)]


def address(action: str, *chosen: Any, **query: str) -> str:
    more = "".join(f"&{name}={value}" for name, value in query.items())
    ids = "&".join(f"id={getattr(item, 'pk', item)}" for item in chosen)
    return f"/admin/bulk/liboppi/course/{action}/?{ids}{more}&next={COURSES}"


def visible() -> list[int]:
    return list(Course.objects.in_catalogue().order_by("moodle_id").values_list("moodle_id", flat=True))


def test_the_listing_offers_them(admin, courses):
    body = admin.get(COURSES).content.decode()
    for action in ("hide", "show", "sync"):
        assert f"/admin/bulk/liboppi/course/{action}/" in body
    assert f'aria-describedby="course_{courses[0].pk}_title"' in body
    assert f'id="course_{courses[0].pk}_title"' in body


def test_those_who_may_only_look_are_offered_none(courses):
    assert "/admin/bulk/liboppi/" not in signed_in("group chair").get(COURSES).content.decode()


@pytest.mark.parametrize("action", ["hide", "show", "sync"])
def test_each_asks_once_more_and_names_the_courses(admin, courses, action):
    words = words_of(admin.get(address(action, courses[0], courses[2])))
    assert "2 courses: Kurssi 1 Kurssi 3" in words
    assert visible() == [1, 2, 3]
    assert OrmQ.objects.count() == 0


class TestHiding:
    def test_takes_courses_off_the_site_and_out_of_the_search(self, admin, courses):
        answer = admin.post(address("hide", *courses[:2]), follow=True)
        assert "2 courses aren't shown on the site any more." in messages_of(answer)
        assert visible() == [3]
        assert [course.moodle_id for course in Course.objects.matching("kurssi")] == [3]
        assert set(rows_of(admin.get(COURSES, {"q": "kurssi"}))) == {"Kurssi 1", "Kurssi 2", "Kurssi 3"}

    def test_keeps_what_liboppi_said_then(self, admin):
        course = make_course(1, state=CourseState.MISSING)
        admin.post(address("hide", course))
        course.refresh_from_db()
        assert (course.own_visibility, course.own_imported) == (Visibility.HIDDEN, {"visibility": "missing"})

    def test_is_recorded_with_each_course(self, admin, courses):
        admin.post(address("hide", *courses[:2]))
        entries = ModelLogEntry.objects.filter(action="liboppi.hide_course")
        assert sorted(entries.values_list("object_id", flat=True)) == sorted(str(c.pk) for c in courses[:2])
        history = words_of(admin.get(f"{COURSES}history/{courses[0].pk}/"))
        assert "No longer shown on the site." in history

    def test_twice_is_the_same_as_once(self, admin, courses):
        admin.post(address("hide", courses[0]))
        answer = admin.post(address("hide", courses[0]), follow=True)
        assert "0 courses" in messages_of(answer)
        assert ModelLogEntry.objects.filter(action="liboppi.hide_course").count() == 1


class TestShowingAgain:
    def test_undoes_it(self, admin, courses):
        admin.post(address("hide", *courses))
        answer = admin.post(address("show", *courses), follow=True)
        assert "3 courses are shown on the site again." in messages_of(answer)
        assert visible() == [1, 2, 3]
        assert len(Course.objects.matching("kurssi")) == 3
        assert set(Course.objects.values_list("own_visibility", flat=True)) == {""}
        assert all(course.own_imported == {} for course in Course.objects.all())

    def test_leaves_other_decisions_alone(self, admin):
        kept = make_course(1, own_visibility=Visibility.SHOWN, own_imported={"visibility": "hidden"})
        admin.post(address("show", kept))
        kept.refresh_from_db()
        assert (kept.own_visibility, kept.own_imported) == (Visibility.SHOWN, {"visibility": "hidden"})

    def test_brings_no_withdrawn_course_into_the_search(self, admin):
        gone = make_course(1, state=CourseState.WITHDRAWN, own_visibility=Visibility.HIDDEN)
        admin.post(address("show", gone))
        assert not Course.objects.matching("kurssi")


class TestSyncing:
    def test_asks_about_the_courses_alone(self, admin, settings):
        with StandIn() as stand_in:
            settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token
            chosen, other = make_course(6), make_course(900)
            place = admin.post(address("sync", chosen))["Location"]
            work_off_the_queue()
        run = SyncRun.objects.get()
        assert run.courses == [6]
        assert admin.get(place)["Location"] == f"/admin/liboppi/sync-runs/inspect/{run.pk}/"
        other.refresh_from_db()
        assert other.state == CourseState.ACTIVE
        assert "1 named course" in words_of(admin.get("/admin/liboppi/sync-runs/"))

    def test_of_too_many_is_refused_in_words(self, admin, courses, monkeypatch):
        monkeypatch.setattr(bulk_actions, "MOST_SYNCED", 2)
        answer = admin.post(address("sync", *courses), follow=True)
        assert "At most 2 courses" in messages_of(answer)
        assert OrmQ.objects.count() == 0

    def test_without_liboppi_says_how_to_connect_it(self, admin, courses, settings):
        settings.LIBOPPI_URL = ""
        assert "LIBOPPI_URL isn't set." in messages_of(admin.post(address("sync", courses[0]), follow=True))


class TestAllOfTheListing:
    def test_are_those_that_its_words_and_filters_leave(self, admin, courses):
        make_course(4, titles={"fi": "Muu"}, state=CourseState.MISSING)
        make_course(5, titles={"fi": "Kurssi 5"}, state=CourseState.MISSING)
        admin.post(address("hide", "all", state="missing", q="kurssi"))
        assert visible() == [1, 2, 3, 4]

    def test_are_all_without_any(self, admin, courses):
        admin.post(address("hide", "all"))
        assert visible() == []


@pytest.mark.parametrize("chosen", ["x", "999", "-1", "9" * 40, "1.5", ""])
def test_what_names_no_course_is_not_found(admin, courses, chosen):
    assert admin.get(address("hide", chosen)).status_code == 404


def test_hiding_costs_the_same_for_many_courses_but_for_the_record_and_the_index(admin):
    def cost(numbers: range) -> int:
        chosen = [make_course(number) for number in numbers]
        admin.get(address("hide", *chosen))
        with CaptureQueriesContext(connection) as queries:
            admin.get(address("hide", *chosen))
        return len(queries)

    assert cost(range(1, 3)) == cost(range(3, 40))
