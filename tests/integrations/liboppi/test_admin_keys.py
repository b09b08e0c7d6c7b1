"""A course's keys in the admin: where each comes from, what it opens, former ones, sources that disagree."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.accounts.roles import SPECIALISTS
from integrations.liboppi.models import Course, EnrolmentKey, KeyReport, KeySource
from tests.integrations.liboppi.admin_catalogue import make_course, signed_in, words_of

pytestmark = pytest.mark.django_db

EDITOR, FIELD, SUMMARY, GROUP = KeySource
NO_RIGHT = "Not shown: your account has no right to see keys."
MIDSUMMER_NIGHT = datetime(2026, 6, 19, 22, 30, tzinfo=UTC)  # half past one in the morning in Helsinki
AUTUMN = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def site(settings):
    settings.LIBOPPI_COURSE_PAGES = None


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


@pytest.fixture
def course() -> Course:
    return make_course(5, key_required=True, keys=[(FIELD, "puolukka")])


def look(admin: Client, course: Course, page: str = "inspect") -> Any:
    return admin.get(f"/admin/liboppi/courses/{page}/{course.pk}/")


def former(course: Course, value: str, first: datetime, last: datetime) -> EnrolmentKey:
    return course.keys.create(source=FIELD, value=value, first_seen=first, last_seen=last)


class TestAKey:
    def test_tells_what_it_opens_and_since_when(self, admin, course):
        course.methods.update(names={"fi": "Henkilöstö"})
        course.keys.update(first_seen=MIDSUMMER_NIGHT)
        assert "puolukka custom field in Liboppi Henkilöstö 06/20/2026 1:30 a.m." in words_of(
            look(admin, course)
        )

    def test_has_its_moments_in_the_admins_language(self, course):
        course.keys.update(first_seen=MIDSUMMER_NIGHT)
        assert "20.6.2026" in words_of(look(signed_in("specialist", "fi"), course))

    def test_of_a_group_tells_which(self, admin, course):
        assert "Group" not in words_of(look(admin, course)).split()
        course.keys.create(source=GROUP, value="karpalo", label="Turun seutu")
        assert "karpalo key of a group in Liboppi Turun seutu" in words_of(look(admin, course))


class TestFormerKeys:
    def test_are_told_with_their_time_the_last_one_first(self, admin, course):
        former(course, "vanha", MIDSUMMER_NIGHT, AUTUMN)
        former(course, "vanhempi", datetime(2025, 1, 2, tzinfo=UTC), MIDSUMMER_NIGHT)
        words = words_of(look(admin, course))
        assert "2 former keys" in words
        assert "vanha custom field in Liboppi 06/20/2026 1:30 a.m. 10/01/2026" in words
        assert words.index("vanha custom") < words.index("vanhempi custom")

    def test_are_none_in_use(self, admin, course):
        former(course, "vanha", MIDSUMMER_NIGHT, AUTUMN)
        assert "In use: the only one known" in words_of(look(admin, course))

    @pytest.mark.parametrize(("count", "is_open"), [(3, True), (4, False)])
    def test_are_folded_when_they_are_many(self, admin, course, count, is_open):
        for number in range(count):
            former(course, f"vanha{number}", MIDSUMMER_NIGHT, AUTUMN)
        assert ('<details class="liboppi-history" open>' in look(admin, course).content.decode()) == is_open

    def test_stay_when_no_key_is_there_today(self, admin, course):
        course.keys.update(last_seen=AUTUMN)
        words = words_of(look(admin, course))
        assert "Liboppi asks for an enrolment key, but none is known." in words
        assert "1 former key" in words

    def test_of_a_course_without_any_are_not_spoken_of(self, admin, course):
        assert "former key" not in words_of(look(admin, course))


class TestADispute:
    def test_of_liboppis_sources_warns_and_says_what_to_do(self, admin, course):
        course.keys.create(source=SUMMARY, value="karpalo")
        body = look(admin, course).content.decode()
        assert "Liboppi gives one key in the custom field and another in the course summary." in body
        assert "help-warning" in body

    def test_with_an_editor_is_told_mildly(self, admin, course):
        course.keys.create(source=EDITOR, value="karpalo")
        body = look(admin, course).content.decode()
        assert "The own key differs from what Liboppi says." in body
        assert "help-warning" not in body

    def test_is_not_spoken_of_where_all_agree(self, admin, course):
        course.keys.create(source=SUMMARY, value="puolukka")
        words = words_of(look(admin, course))
        assert "differs" not in words
        assert "another in the course summary" not in words


class TestWithoutTheRightToSeeKeys:
    @pytest.fixture
    def admin(self) -> Client:
        specialists = Group.objects.get(name=SPECIALISTS)
        specialists.permissions.remove(*specialists.permissions.filter(content_type__model="enrolmentkey"))
        return signed_in("specialist")

    @pytest.mark.parametrize("page", ["edit", "inspect"])
    def test_no_value_is_there_but_that_there_are_and_were_keys(self, admin, course, page):
        course.keys.create(source=SUMMARY, value="karpalo")
        former(course, "vanhamarja", MIDSUMMER_NIGHT, AUTUMN)
        answer = look(admin, course, page)
        for value in ("puolukka", "karpalo", "vanhamarja"):
            assert value not in answer.content.decode()
        assert words_of(answer).count(NO_RIGHT) == 3
        assert "1 former key" in words_of(answer)

    def test_a_readers_words_are_not_shown_as_they_may_hold_the_key(self, admin, course):
        KeyReport.objects.create(course=course, key=course.keys.get(), message="puolukka ei käy")
        answer = look(admin, course)
        assert "puolukka" not in answer.content.decode()
        assert words_of(answer).count(NO_RIGHT) == 2


def test_a_course_with_a_long_history_costs_no_more_queries(admin, course):
    look(admin, course)
    with CaptureQueriesContext(connection) as few:
        look(admin, course)
    for number in range(5):
        former(course, f"vanha{number}", MIDSUMMER_NIGHT, AUTUMN)
        course.keys.create(source=GROUP, value=f"ryhmä{number}", method=course.methods.get())
        for closed in (None, AUTUMN):
            KeyReport.objects.create(course=course, key=course.keys.first(), closed=closed)
    with CaptureQueriesContext(connection) as many:
        look(admin, course)
    assert len(many) == len(few) <= 20
