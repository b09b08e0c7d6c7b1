"""The changes on a sync's page: what is told of each, how they are narrowed, downloaded, what they cost."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from integrations.liboppi.models import ChangeAction, SyncRun
from tests.integrations.liboppi.admin_catalogue import make_category, make_course, signed_in, words_of
from tests.integrations.liboppi.admin_runs import make_change, make_run, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


@pytest.fixture
def run() -> SyncRun:
    return make_run()


def listed(admin: Client, run: SyncRun, **query: Any) -> list[str]:
    """The names that the page lists; its two ways to be asked agree."""
    whole = [row.instance.name for row in admin.get(page_of(run), query).context["table"].rows]
    part = admin.get(f"{page_of(run)}results/", query)
    assert [row.instance.name for row in part.context["table"].rows] == whole
    return whole


def cells(admin: Client, run: SyncRun) -> str:
    body = admin.get(page_of(run)).content.decode()
    return body.partition("<tbody>")[2].partition("</tbody>")[0]


class TestAChange:
    def test_names_the_course_the_deed_and_the_cause(self, admin, run):
        make_change(run, 12, name="Selkokieli", action=ChangeAction.HIDDEN, cause="hidden")
        words = words_of(admin.get(page_of(run)))
        assert "Selkokieli Hidden in Liboppi Hidden in Liboppi" in words

    def test_leads_to_the_course_for_those_who_may_see_it(self, admin, run):
        course = make_course(7)
        make_change(run, 7, course=course)
        assert f'href="/admin/liboppi/courses/inspect/{course.pk}/"' in cells(admin, run)

    def test_of_a_course_that_is_not_there_leads_nowhere(self, admin, run):
        make_change(run, 7)
        assert "<a " not in cells(admin, run)

    def test_marks_what_was_removed_and_added_by_elements_and_words(self, admin, run):
        make_change(run, fields=[("texts.sv.title", "Gamla kursen", "Nya kursen")])
        html = cells(admin, run)
        assert "Title (Swedish)" in html
        assert '<p class="liboppi-difference" lang="sv">' in html
        assert "removed:" in html.partition("<del>")[2].partition("</del>")[0]
        assert "Gamla" in html.partition("<del>")[2].partition("</del>")[0]
        assert "Nya" in html.partition("<ins>")[2].partition("</ins>")[0]
        assert "kursen" in html.partition("</ins>")[2]

    def test_shows_texts_as_text(self, admin, run):
        make_change(run, name="<script>x</script>", fields=[("shortname", "<b>a</b>", "<i>a</i>")])
        html = admin.get(page_of(run)).content.decode()
        assert "<script>x" not in html
        assert "<b>a</b>" not in html

    def test_folds_a_long_text(self, admin, run):
        make_change(run, fields=[("texts.fi.summary", "", "<p>" + "pitkä teksti " * 50 + "</p>")])
        assert "<details>" in cells(admin, run)

    @pytest.mark.parametrize(
        ("field", "expected"),
        [
            (("category", 3, 4), "Category Before : Digitaidot After : 4"),
            (("language", "fi", "sv"), "Language Before : Finnish After : Swedish"),
            (("starts", None, "2026-01-02T10:00:00+00:00"), "Starts Before : – After : 01/02/2026 noon"),
            (
                ("keys.summary", "", "set"),
                "Enrolment key in the summary Before : none After : known (not shown)",
            ),
            (("keys.custom_field", "set", "changed"), "After : another one (not shown)"),
            (("texts.fi.summary", "set", "changed"), "After : another one (not shown)"),
            (
                ("methods.12.key_required", None, True),
                "Way to enrol 12: asks for a key Before : – After : yes",
            ),
            (("methods.12.open", True, False), "Way to enrol 12: open Before : yes After : no"),
            (("methods.12.type", "guest", "self"), "Before : Visit as a guest After : Self enrolment"),
            (("pictures.1.file", "a.png", "b.png"), "Picture 1: file Before : a.png After : b.png"),
            (("of.the.future", 1, 2), "of.the.future Before : 1 After : 2"),
            (("starts", "nonsense", None), "Before : nonsense After : –"),
        ],
    )
    def test_tells_a_field_in_words(self, admin, run, field, expected):
        make_category(3, fi="Digitaidot")
        make_change(run, fields=[field])
        assert expected in words_of(admin.get(page_of(run))).replace("Before", "Before :").replace(
            "After", "After :"
        )

    @pytest.mark.parametrize("language", ["fi", "sv"])
    def test_speaks_the_language_of_the_admin(self, run, language):
        make_change(run, action=ChangeAction.CREATED)
        assert signed_in("specialist", language).get(page_of(run)).status_code == 200


class TestNarrowing:
    @pytest.fixture(autouse=True)
    def changes(self, run):
        make_change(run, 1, name="Äänikirjat tutuksi", action=ChangeAction.CREATED)
        make_change(run, 2, name="Selkokielen perusteet", action=ChangeAction.UPDATED)
        make_change(run, 345, name="Selkokirjat", action=ChangeAction.MISSING)
        make_change(make_run(), 4, name="Toisen ajon kurssi")

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({}, ["Äänikirjat tutuksi", "Selkokielen perusteet", "Selkokirjat"]),
            ({"action": "missing"}, ["Selkokirjat"]),
            ({"q": "selko"}, ["Selkokielen perusteet", "Selkokirjat"]),
            ({"q": "selko perus"}, ["Selkokielen perusteet"]),
            ({"q": "äänikirjat"}, ["Äänikirjat tutuksi"]),
            ({"q": "345"}, ["Selkokirjat"]),
            ({"q": "selko", "action": "updated"}, ["Selkokielen perusteet"]),
            ({"q": "olematon"}, []),
            ({"action": "x"}, ["Äänikirjat tutuksi", "Selkokielen perusteet", "Selkokirjat"]),
            ({"q": "9" * 100}, []),
            ({"q": "'; DROP TABLE"}, []),
            ({"ordering": "-name"}, ["Äänikirjat tutuksi", "Selkokirjat", "Selkokielen perusteet"]),
        ],
    )
    def test_by_deed_and_by_words(self, admin, run, query, expected):
        assert sorted(listed(admin, run, **query)) == sorted(expected)

    def test_without_a_match_says_so(self, admin, run):
        assert "No changes match" in words_of(admin.get(page_of(run), {"q": "olematon"}))


class TestADownload:
    @pytest.fixture(autouse=True)
    def changes(self, run):
        two = [("shortname", "A", "B"), ("texts.fi.title", "=HYPERLINK(1)", "+358 40")]
        make_change(run, 1, name="@kurssi", fields=two)
        make_change(run, 2, name="Uusi", action=ChangeAction.CREATED)

    EXPECTED = (
        ["Number in Liboppi", "Course", "Kind of change", "Field", "Before", "After"],
        ["1", "'@kurssi", "Changed", "Short name", "A", "B"],
        ["1", "'@kurssi", "Changed", "Title (Finnish)", "'=HYPERLINK(1)", "'+358 40"],
        ["2", "Uusi", "New", "", "", ""],
    )

    def test_as_csv_has_a_line_for_each_field(self, admin, run):
        answer = admin.get(page_of(run), {"export": "csv"})
        assert f"liboppi-sync-{run.pk}.csv" in answer["Content-Disposition"]
        assert list(csv.reader(io.StringIO(answer.getvalue().decode()))) == list(self.EXPECTED)

    def test_as_xlsx_has_the_same(self, admin, run):
        sheet = load_workbook(io.BytesIO(admin.get(page_of(run), {"export": "xlsx"}).getvalue())).active
        rows = [["" if value is None else str(value) for value in row] for row in sheet.values]
        assert rows == list(self.EXPECTED)
        assert "f" not in {cell.data_type for row in sheet.rows for cell in row}

    def test_has_every_skip_with_its_reason(self, admin, run):
        run.skipped = [
            {"kind": "course", "id": 7, "name": "Rikki", "reason": "malformed", "fields": ["startdate"]}
        ]
        run.save()
        answer = admin.get(page_of(run), {"export": "csv"})
        last = list(csv.reader(io.StringIO(answer.getvalue().decode())))[-1]
        assert last[:5] == ["7", "Rikki", "Skipped", "Course", ""]
        assert "startdate" in last[5]
        filtered = admin.get(page_of(run), {"export": "csv", "action": "created"})
        assert "Rikki" not in filtered.getvalue().decode()

    def test_has_what_the_filters_leave(self, admin, run):
        answer = admin.get(page_of(run), {"export": "csv", "action": "created"})
        assert len(answer.getvalue().decode().splitlines()) == 2

    def test_is_offered_on_the_page(self, admin, run):
        assert "Download CSV" in words_of(admin.get(page_of(run)))


class TestCost:
    def test_does_not_grow_with_the_number_of_changes(self, admin, run):
        categories = [make_category(number, fi=f"Luokka {number}") for number in range(1, 22)]
        moved = [("category", 1, 2), ("texts.fi.title", "a", "b")]
        make_change(run, 1, course=make_course(1), fields=moved)
        admin.get(page_of(run))  # fills the caches of sites, content types and permissions
        with CaptureQueriesContext(connection) as few:
            assert len(listed_once(admin, run)) == 1
        for category in categories[1:]:
            number = category.moodle_id
            make_change(run, number, course=make_course(number), fields=[("category", 1, number)])
        with CaptureQueriesContext(connection) as many:
            assert len(listed_once(admin, run)) == 21
        assert len(many) == len(few)

    def test_is_paged(self, admin, run):
        for number in range(1, 61):
            make_change(run, number)
        assert len(listed(admin, run)) == 50
        assert len(listed(admin, run, p=2)) == 10


def listed_once(admin: Client, run: SyncRun) -> list[Any]:
    return list(admin.get(page_of(run)).context["table"].rows)
