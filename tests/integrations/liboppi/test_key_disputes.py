"""Whether a course's sources agree on its key, in Python and in the database, and which courses lack one."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integrations.liboppi.models import (
    Course,
    EnrolmentKey,
    EnrolmentMethod,
    KeyDispute,
    KeyReport,
    KeySource,
)
from tests.integrations.liboppi.admin_catalogue import make_course

pytestmark = pytest.mark.django_db

EDITOR, FIELD, SUMMARY, GROUP = KeySource
LAST_YEAR = datetime(2025, 6, 1, tzinfo=UTC)
Given = tuple[KeySource, str]
CASES: dict[str, tuple[list[Given], KeyDispute | None]] = {
    "no key": ([], None),
    "one source": ([(FIELD, "a")], None),
    "one source with several keys": ([(SUMMARY, "a"), (SUMMARY, "b")], None),
    "two that agree": ([(FIELD, "a"), (SUMMARY, "a")], None),
    "two that share one of several": ([(FIELD, "a"), (SUMMARY, "a"), (SUMMARY, "b")], None),
    "two that differ": ([(FIELD, "a"), (SUMMARY, "b"), (SUMMARY, "c")], KeyDispute.SOURCES),
    "two that differ by a capital": ([(FIELD, "Avain"), (SUMMARY, "avain")], KeyDispute.SOURCES),
    "a group's key beside another": ([(FIELD, "a"), (GROUP, "b")], None),
    "an editor alone": ([(EDITOR, "a")], None),
    "an editor with Liboppi": ([(EDITOR, "a"), (FIELD, "a")], None),
    "an editor against Liboppi": ([(EDITOR, "a"), (SUMMARY, "b")], KeyDispute.EDITOR),
    "an editor against a group's key": ([(EDITOR, "a"), (GROUP, "b")], None),
    "an editor with one of two that differ": (
        [(EDITOR, "a"), (FIELD, "a"), (SUMMARY, "b")],
        KeyDispute.SOURCES,
    ),
    "an editor against two that differ": ([(EDITOR, "a"), (FIELD, "b"), (SUMMARY, "c")], KeyDispute.SOURCES),
}


def disputed(kind: KeyDispute | None = None) -> set[int]:
    return set(Course.objects.with_disputed_keys(kind).values_list("moodle_id", flat=True))


@pytest.mark.parametrize(("keys", "dispute"), CASES.values(), ids=CASES)
def test_a_dispute_is_seen_alike_on_a_course_and_in_the_database(keys, dispute):
    course = make_course(1, keys=keys)
    assert course.key_dispute == dispute
    assert disputed() == ({1} if dispute else set())
    assert {kind for kind in KeyDispute if disputed(kind)} == ({dispute} if dispute else set())


def test_a_former_key_disputes_nothing():
    course = make_course(1, keys=[(FIELD, "a"), (SUMMARY, "b")])
    course.keys.filter(source=SUMMARY).update(last_seen=LAST_YEAR)
    assert Course.objects.get().key_dispute is None
    assert disputed() == set()


ANY_KEYS = st.dictionaries(
    st.tuples(st.sampled_from(KeySource), st.sampled_from("abc")), st.booleans(), max_size=7
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(catalogue=st.lists(ANY_KEYS, min_size=1, max_size=6))
def test_python_and_the_database_give_the_same_answer_on_any_keys(db, catalogue: list[dict[Any, bool]]):
    with transaction.atomic():
        courses = Course.objects.bulk_create(
            Course(moodle_id=number, shortname="k", language="fi", url="https://liboppi.example")
            for number in range(len(catalogue))
        )
        EnrolmentKey.objects.bulk_create(
            EnrolmentKey(
                course=course, source=source, value=value, last_seen=None if is_current else LAST_YEAR
            )
            for course, keys in zip(courses, catalogue, strict=True)
            for (source, value), is_current in keys.items()
        )
        seen = {course.moodle_id: course.key_dispute for course in Course.objects.prefetch_related("keys")}
        for kind in KeyDispute:
            assert disputed(kind) == {number for number, found in seen.items() if found == kind}
        assert disputed() == {number for number, found in seen.items() if found}
        transaction.set_rollback(True)


def test_asking_fetched_courses_costs_nothing_more():
    for number in range(4):
        make_course(number + 1, keys=[(FIELD, "a"), (SUMMARY, "b")])
    with CaptureQueriesContext(connection) as queries:
        found = [course.key_dispute for course in Course.objects.prefetch_related("keys")]
    assert found == [KeyDispute.SOURCES] * 4
    assert len(queries) == 2


class TestTheWayThatAKeyOpens:
    def test_is_the_only_one_that_asks_for_a_key(self):
        course = make_course(1, keys=[(FIELD, "a")], key_required=True)
        add_method(course, 20, key_required=False)
        assert course.method_of(course.keys.get()).moodle_id == 1

    @pytest.mark.parametrize("key_required", [True, False])
    def test_is_not_guessed_among_several_or_none(self, key_required):
        course = make_course(1, keys=[(FIELD, "a")], key_required=key_required)
        add_method(course, 20, key_required=key_required)
        assert course.method_of(course.keys.get()) is None

    def test_is_the_one_that_is_known(self):
        course = make_course(1, keys=[(FIELD, "a")], key_required=True)
        known = add_method(course, 20, key_required=None)
        course.keys.update(method=known)
        assert course.method_of(course.keys.get()) == known


def add_method(course: Course, number: int, *, key_required: bool | None) -> EnrolmentMethod:
    return course.methods.create(
        moodle_id=number, type="self", names={"fi": "Muu"}, is_open=True, key_required=key_required
    )


def test_a_course_lacks_a_key_when_one_is_asked_for_and_none_is_there_today():
    make_course(1, key_required=True)
    make_course(2, key_required=False)
    make_course(3, key_required=True, keys=[(FIELD, "a")])
    make_course(4, key_required=True, keys=[(FIELD, "a")]).keys.update(last_seen=LAST_YEAR)
    make_course(5, key_required=None)
    add_method(make_course(6, key_required=False), 60, key_required=True)
    lacking = Course.objects.without_known_key()
    assert set(lacking.values_list("moodle_id", flat=True)) == {1, 4, 6}
    assert lacking.count() == 3


def test_only_an_open_report_counts():
    reported, settled, _never = (make_course(number, keys=[(FIELD, "a")]) for number in (1, 2, 3))
    for _reader in range(2):
        KeyReport.objects.create(course=reported)
    KeyReport.objects.create(course=settled, closed=LAST_YEAR)
    assert list(Course.objects.with_open_reports()) == [reported]
