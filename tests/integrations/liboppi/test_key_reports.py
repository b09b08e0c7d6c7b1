"""Readers' reports that a key doesn't work: one open a reader, closed by an editor or by another key."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integrations.liboppi.key_reports import (
    Reported,
    close_outdated_reports,
    close_reports,
    report_key,
    withdraw_report,
)
from integrations.liboppi.models import Course, EnrolmentKey, KeyReport, KeySource, ReportOutcome
from tests.integrations.liboppi.admin_catalogue import make_course, make_user

pytestmark = pytest.mark.django_db

EDITOR, FIELD, SUMMARY, GROUP = KeySource
LAST_YEAR = datetime(2025, 6, 1, tzinfo=UTC)


@pytest.fixture
def course() -> Course:
    return make_course(5, keys=[(SUMMARY, "karpalo"), (FIELD, "puolukka")])


@pytest.fixture
def reader():
    return make_user("library staff")


def key_of(course: Course, value: str) -> EnrolmentKey:
    return course.keys.get(value=value)


def outcomes() -> list[str]:
    return list(KeyReport.objects.order_by("pk").values_list("outcome", flat=True))


class TestReporting:
    def test_keeps_who_said_it_of_which_key_and_when(self, course, reader):
        before = datetime.now(UTC)
        key = key_of(course, "puolukka")
        assert report_key(course, key.pk, reader, "Ei käy") == Reported.NEW
        report = KeyReport.objects.get()
        assert (report.course, report.key, report.reporter, report.message) == (course, key, reader, "Ei käy")
        assert before <= report.reported <= datetime.now(UTC)
        assert report.closed is None

    def test_again_adds_nothing(self, course, reader):
        key = key_of(course, "puolukka")
        report_key(course, key.pk, reader, "Ei käy")
        assert report_key(course, key.pk, reader, "Ei käy") == Reported.ALREADY
        assert report_key(course, key.pk, reader, "") == Reported.ALREADY
        assert KeyReport.objects.get().message == "Ei käy"

    def test_again_with_other_words_replaces_the_message(self, course, reader):
        key = key_of(course, "puolukka")
        report_key(course, key.pk, reader, "Ei käy")
        assert report_key(course, key.pk, reader, "Liboppi sanoo: väärä") == Reported.ADDED
        assert KeyReport.objects.get().message == "Liboppi sanoo: väärä"

    def test_is_each_readers_own(self, course, reader):
        key = key_of(course, "puolukka")
        for someone in (reader, make_user("library staff")):
            assert report_key(course, key.pk, someone, "") == Reported.NEW
        assert KeyReport.objects.open().count() == 2

    def test_is_possible_again_once_the_first_is_closed(self, course, reader):
        key = key_of(course, "puolukka")
        report_key(course, key.pk, reader, "")
        KeyReport.objects.update(closed=LAST_YEAR, outcome=ReportOutcome.WORKS)
        assert report_key(course, key.pk, reader, "") == Reported.NEW
        assert KeyReport.objects.count() == 2

    def test_of_a_key_that_was_replaced_meanwhile_is_not_taken(self, course, reader):
        seen = key_of(course, "puolukka")
        EnrolmentKey.objects.create(course=course, source=EDITOR, value="mustikka")
        assert report_key(course, seen.pk, reader, "Ei käy") == Reported.KEY_CHANGED
        assert not KeyReport.objects.exists()

    def test_of_the_same_key_from_another_source_is_taken(self, course, reader):
        seen = key_of(course, "puolukka")
        own = EnrolmentKey.objects.create(course=course, source=EDITOR, value="puolukka")
        assert report_key(course, seen.pk, reader, "") == Reported.NEW
        assert KeyReport.objects.get().key == own

    @pytest.mark.parametrize("seen", [None, 0, 2**70])
    def test_of_no_key_that_the_course_has_is_not_taken(self, course, reader, seen):
        assert report_key(course, seen, reader, "") == Reported.KEY_CHANGED

    def test_of_another_courses_key_is_not_taken(self, course, reader):
        other = make_course(6, keys=[(FIELD, "mustikka")])
        assert report_key(course, other.keys.get().pk, reader, "") == Reported.KEY_CHANGED

    def test_without_a_key_is_not_possible(self, reader):
        assert report_key(make_course(6), None, reader, "") == Reported.NO_KEY

    def test_of_a_new_key_is_not_mixed_with_the_same_readers_report_of_the_old_one(self, course, reader):
        report_key(course, key_of(course, "puolukka").pk, reader, "vanha")
        key_of(course, "puolukka").delete()
        assert report_key(course, key_of(course, "karpalo").pk, reader, "uusi") == Reported.NEW
        assert outcomes() == [ReportOutcome.CHANGED, ""]


class TestWithdrawing:
    def test_undoes_ones_own_open_report_only(self, course, reader):
        key = key_of(course, "puolukka")
        other = make_user("library staff")
        for someone in (reader, other):
            report_key(course, key.pk, someone, "")
        assert withdraw_report(course, reader)
        assert KeyReport.objects.get().reporter == other
        assert not withdraw_report(course, reader)

    def test_leaves_history_alone(self, course, reader):
        KeyReport.objects.create(course=course, reporter=reader, closed=LAST_YEAR)
        assert not withdraw_report(course, reader)
        assert KeyReport.objects.exists()


class TestClosing:
    def test_ends_the_named_reports_of_the_course_once(self, course, reader):
        first, second = (KeyReport.objects.create(course=course) for _reader in range(2))
        elsewhere = KeyReport.objects.create(course=make_course(6))
        named = [first.pk, elsewhere.pk]
        assert close_reports(course, named, ReportOutcome.WORKS, reader) == 1
        assert close_reports(course, named, ReportOutcome.DISMISSED, None) == 0
        first.refresh_from_db()
        assert (first.outcome, first.closed_by) == (ReportOutcome.WORKS, reader)
        assert set(KeyReport.objects.open()) == {second, elsewhere}


class TestAnotherKey:
    @pytest.fixture
    def report(self, course, reader) -> KeyReport:
        report_key(course, key_of(course, "puolukka").pk, reader, "")
        return KeyReport.objects.get()

    def closes(self, *courses: Course) -> bool:
        return close_outdated_reports([course.pk for course in courses]) == 1

    def test_that_an_editor_writes_closes_the_report(self, course, report):
        EnrolmentKey.objects.create(course=course, source=EDITOR, value="mustikka")
        editor = make_user("specialist")
        assert close_outdated_reports([course.pk], closed_by=editor) == 1
        report.refresh_from_db()
        assert (report.outcome, report.closed_by) == (ReportOutcome.CHANGED, editor)
        assert report.closed is not None

    def test_that_takes_the_place_of_a_former_one_closes_it(self, course, report):
        course.keys.filter(value="puolukka").update(last_seen=LAST_YEAR)
        assert self.closes(course)

    def test_that_stands_where_the_row_was_deleted_closes_it(self, course, report):
        course.keys.filter(value="puolukka").delete()
        assert self.closes(course)

    def test_is_none_when_the_last_one_goes_and_closes_it(self, course, report):
        course.keys.update(last_seen=LAST_YEAR)
        assert self.closes(course)

    @pytest.mark.parametrize("source", [SUMMARY, GROUP])
    def test_that_is_trusted_less_closes_nothing(self, course, report, source):
        EnrolmentKey.objects.create(course=course, source=source, value="mustikka")
        assert not self.closes(course)

    def test_of_a_more_trusted_source_with_the_same_value_closes_nothing(self, course, report):
        EnrolmentKey.objects.create(course=course, source=EDITOR, value="puolukka")
        course.keys.filter(source=FIELD).update(last_seen=LAST_YEAR)
        assert not self.closes(course)

    def test_closes_nothing_of_courses_that_were_not_named(self, course, report):
        course.keys.update(last_seen=LAST_YEAR)
        assert not self.closes(make_course(6))
        assert close_outdated_reports([]) == 0
        assert close_outdated_reports() == 1

    def test_leaves_closed_reports_as_they_ended(self, course, report):
        close_reports(course, [report.pk], ReportOutcome.WORKS, None)
        course.keys.update(last_seen=LAST_YEAR)
        assert not self.closes(course)
        assert outcomes() == [ReportOutcome.WORKS]


@pytest.mark.parametrize(("changed", "statements"), [(0, 1), (1, 2), (30, 2)])
def test_looking_for_outdated_reports_costs_the_same_for_any_number_of_courses(changed, statements):
    courses = [make_course(number, keys=[(FIELD, "a")]) for number in range(1, 31)]
    for course in courses:
        KeyReport.objects.create(course=course, key=course.keys.get())
    EnrolmentKey.objects.filter(course__in=courses[:changed]).update(value="b", last_seen=LAST_YEAR)
    with CaptureQueriesContext(connection) as queries:
        assert close_outdated_reports([course.pk for course in courses]) == changed
    assert len(queries) == statements
