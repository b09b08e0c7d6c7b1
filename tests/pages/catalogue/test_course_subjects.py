"""What editors say of courses: their themes and target groups, by category or singly."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from integrations.liboppi.models import Course, CourseCategory
from pages.catalogue.models import CourseSubjects
from pages.materials.models import TargetGroup, Theme
from pages.search.models import Entry
from tests.factories.materials import TargetGroupFactory, ThemeFactory
from tests.integrations.liboppi.admin_catalogue import make_category, make_course, signed_in
from tests.pages.catalogue.answers import cards_of, index_courses, text_of

pytestmark = pytest.mark.django_db

VIEWS = ("list", "add", "edit", "delete")


@pytest.fixture
def categories(addresses) -> tuple[CourseCategory, CourseCategory]:
    """A category and one under it."""
    upper = make_category(1, fi="Digitaidot", sv="Digitala färdigheter")
    return upper, make_category(2, parent=upper, fi="Digituki", sv="Digitalt stöd")


@pytest.fixture
def courses(categories) -> tuple[Course, Course]:
    """A course in each of them."""
    upper, lower = categories
    made = (
        make_course(11, titles={"fi": "Laitteet"}, category=upper),
        make_course(12, titles={"fi": "Opastus"}, category=lower),
    )
    index_courses()
    return made


@pytest.fixture
def digital(homes) -> Theme:
    """A theme in both languages."""
    theme = ThemeFactory.create(name="Digitaidot", slug="digital-skills")
    theme.copy_for_translation(homes.sv.locale).save()
    Theme.objects.filter(slug="digital-skills", locale=homes.sv.locale).update(name="Digitalt")
    return theme


@pytest.fixture
def seniors(homes) -> TargetGroup:
    return TargetGroupFactory.create(name="Ikäihmiset", slug="seniors")


@pytest.fixture
def say(django_capture_on_commit_callbacks):
    """Says something of a category or a course, and lets the index follow."""

    def said(themes: Any = (), target_groups: Any = (), **of: Any) -> CourseSubjects:
        with django_capture_on_commit_callbacks(execute=True):
            return CourseSubjects.objects.create(themes=themes, target_groups=target_groups, **of)

    return said


@pytest.fixture
def titles(client, addresses):
    """The titles of the courses that a query leaves."""

    def listed(language: str = "fi", **query: Any) -> set[str]:
        answer = client.get(addresses[language], {"kind": "course", **query})
        return {card.title for card in cards_of(answer)}

    return listed


def test_a_categorys_courses_and_those_under_it_are_found(categories, courses, digital, seniors, say, titles):
    assert titles(theme="digital-skills") == set()
    say(category=categories[0], themes=[digital], target_groups=[seniors])
    assert titles(theme="digital-skills") == {"Laitteet", "Opastus"}
    assert titles("sv", theme="digital-skills") == {"Laitteet", "Opastus"}
    assert titles(target="seniors") == {"Laitteet", "Opastus"}


def test_what_is_said_of_a_course_or_a_nearer_category_stands_in_its_place(
    categories, courses, digital, seniors, say, titles
):
    say(category=categories[0], themes=[digital])
    say(category=categories[1], target_groups=[seniors])
    assert titles(theme="digital-skills") == {"Laitteet"}
    assert titles(target="seniors") == {"Opastus"}
    say(course=courses[1], themes=[digital])
    assert titles(theme="digital-skills") == {"Laitteet", "Opastus"}
    assert titles(target="seniors") == set()


def test_the_category_that_an_editor_chose_counts(categories, courses, digital, say, titles):
    Course.objects.filter(pk=courses[0].pk).update(own_category=categories[1])
    say(category=categories[1], themes=[digital])
    assert titles(theme="digital-skills") == {"Laitteet", "Opastus"}


def test_what_is_said_of_another_category_now_holds_there_only(
    categories, courses, digital, say, titles, django_capture_on_commit_callbacks
):
    said = say(category=categories[0], themes=[digital])
    with django_capture_on_commit_callbacks(execute=True):
        said.category = categories[1]
        said.save()
    assert titles(theme="digital-skills") == {"Opastus"}
    with django_capture_on_commit_callbacks(execute=True):
        said.delete()
    assert titles(theme="digital-skills") == set()


def test_a_theme_is_a_word_for_the_course_and_follows_its_new_name(
    categories, courses, digital, say, titles, django_capture_on_commit_callbacks
):
    say(course=courses[0], themes=[digital])
    assert titles(q="digitaidot", category="1") >= {"Laitteet"}
    with django_capture_on_commit_callbacks(execute=True):
        digital.name = "Kalastus"
        digital.save()
    assert titles(q="kalastus") == {"Laitteet"}


def test_courses_are_remote(courses, titles):
    assert titles(format="remote") == {"Laitteet", "Opastus"}


@pytest.mark.parametrize(("language", "name"), [("fi", "Digitaidot"), ("sv", "Digitalt")])
def test_the_page_shows_its_themes_which_lead_to_the_catalogue(
    client, addresses, courses, digital, say, language, name
):
    say(course=courses[0], themes=[digital])
    shown = text_of(client.get(f"{addresses[language]}11/"))
    assert f'href="{addresses[language]}?theme=digital-skills">{name}</a>' in shown
    assert "?theme=" not in text_of(client.get(f"{addresses[language]}12/"))


class TestInTheAdmin:
    @pytest.mark.parametrize("role", ["stranger", "library staff", "group chair", "specialist"])
    @pytest.mark.parametrize("view", VIEWS)
    def test_specialists_alone_say_it(self, courses, say, role, view):
        said = say(course=courses[0])
        args = [said.pk] if view in ("edit", "delete") else []
        address = reverse(CourseSubjects.snippet_viewset.get_url_name(view), args=args)
        assert (signed_in(role).get(address).status_code == 200) == (role == "specialist")

    def test_a_term_is_offered_once_and_stays_ticked(self, categories, courses, digital, titles):
        client = signed_in("specialist")
        add = CourseSubjects.snippet_viewset.get_url_name("add")
        swedish = digital.get_translations().get()
        form = client.get(reverse(add)).context["form"]
        assert list(form.fields["themes"].queryset) == [digital]
        client.post(reverse(add), {"category": categories[0].pk, "themes": [digital.pk]})
        said = CourseSubjects.objects.get()
        assert list(said.themes.all()) == [digital]
        said.themes = [swedish]
        said.save()
        edit = reverse(CourseSubjects.snippet_viewset.get_url_name("edit"), args=[said.pk])
        assert client.get(edit).context["form"].initial["themes"] == [digital]

    @pytest.mark.parametrize(
        ("language", "names"), [("fi", ("Digituki", "Digitaidot")), ("sv", ("Digitalt stöd", "Digitalt"))]
    )
    def test_the_list_tells_what_is_said_of_each(self, categories, courses, digital, say, language, names):
        say(category=categories[1], themes=[digital])
        client = signed_in("specialist", language=language)
        listed = reverse(CourseSubjects.snippet_viewset.get_url_name("list"))
        cells = re.findall(r"<td[^>]*>(.*?)</td>", client.get(listed).content.decode(), re.DOTALL)
        words = [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in cells]
        assert [name for name in names if not any(cell.startswith(name) for cell in words)] == []

    def test_the_list_costs_the_same_however_long_it_is(self, categories, courses, digital, seniors, say):
        client = signed_in("specialist")
        listed = reverse(CourseSubjects.snippet_viewset.get_url_name("list"))

        def queries() -> int:
            client.get(listed)
            with CaptureQueriesContext(connection) as captured:
                client.get(listed)
            return len(captured)

        say(category=categories[0], themes=[digital], target_groups=[seniors])
        one = queries()
        say(category=categories[1], themes=[digital], target_groups=[seniors])
        assert queries() == one

    def test_categories_are_offered_as_a_tree(self, categories):
        add = reverse(CourseSubjects.snippet_viewset.get_url_name("add"))
        shown = signed_in("specialist").get(add).content.decode()
        assert re.search(r">Digitaidot</option>\s*<option[^>]*>\u2003Digituki</option>", shown)

    @pytest.mark.parametrize("of", [(), ("category", "course")])
    def test_neither_or_both_are_refused(self, categories, courses, of):
        things = {"category": categories[0].pk, "course": courses[0].pk}
        address = reverse(CourseSubjects.snippet_viewset.get_url_name("add"))
        answer = signed_in("specialist").post(address, {name: things[name] for name in of})
        assert "category" in answer.context["form"].errors
        assert not CourseSubjects.objects.exists()

    def test_a_category_is_said_of_once(self, categories, courses, say):
        say(category=categories[0])
        address = reverse(CourseSubjects.snippet_viewset.get_url_name("add"))
        answer = signed_in("specialist").post(address, {"category": categories[0].pk})
        assert answer.context["form"].errors
        assert CourseSubjects.objects.count() == 1


def test_an_index_without_anything_said_has_no_themes(courses):
    assert all("theme" not in entry.facets for entry in Entry.objects.exclude(course=None))
