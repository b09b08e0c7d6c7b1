"""The listing of courses in the admin: what it shows, finds and narrows, and what it costs."""

import csv
import io
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from integrations.liboppi.models import Course, CourseState, KeySource
from tests.integrations.liboppi.admin_catalogue import (
    make_category,
    make_course,
    rows_of,
    signed_in,
    words_of,
)

pytestmark = pytest.mark.django_db

COURSES = "/admin/liboppi/courses/"


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


def listed(admin: Client, **query: str) -> list[str]:
    """The titles that the listing shows; its two ways to be asked agree."""
    whole = rows_of(admin.get(COURSES, query))
    assert rows_of(admin.get(f"{COURSES}results/", query)) == whole
    return whole


class TestARow:
    @pytest.fixture
    def course(self) -> Course:
        upper = make_category(1, fi="Digitaidot", sv="Digital kompetens")
        return make_course(
            5,
            titles={"fi": "Äänikirjat tutuksi", "sv": "Bekanta dig med ljudböcker"},
            producers={"fi": "Turun AKE", "sv": "Åbo AKE"},
            category=make_category(2, parent=upper, fi="Aineistot", sv="Material"),
            keys=[(KeySource.SUMMARY, "puolukka"), (KeySource.CUSTOM_FIELD, "mustikka")],
            modified=datetime(2026, 1, 2, 10, tzinfo=UTC),
        )

    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("fi", ["Äänikirjat tutuksi", "Aineistot", "Turun AKE"]),
            ("sv", ["Bekanta dig med ljudböcker", "Material", "Åbo AKE"]),
        ],
    )
    def test_speaks_the_language_of_the_admin(self, course, language, expected):
        words = words_of(signed_in("group chair", language).get(COURSES))
        assert all(text in words for text in expected)

    def test_marks_the_language_of_a_title_that_is_not_the_admins(self, course, admin):
        assert '<span lang="fi">Äänikirjat tutuksi</span>' in admin.get(COURSES).content.decode()

    def test_tells_languages_state_and_the_source_of_the_key_in_use(self, course, admin):
        words = words_of(admin.get(COURSES))
        assert "Finnish, Swedish" in words
        assert "In the catalogue" in words
        assert "Custom field" in words
        assert "Course summary" not in words

    def test_never_tells_a_key(self, course, admin):
        body = admin.get(COURSES).content.decode()
        assert "mustikka" not in body
        assert "puolukka" not in body

    def test_says_that_a_key_is_missing(self, admin):
        make_course(6, key_required=True)
        assert "Missing" in words_of(admin.get(COURSES)).split("Changed in Liboppi")[-1]

    def test_leads_a_reader_to_look_and_an_editor_to_edit(self, course, admin):
        assert f'href="{COURSES}edit/{course.pk}/"' in admin.get(COURSES).content.decode()
        chairs = signed_in("group chair").get(COURSES).content.decode()
        assert f'href="{COURSES}inspect/{course.pk}/"' in chairs
        assert f"{COURSES}edit/" not in chairs

    def test_shows_a_title_as_text(self, admin):
        make_course(8, titles={"fi": "<script>alert('A & B')</script>"})
        body = admin.get(COURSES).content.decode()
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(&#x27;A &amp; B&#x27;)" in body


class TestSearch:
    @pytest.fixture(autouse=True)
    def catalogue(self):
        make_course(
            1, titles={"fi": "Äänikirjat ja e-lehdet", "sv": "Ljudböcker"}, producers={"fi": "Åbo AKE"}
        )
        make_course(
            2, titles={"fi": "Selkokielen perusteet"}, summary="<p>Yölukijoille</p>", shortname="SELKO26"
        )
        make_course(3, titles={"fi": "Digituki"}, keys=[(KeySource.SUMMARY, "karhunvatukka")])

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("Äänikirjat", "Äänikirjat ja e-lehdet"),
            ("ÄÄNIK", "Äänikirjat ja e-lehdet"),
            ("äänik", "Äänikirjat ja e-lehdet"),
            ("a\u0308a\u0308nik", "Äänikirjat ja e-lehdet"),
            ("e-lehd", "Äänikirjat ja e-lehdet"),
            ('"äänikirjat ja"', "Äänikirjat ja e-lehdet"),
            ("ljudbö", "Äänikirjat ja e-lehdet"),
            ("åbo", "Äänikirjat ja e-lehdet"),
            ("yöluk", "Selkokielen perusteet"),
            ("selko26", "Selkokielen perusteet"),
            ("perusteet selkok", "Selkokielen perusteet"),
        ],
    )
    def test_finds_by_beginnings_of_words_in_every_language(self, admin, words, expected):
        assert listed(admin, q=words) == [expected]

    def test_finds_nothing_by_a_key(self, admin):
        assert listed(admin, q="karhunvatukka") == []
        assert "No courses match your search" in words_of(admin.get(COURSES, {"q": "karhunvatukka"}))

    @pytest.mark.parametrize("words", ["", "   "])
    def test_without_words_shows_everything(self, admin, words):
        assert len(listed(admin, q=words)) == 3

    @pytest.mark.parametrize(
        "words",
        [
            '"',
            "'; DROP TABLE liboppi_course; --",
            "*",
            "* OR *",
            "NEAR(a b)",
            'ä" OR "ö',
            "title:selko",
            "(((",
            "a AND",
            "^selko",
            "-selko",
            "\\",
            "%",
            "_",
            "!&|<->:*",
            "😀",
            "\x00",
            "x\x00y",
            "\ufffd\u202e",
            "a" * 10_000,
            "a " * 10_000,
            "<script>alert(1)</script>",
        ],
    )
    def test_survives_hostile_words(self, admin, words):
        for path in (COURSES, f"{COURSES}results/"):
            answer = admin.get(f"{path}?{urlencode({'q': words, 'key': 'known', 'ordering': '-modified'})}")
            assert answer.status_code == 200
            assert "<script>alert(1)" not in answer.content.decode()
        assert Course.objects.count() == 3

    @pytest.mark.parametrize("ordering", ["shown_title", "-shown_title", "modified", "-modified", "state"])
    def test_can_be_sorted_and_filtered_besides(self, admin, ordering):
        assert listed(admin, q="selko", ordering=ordering, state="active", language="fi") == [
            "Selkokielen perusteet"
        ]


class TestCoursesThatReadersDoNotSee:
    @pytest.fixture(autouse=True)
    def catalogue(self):
        make_course(1, titles={"fi": "Äänikirjat nyt"}, position=9)
        make_course(
            2,
            titles={"fi": "Äänikirjat ennen", "sv": "Ljudböcker förr"},
            state=CourseState.WITHDRAWN,
            position=1,
        )
        make_course(
            3, titles={"fi": "Piilotettu", "sv": "Dold"}, own_visibility="hidden", shortname="PIILO26"
        )

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("äänik", ["Äänikirjat nyt", "Äänikirjat ennen"]),
            ("ÄÄNIKIRJAT ENN", ["Äänikirjat ennen"]),
            ("förr ljud", ["Äänikirjat ennen"]),
            ("piilo26", ["Piilotettu"]),
            ("kirjat", []),
            ("nyt ennen", []),
        ],
    )
    def test_are_found_by_the_beginnings_of_their_names_after_the_others(self, admin, words, expected):
        assert listed(admin, q=words) == expected

    def test_are_narrowed_and_sorted_with_the_others(self, admin):
        assert listed(admin, q="äänik", state="withdrawn") == ["Äänikirjat ennen"]
        assert listed(admin, q="äänik", ordering="shown_title") == ["Äänikirjat ennen", "Äänikirjat nyt"]

    def test_are_paged_with_the_others(self, admin):
        for number in range(10, 70):
            make_course(number, titles={"fi": f"Sarja {number}"}, state=CourseState.WITHDRAWN)
        assert len(listed(admin, q="sarja")) == 50
        assert len(listed(admin, q="sarja", p="2")) == 10

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"on_site": "true"}, ["Äänikirjat nyt"]),
            ({"own": "hidden"}, ["Piilotettu"]),
            ({"own": "any"}, ["Piilotettu"]),
        ],
    )
    def test_can_be_told_apart(self, admin, query, expected):
        assert listed(admin, **query) == expected


class TestADownload:
    @pytest.fixture(autouse=True)
    def catalogue(self):
        make_course(
            7,
            titles={"fi": "=Kurssi", "sv": "Kurs"},
            keys=[(KeySource.SUMMARY, "puolukka")],
            producers={"fi": "Turku"},
            category=make_category(2, fi="Luokka"),
            modified=datetime(2026, 1, 2, 10, tzinfo=UTC),
        )
        make_course(8, titles={"fi": "Toinen"}, state=CourseState.WITHDRAWN, key_required=True)

    def rows(self, admin, **query):
        body = admin.get(COURSES, {"export": "csv"} | query).getvalue().decode()
        return list(csv.DictReader(io.StringIO(body)))

    def test_tells_what_the_listing_tells(self, admin):
        first, second = sorted(self.rows(admin), key=lambda row: row["Number in Liboppi"])
        assert first["Title (Finnish)"] == "'=Kurssi"
        assert first["Title (Swedish)"] == "Kurs"
        assert (first["Category"], first["Producer"]) == ("Luokka", "Turku")
        assert (first["Enrolment key"], second["Enrolment key"]) == ("Course summary", "Missing")
        assert (first["Shown on the site"], second["Shown on the site"]) == ("Yes", "No")
        assert first["Changed in Liboppi"] == "2026-01-02 12:00:00"

    def test_never_tells_a_key(self, admin):
        for kind in ("csv", "xlsx"):
            assert b"puolukka" not in admin.get(COURSES, {"export": kind}).getvalue()
        xlsx = load_workbook(io.BytesIO(admin.get(COURSES, {"export": "xlsx"}).getvalue())).active
        assert "puolukka" not in repr(list(xlsx.values))

    def test_has_what_words_and_filters_leave(self, admin):
        assert [row["Number in Liboppi"] for row in self.rows(admin, state="withdrawn")] == ["8"]
        assert [row["Number in Liboppi"] for row in self.rows(admin, q="toinen")] == ["8"]

    def test_costs_the_same_for_many_courses_as_for_few(self, admin):
        self.rows(admin)
        with CaptureQueriesContext(connection) as few:
            assert len(self.rows(admin)) == 2
        for number in range(10, 30):
            make_course(number, keys=[("summary", "a")])
        with CaptureQueriesContext(connection) as many:
            assert len(self.rows(admin)) == 22
        assert len(many) == len(few)


class TestFilters:
    @pytest.fixture(autouse=True)
    def catalogue(self):
        upper = make_category(1, fi="Digitaidot")
        lower = make_category(2, parent=upper, fi="Laitteet")
        other = make_category(3, fi="Lukeminen")
        make_course(1, titles={"fi": "Ylin"}, category=upper, producers={"fi": "Turun AKE"})
        make_course(2, titles={"fi": "Alempi"}, category=lower, key_required=True)
        make_course(
            3,
            titles={"fi": "Toinen", "sv": "Andra"},
            category=other,
            key_required=True,
            keys=[(KeySource.EDITOR, "k")],
            producers={"sv": "Vasa"},
        )
        make_course(4, titles={"fi": "Kadonnut"}, state=CourseState.MISSING, key_required=None)
        make_course(
            5,
            titles={"fi": "Poistettu"},
            state=CourseState.WITHDRAWN,
            key_required="none",
            keys=[("summary", "a")],
        )
        self.upper, self.lower = upper, lower

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({}, {"Ylin", "Alempi", "Toinen", "Kadonnut", "Poistettu"}),
            ({"state": "active"}, {"Ylin", "Alempi", "Toinen"}),
            ({"state": "missing"}, {"Kadonnut"}),
            ({"state": "withdrawn"}, {"Poistettu"}),
            ({"language": "sv"}, {"Toinen"}),
            ({"key": "known"}, {"Toinen", "Poistettu"}),
            ({"key": "asked"}, {"Alempi", "Toinen"}),
            ({"key": "missing"}, {"Alempi"}),
            ({"producer": "absent"}, {"Alempi", "Kadonnut", "Poistettu"}),
            ({"producer": "absent", "key": "missing", "state": "active"}, {"Alempi"}),
            ({"key": "missing", "language": "sv"}, set()),
        ],
    )
    def test_narrow_the_listing(self, admin, query, expected):
        assert set(listed(admin, **query)) == expected

    def test_a_category_brings_those_under_it(self, admin):
        assert set(listed(admin, category=str(self.upper.pk))) == {"Ylin", "Alempi"}
        assert listed(admin, category=str(self.lower.pk)) == ["Alempi"]

    def test_a_category_and_words_together(self, admin):
        assert listed(admin, category=str(self.upper.pk), q="alem") == ["Alempi"]
        assert listed(admin, category=str(self.upper.pk), q="toinen") == []

    @pytest.mark.parametrize(
        "query",
        [{"category": "' OR 1=1"}, {"category": "9" * 30}, {"state": "\x00"}, {"key": "x"}, {"p": "-5"}],
    )
    def test_nonsense_narrows_nothing(self, admin, query):
        assert len(listed(admin, **query)) == 5

    def test_are_shown_as_a_tree_of_categories(self, admin):
        choices = admin.get(COURSES).context["filters"].form.fields["category"].choices
        assert [label for value, label in choices if value] == ["Digitaidot", "\u2003Laitteet", "Lukeminen"]


class TestOrder:
    def test_is_that_of_the_catalogue(self, admin):
        first, second = make_category(1, fi="A"), make_category(2, fi="B")
        make_course(1, titles={"fi": "Kolmas"}, category=second, position=1)
        make_course(2, titles={"fi": "Toinen"}, category=first, position=9)
        make_course(3, titles={"fi": "Eka"}, category=first, position=5)
        assert listed(admin) == ["Eka", "Toinen", "Kolmas"]

    def test_can_be_that_of_titles_or_of_changes(self, admin):
        make_course(1, titles={"fi": "beta"}, modified=datetime(2026, 1, 1, tzinfo=UTC))
        make_course(2, titles={"fi": "Alfa"}, modified=datetime(2026, 3, 1, tzinfo=UTC))
        make_course(3, titles={"sv": "Gamma", "fi": "Gamma"})
        assert listed(admin, ordering="shown_title") == ["Alfa", "beta", "Gamma"]
        assert listed(admin, ordering="-modified") == ["Alfa", "beta", "Gamma"]
        assert listed(admin, ordering="modified") == ["Gamma", "beta", "Alfa"]

    def test_is_not_shaken_by_an_unknown_one(self, admin):
        make_course(1, titles={"fi": "Ainoa"})
        assert listed(admin, ordering="keys__value") == ["Ainoa"]


class TestCost:
    @pytest.mark.parametrize("query", [{}, {"q": "kurssi"}, {"key": "known", "state": "active"}])
    def test_does_not_grow_with_the_number_of_courses(self, admin, query):
        def fill(numbers: range) -> None:
            upper = make_category(numbers.start + 100, fi="Ylä")
            for number in numbers:
                category = make_category(number + 1000, parent=upper, fi=f"Ala {number}")
                make_course(number, category=category, keys=[("summary", f"avain{number}")])

        fill(range(1, 3))
        admin.get(COURSES, query)  # fills the caches of sites, content types and permissions
        with CaptureQueriesContext(connection) as few:
            assert len(rows_of(admin.get(COURSES, query))) == 2
        fill(range(3, 31))
        with CaptureQueriesContext(connection) as many:
            assert len(rows_of(admin.get(COURSES, query))) == 30
        assert len(many) == len(few)

    def test_does_not_include_fetching_the_values_of_keys(self, admin):
        make_course(1, keys=[("summary", "avain")])
        with CaptureQueriesContext(connection) as queries:
            admin.get(COURSES)
        assert not [q for q in queries.captured_queries if '"liboppi_enrolmentkey"."value"' in q["sql"]]


class TestAnEmptyCatalogue:
    def test_says_how_to_connect_liboppi_when_it_is_not(self, admin):
        words = words_of(admin.get(COURSES))
        assert "Liboppi isn't connected yet. LIBOPPI_URL isn't set." in words
        assert "Set LIBOPPI_URL to the address of Liboppi's front page" in words

    def test_offers_a_sync_when_it_is_connected(self, admin, settings):
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = "https://liboppi.example", "token"
        body = admin.get(f"{COURSES}results/").content.decode()
        assert "The first sync brings them" in body
        assert '<form action="/admin/liboppi/sync-runs/sync-now/" method="post">' in body
        assert "csrfmiddlewaretoken" in body

    def test_sends_those_who_may_not_sync_to_somebody(self):
        answer = signed_in("group chair").get(COURSES)
        assert "ask an administrator" in words_of(answer)
        assert "sync-now" not in answer.content.decode()
