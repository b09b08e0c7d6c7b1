"""A course's keys on its page: which to try first, where each comes from, and who gets to see them at all."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.html import escape
from wagtail.search import index

from integrations.liboppi.models import Course, KeyReport, KeySource
from pages.catalogue.course import CourseView
from pages.catalogue.course_keys import CourseKeys
from tests.integrations.liboppi.admin_catalogue import make_user

pytestmark = pytest.mark.django_db

EDITOR, FIELD, SUMMARY, GROUP = KeySource
LAST_YEAR = datetime(2025, 6, 1, 9, tzinfo=UTC)
SOURCES_DIFFER = "The sources give different keys. Try the one above first."
EDITOR_DIFFERS = "Liboppi gives another key than the extranet's keepers. Try the one above first."


@pytest.fixture
def course(bare_course: Course) -> Course:
    """A course with a current key of each kind and a former one."""
    for source, value in ((SUMMARY, "karpalo"), (FIELD, "puolukka")):
        bare_course.keys.create(source=source, value=value)
    bare_course.keys.create(source=GROUP, value="mustikka", label="Turun seutu")
    bare_course.keys.create(source=FIELD, value="vanhamarja", last_seen=LAST_YEAR)
    return bare_course


def in_english(course: Course, role: str = "library staff") -> CourseKeys:
    with translation.override("en"):
        keys = CourseView(course, "fi", make_user(role)).keys
        assert keys.lines is not None  # named in English
        return keys


def origins(course: Course) -> dict[str, str]:
    return {line.value: line.origin for line in in_english(course).lines}


class TestTheKeys:
    def test_stand_by_trust_each_with_its_origin(self, course):
        assert list(origins(course).items()) == [
            ("puolukka", "custom field in Liboppi"),
            ("karpalo", "found in the course summary"),
            ("mustikka", "key of a group in Liboppi; for the group “Turun seutu”"),
        ]

    def test_that_two_sources_give_stand_once(self, course):
        course.keys.filter(source=SUMMARY).update(value="puolukka")
        assert origins(course)["puolukka"] == "custom field in Liboppi; found in the course summary"
        assert len(origins(course)) == 2

    def test_tell_what_they_open_where_there_is_a_choice(self, course):
        course.methods.create(moodle_id=50, type="guest", names={}, is_open=True, key_required=None)
        assert origins(course)["puolukka"] == "custom field in Liboppi; opens “Enrol by yourself”"

    def test_show_no_value_where_objects_are_printed(self, course):
        assert "puolukka" not in repr(in_english(course).lines)


class TestADispute:
    @pytest.mark.parametrize(
        ("keys", "words"),
        [
            ([(FIELD, "a"), (SUMMARY, "b")], SOURCES_DIFFER),
            ([(EDITOR, "a"), (FIELD, "b")], EDITOR_DIFFERS),
            ([(FIELD, "a"), (SUMMARY, "a")], ""),
            ([(FIELD, "a"), (GROUP, "b")], ""),
        ],
    )
    @pytest.mark.parametrize("language", ["fi", "sv"])
    def test_is_told_to_staff_under_the_key_to_try_first(
        self, addresses, bare_course, sign_in, keys, words, language
    ):
        for source, value in keys:
            bare_course.keys.create(source=source, value=value)
        staff, _user = sign_in("library staff")
        body = staff.get(f"{addresses[language]}5/").content.decode()
        texts = (SOURCES_DIFFER, EDITOR_DIFFERS)
        with translation.override(language):
            told = {text for text in texts if escape(translation.gettext(text)) in body}
        assert told == ({words} if words else set())


class TestStrangers:
    @pytest.fixture(params=["stranger", "account without rights"])
    def visitor(self, request, sign_in: Callable) -> Client:
        return Client() if request.param == "stranger" else sign_in("nobody")[0]

    @pytest.mark.parametrize("language", ["fi", "sv"])
    def test_get_no_key_and_no_word_of_reports_or_disputes(self, addresses, course, visitor, language):
        KeyReport.objects.create(course=course, key=course.keys.first(), message="puolukka ei käy")
        body = visitor.get(f"{addresses[language]}5/").content.decode()
        for secret in ("puolukka", "karpalo", "mustikka", "vanhamarja", "Turun seutu", "ilmoita-avaimesta"):
            assert secret not in body

    def test_cost_no_query_for_keys_or_reports(self, addresses, course, visitor):
        with CaptureQueriesContext(connection) as queries:
            visitor.get(f"{addresses['fi']}5/")
        asked = " ".join(query["sql"] for query in queries)
        assert "liboppi_enrolmentkey" not in asked
        assert "liboppi_keyreport" not in asked


@pytest.mark.parametrize("value", ["puolukka", "karpalo", "mustikka", "vanhamarja", "marjaviesti"])
def test_strangers_find_no_key_nor_a_readers_words_anywhere(addresses, course, value):
    KeyReport.objects.create(course=course, key=course.keys.first(), message="marjaviesti: puolukka ei käy")
    index.insert_or_update_object(course)
    beginning = value[:5]  # a page repeats the words that one searches by
    assert not Course.objects.matching(beginning).count()
    for address in (
        addresses["fi"],
        f"{addresses['fi']}?q={beginning}",
        f"/fi/haku/?q={beginning}",
        "/api/v1/courses/",
        "/api/v1/courses/5/",
        "/api/v1/courses/5/keys/",
        "/api/wagtail/v2/pages/",
    ):
        assert value not in Client().get(address).content.decode(), address


def test_staff_get_no_former_key(addresses, course, sign_in):
    staff, _user = sign_in("library staff")
    body = staff.get(f"{addresses['fi']}5/").content.decode()
    assert "puolukka" in body
    assert "vanhamarja" not in body


def test_the_page_costs_the_same_for_many_keys_and_reports(addresses, course, sign_in):
    staff, _user = sign_in("library staff")
    staff.get(f"{addresses['fi']}5/")
    with CaptureQueriesContext(connection) as few:
        staff.get(f"{addresses['fi']}5/")
    for number in range(6):
        course.keys.create(source=GROUP, value=f"ryhmä{number}", method=course.methods.get())
        KeyReport.objects.create(course=course, key=course.keys.first())
    with CaptureQueriesContext(connection) as many:
        staff.get(f"{addresses['fi']}5/")
    assert len(many) == len(few) <= 23
