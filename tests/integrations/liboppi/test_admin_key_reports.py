"""Readers' reports of a key in the admin: who sees what of them, who closes them, and what stays."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import ModelLogEntry

from cms.accounts.roles import SPECIALISTS
from integrations.liboppi.models import Course, KeyReport, KeySource, ReportOutcome
from tests.integrations.liboppi.admin_catalogue import (
    make_course,
    make_user,
    messages_of,
    signed_in,
    words_of,
)

pytestmark = pytest.mark.django_db

LAST_YEAR = datetime(2025, 6, 1, 9, tzinfo=UTC)
HEADING = "Reports of the key"


@pytest.fixture(autouse=True)
def site(settings):
    settings.LIBOPPI_COURSE_PAGES = None


@pytest.fixture
def course() -> Course:
    return make_course(5, key_required=True, keys=[(KeySource.CUSTOM_FIELD, "puolukka")])


@pytest.fixture
def reader() -> Any:
    user = make_user("library staff")
    user.first_name, user.last_name = "Liisa", "Lukija"
    user.save()
    return user


@pytest.fixture
def report(course, reader) -> KeyReport:
    return KeyReport.objects.create(
        course=course,
        key=course.keys.get(),
        reporter=reader,
        message="Liboppi sanoo <väärä>",
        reported=LAST_YEAR,
    )


def url(course: Course, page: str = "edit") -> str:
    return f"/admin/liboppi/courses/{page}/{course.pk}/"


def close(admin: Client, course: Course, *reports: KeyReport, outcome: str = "works") -> Any:
    named = {"reports": [report.pk for report in reports], "outcome": outcome}
    return admin.post(f"/admin/liboppi/courses/close-key-reports/{course.pk}/", named, follow=True)


def who_may(*rights: str) -> Client:
    """An editor of courses who has these rights over keys and reports, and no others over them."""
    group = Group.objects.get(name=SPECIALISTS)
    group.permissions.remove(*group.permissions.filter(content_type__model__in=["enrolmentkey", "keyreport"]))
    group.permissions.add(*Permission.objects.filter(codename__in=rights))
    return signed_in("specialist")


class TestAReport:
    @pytest.mark.parametrize("page", ["edit", "inspect"])
    def test_is_shown_with_its_words_and_its_author(self, course, report, page):
        words = words_of(signed_in("specialist").get(url(course, page)))
        assert "06/01/2025 noon Liisa Lukija Liboppi sanoo <väärä>" in words

    def test_is_shown_without_its_author_to_those_who_may_only_look(self, course, report):
        answer = who_may("view_enrolmentkey", "view_keyreport").get(url(course))
        assert "06/01/2025 noon Liboppi sanoo" in words_of(answer)
        assert "Lukija" not in answer.content.decode()
        assert "close-key-reports" not in answer.content.decode()

    def test_is_shown_to_nobody_without_the_right(self, course, report):
        for admin in (who_may("view_enrolmentkey"), signed_in("group chair")):
            answer = admin.get(url(course, "inspect"))
            assert answer.status_code == 200
            assert HEADING not in words_of(answer)
            assert "Lukija" not in answer.content.decode()
            assert "Liboppi sanoo" not in answer.content.decode()

    def test_outlives_its_authors_account(self, course, report, reader):
        reader.delete()
        assert "06/01/2025 noon – Liboppi sanoo" in words_of(signed_in("specialist").get(url(course)))

    def test_is_not_spoken_of_where_there_is_none(self, course):
        assert HEADING not in words_of(signed_in("specialist").get(url(course)))


class TestClosing:
    @pytest.mark.parametrize(
        ("outcome", "words"), [("works", "The key works"), ("dismissed", "Closed without a change")]
    )
    def test_keeps_how_it_ended_and_who_said_so(self, course, report, outcome, words):
        editor = make_user("specialist")
        admin = Client()
        admin.force_login(editor)
        assert "Closed 1 report." in messages_of(close(admin, course, report, outcome=outcome))
        report.refresh_from_db()
        assert (report.outcome, report.closed_by) == (outcome, editor)
        page = words_of(admin.get(url(course)))
        assert "No report is open." in page
        assert f"{editor.username} {words}" in page

    def test_takes_all_that_were_shown_and_none_that_came_later(self, course, report):
        shown = [report, KeyReport.objects.create(course=course)]
        later = KeyReport.objects.create(course=course)
        answer = close(signed_in("specialist"), course, *shown)
        assert "Closed 2 reports." in messages_of(answer)
        assert list(KeyReport.objects.open()) == [later]

    def test_twice_is_the_same_as_once(self, course, report):
        admin = signed_in("specialist")
        close(admin, course, report)
        answer = close(admin, course, report, outcome="dismissed")
        assert "This has been closed or withdrawn meanwhile." in messages_of(answer)
        assert KeyReport.objects.get().outcome == ReportOutcome.WORKS
        assert ModelLogEntry.objects.count() == 1

    def test_leads_those_who_may_only_look_at_courses_back_to_looking(self, course, report):
        chair = make_user("group chair")
        chair.user_permissions.add(Permission.objects.get(codename="change_keyreport"))
        admin = Client()
        admin.force_login(chair)
        assert close(admin, course, report).redirect_chain[-1][0] == url(course, "inspect")

    @pytest.mark.parametrize(
        "named",
        [
            {},
            {"outcome": "works"},
            {"reports": ["1"], "outcome": "changed"},
            {"reports": ["1"], "outcome": ""},
            {"reports": ["x", "9" * 40, "\0"], "outcome": "works"},
        ],
    )
    def test_of_nothing_that_makes_sense_closes_nothing(self, course, report, named):
        admin = signed_in("specialist")
        answer = admin.post(f"/admin/liboppi/courses/close-key-reports/{course.pk}/", named, follow=True)
        assert answer.status_code == 200
        assert messages_of(answer)
        assert KeyReport.objects.open().exists()

    def test_of_another_courses_report_closes_nothing(self, course, report):
        other = make_course(6)
        close(signed_in("specialist"), other, report)
        assert KeyReport.objects.open().exists()

    def test_is_in_the_courses_history_without_the_readers_words_or_name(self, course, report):
        admin = signed_in("specialist")
        close(admin, course, report)
        words = words_of(admin.get(f"/admin/liboppi/courses/history/{course.pk}/"))
        assert "Closed 1 report of the key: The key works" in words
        for secret in ("Lukija", "sanoo", "puolukka"):
            assert secret not in words
            assert secret not in str(list(ModelLogEntry.objects.values()))

    def test_needs_the_forms_token(self, course, report):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = signed_in("specialist").cookies
        assert close(strict, course, report).status_code == 403
        assert KeyReport.objects.open().exists()

    def test_has_a_form_of_its_own_that_a_browser_can_send(self, course, report):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = signed_in("specialist").cookies
        body = strict.get(url(course)).content.decode()
        form = body[body.index('<form class="liboppi-buttons"') : body.index('id="w-editor-form"')]
        token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        named = {"csrfmiddlewaretoken": token, "reports": report.pk, "outcome": "works"}
        assert strict.post(form.split('action="')[1].split('"')[0], named).status_code == 302
        assert not KeyReport.objects.open().exists()

    def test_is_not_done_by_following_a_link(self, course, report):
        admin = signed_in("specialist")
        assert admin.get(f"/admin/liboppi/courses/close-key-reports/{course.pk}/").status_code == 405

    @pytest.mark.parametrize("number", ["99999", "9" * 30])
    def test_of_an_unknown_course_is_not_found(self, course, number):
        admin = signed_in("specialist")
        assert admin.post(f"/admin/liboppi/courses/close-key-reports/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("stranger", False),
        ("library staff", False),
        ("group chair", False),
        ("specialist", True),
        ("superuser", True),
    ],
)
class TestARole:
    def test_sees_reports_or_not(self, role, may, course, report):
        answer = signed_in(role).get(url(course, "inspect"))
        assert ("Liboppi sanoo" in answer.content.decode()) == may

    def test_closes_reports_or_not(self, role, may, course, report):
        close(signed_in(role), course, report)
        assert KeyReport.objects.open().exists() != may


@pytest.mark.parametrize("rights", [["view_keyreport"], ["view_enrolmentkey", "change_enrolmentkey"], []])
def test_an_editor_without_the_right_closes_nothing(course, report, rights):
    close(who_may(*rights), course, report)
    assert KeyReport.objects.open().exists()
