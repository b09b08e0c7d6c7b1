"""What an editor said counts wherever courses are listed, sorted, searched and given to other programs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from integrations.liboppi.models import Course, EditorText
from tests.integrations.liboppi.admin_catalogue import make_category, make_course, rows_of, signed_in
from tests.integrations.liboppi.editing import click, save, typed

pytestmark = pytest.mark.django_db

LISTING = "/admin/liboppi/courses/"


@pytest.fixture(autouse=True)
def site(settings):
    settings.LIBOPPI_COURSE_PAGES = None


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist", "fi")


@pytest.fixture
def categories():
    return [make_category(number, fi=f"Luokka {number}") for number in (1, 2, 3)]


@pytest.fixture
def courses(categories) -> list[Course]:
    """One course in each category, in Finnish."""
    return [make_course(number, category=category) for number, category in enumerate(categories, start=1)]


def api(path: str = "courses/", **query) -> dict:
    return Client().get(f"/api/v1/{path}", query).json()


def ids(answer: dict) -> list[int]:
    return [item["id"] for item in answer["items"]]


def numbers(queryset) -> list[int]:
    return sorted(queryset.values_list("moodle_id", flat=True))


class TestTheApi:
    def test_gives_the_editors_texts_and_languages(self, admin, courses):
        save(admin, courses[0], title_sv="Egen", summary_sv=typed("Egen text"), title_fi="Oma")
        course = api("courses/1/", locale="sv")
        assert (course["title"], course["language"], course["languages"]) == ("Egen", "sv", ["fi", "sv"])
        assert (course["summary"], course["summary_language"]) == ("<p>Egen text</p>", "sv")
        assert [(text["language"], text["title"]) for text in course["texts"]] == [
            ("fi", "Oma"),
            ("sv", "Egen"),
        ]

    def test_puts_a_moved_course_into_its_new_category(self, admin, courses):
        save(admin, courses[0], own_category=courses[2].category_id)
        assert ids(api()) == [2, 1, 3]
        assert ids(api(category=1)) == []
        assert ids(api(category=3)) == [1, 3]
        assert api("courses/1/")["category"]["id"] == 3
        counts = {item["id"]: item["course_count"] for item in api("course-categories/")["items"]}
        assert counts == {1: 0, 2: 1, 3: 2}

    def test_puts_courses_without_category_last(self, courses):
        make_course(0)
        assert ids(api()) == [1, 2, 3, 0]

    def test_hides_what_an_editor_hid_and_shows_it_again(self, admin, courses):
        save(admin, courses[0], own_visibility="hidden")
        assert ids(api()) == [2, 3]
        assert Client().get("/api/v1/courses/1/").status_code == 404
        assert sorted(ids(api(search="kurssi"))) == [2, 3]
        click(admin, courses[0], "give-back", "own_visibility")
        assert sorted(ids(api(search="kurssi"))) == [1, 2, 3]

    def test_keeps_what_is_hidden_in_liboppi_if_an_editor_says_so(self, admin, courses):
        Course.objects.filter(moodle_id__in=[1, 2]).update(state="withdrawn", state_cause="hidden")
        save(admin, courses[0], own_visibility="shown")
        assert ids(api()) == [1, 3]
        assert api("courses/1/")["state"] == "hidden"
        assert ids(api(search="kurssi 1")) == [1]


class TestTheSearch:
    def test_finds_the_editors_words_and_no_longer_liboppis(self, admin, courses):
        save(admin, courses[0], title_fi="Rapuretki", summary_sv=typed("Kräftskiva"), producer_fi="Kalaseura")
        for words in ("rapuretki", "kräftskiva", "kalaseura"):
            assert ids(api(search=words)) == [1]
        assert sorted(ids(api(search="kurssi"))) == [2, 3]

    def test_forgets_them_when_they_are_given_back(self, admin, courses):
        save(admin, courses[0], title_fi="Rapuretki")
        click(admin, courses[0], "give-back", "title_fi")
        assert ids(api(search="rapuretki")) == []
        assert sorted(ids(api(search="kurssi"))) == [1, 2, 3]


class TestTheListing:
    def test_is_sorted_by_the_titles_that_it_shows(self, admin, courses):
        EditorText.objects.create(course=courses[0], language="fi", title="Öljy")
        EditorText.objects.create(course=courses[2], language="fi", title="Aamu")
        assert rows_of(admin.get(LISTING, {"ordering": "shown_title"})) == ["Aamu", "Kurssi 2", "Öljy"]

    def test_stands_in_the_catalogues_order(self, admin, courses):
        save(admin, courses[0], own_category=courses[2].category_id)
        assert rows_of(admin.get(LISTING)) == ["Kurssi 2", "Kurssi 1", "Kurssi 3"]

    def test_costs_the_same_with_own_values(self, admin, courses):
        admin.get(LISTING)
        with CaptureQueriesContext(connection) as bare:
            admin.get(LISTING)
        for course in courses:
            save(admin, course, title_fi="Oma", title_sv="Egen", own_category=courses[0].category_id)
        with CaptureQueriesContext(connection) as full:
            admin.get(LISTING)
        assert len(full) <= len(bare) + 1  # the chosen categories share the others' query


class TestQuestionsOfCourses:
    @pytest.mark.parametrize("own_language", ["", "fi", "sv", "en"])
    @pytest.mark.parametrize("imported", [{"fi": "F"}, {"sv": "S"}, {"fi": "F", "sv": "S"}, {}])
    @pytest.mark.parametrize(
        "own",
        [
            {},
            {"sv": {"title": "O"}},
            {"sv": {"producer": "P"}},
            {"fi": {"note": "N", "title": "Q"}, "en": {"producer": "P"}},
        ],
    )
    def test_answer_like_the_course_itself(self, own_language, imported, own):
        course = make_course(1, titles=imported, own_language=own_language)
        for code, fields in own.items():
            EditorText.objects.create(course=course, language=code, **fields)
        course = Course.objects.with_texts().get()
        for language in ("fi", "sv", "en"):
            is_shown = language in course.shown_texts
            assert Course.objects.in_language(language).exists() == is_shown
            assert Course.objects.without_text_in(language).exists() != is_shown
            titled = Course.objects.with_shown_title(language).get()
            assert titled.shown_title == course.text_in(language).title

    def test_know_who_names_no_producer(self):
        make_course(1, producers={"fi": "AKE"})
        own, _none = make_course(2), make_course(3)
        EditorText.objects.create(course=own, language="sv", producer="Egen")
        assert numbers(Course.objects.without_producer()) == [3]

    @pytest.mark.parametrize(
        ("values", "is_own"),
        [
            ({}, False),
            ({"note_fi": "Hei"}, False),
            ({"title_sv": "Egen"}, True),
            ({"own_language": "sv"}, True),
            ({"own_visibility": "shown"}, True),
            ({"own_key": "oma"}, True),
        ],
    )
    def test_know_where_an_editor_says_something(self, admin, courses, values, is_own):
        save(admin, courses[0], **values)
        assert numbers(Course.objects.with_own_values()) == ([1] if is_own else [])
