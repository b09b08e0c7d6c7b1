"""What readers see of courses of which an editor says something else than Liboppi."""

import pytest

from integrations.liboppi.admin.own_writing import write
from integrations.liboppi.models import Course, CourseCategory, EditorText, Visibility
from pages.catalogue.models import CataloguePage
from tests.pages.catalogue.answers import cards_of, index_courses, text_of

pytestmark = pytest.mark.django_db

ONLY_FINNISH = "Kursen beskrivs bara på finska."


@pytest.fixture
def course(catalogue: dict[str, CataloguePage]) -> Course:
    """A course that Liboppi has in Finnish only."""
    return Course.objects.with_texts().get(texts__title="Tekijänoikeudet-webinaari")


@pytest.fixture
def listing(catalogue, client):
    """The list in a language, under its query, when the courses have been indexed."""

    def answer(language: str, **query: str):
        index_courses()
        return client.get(catalogue[language].url, query)

    return answer


@pytest.fixture
def page(catalogue, client, course):
    """The course's page in a language."""
    return lambda language: client.get(f"{catalogue[language].url}{course.moodle_id}/")


def titles(answer) -> list[str]:
    return [str(card.title).replace("<mark>", "").replace("</mark>", "") for card in cards_of(answer)]


def test_a_swedish_title_and_summary_stand_as_swedish_without_a_note(course, page, listing):
    assert ONLY_FINNISH in text_of(page("sv"))
    write(course, {"title_sv": "Upphovsrätt", "summary_sv": "<p>Lär dig om upphovsrätt.</p>"})
    body = text_of(page("sv"))
    assert ONLY_FINNISH not in body
    assert '<h1 class="page-header__title">Upphovsrätt</h1>' in body
    assert '<div class="prose"><p>Lär dig om upphovsrätt.</p></div>' in body
    card = cards_of(listing("sv", q="Upphovsrätt"))[0]
    assert (card.language, card.lead) == ("", "Lär dig om <mark>upphovsrätt</mark>.")
    assert "Tekijänoikeudet-webinaari" in text_of(page("fi"))


def test_nothing_tells_readers_that_an_editor_wrote_it(course, page):
    before = text_of(page("fi")).count("toimitta")
    write(course, {"title_fi": "Tekijänoikeudet selviksi"})
    body = text_of(page("fi"))
    assert "Tekijänoikeudet selviksi" in body
    assert body.count("toimitta") == before


def test_a_moved_course_is_found_in_its_new_category_only(course, listing):
    title, former = course.shown_texts["fi"].title, course.category
    other = CourseCategory.objects.exclude(pk__in=former.branch()).filter(courses__isnull=False).last()
    assert title in titles(listing("fi", category=former.moodle_id, q=title))
    write(course, {"own_category": str(other.pk)})
    assert title in titles(listing("fi", category=other.moodle_id, q=title))
    assert titles(listing("fi", category=former.moodle_id, q=title)) == []


def test_a_hidden_course_is_nowhere(course, page, listing):
    write(course, {"own_visibility": Visibility.HIDDEN})
    assert page("fi").status_code == 404
    assert "Tekijänoikeudet-webinaari" not in titles(listing("fi"))
    assert "Tekijänoikeudet-webinaari" not in titles(listing("fi", q="tekijänoikeudet"))


@pytest.mark.parametrize("state", ["hidden", "withdrawn"])
def test_a_course_hidden_in_liboppi_stays_marked_where_an_editor_says_so(course, page, listing, state):
    Course.objects.filter(pk=course.pk).update(state=state, state_cause="hidden")
    write(Course.objects.with_texts().get(pk=course.pk), {"own_visibility": Visibility.SHOWN})
    assert page("fi").context["course"].course.is_hidden
    assert 'data-color="warning"' in page("fi").content.decode()
    assert "Tekijänoikeudet-webinaari" in titles(listing("fi", q="tekijänoikeudet"))


def test_an_own_text_holds_for_the_search_of_the_site(course, listing):
    write(course, {"title_sv": "Kräftskiva"})
    assert titles(listing("sv", q="kräftskiva")) == ["Kräftskiva"]
    write(Course.objects.with_texts().get(pk=course.pk), {"title_sv": ""})
    assert titles(listing("sv", q="kräftskiva")) == []
    assert not EditorText.objects.exists()
