"""Whether Liboppi's value has changed under an editor's: the condition, field by field."""

from typing import Any

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from integrations.liboppi.admin.own_parts import all_parts
from integrations.liboppi.admin.own_values import OwnValues
from integrations.liboppi.models import Course, CoursePicture, CourseText, EditorText, Visibility
from integrations.liboppi.models.own_changes import changed_under_own_value
from tests.integrations.liboppi.admin_catalogue import make_category, make_course

pytestmark = pytest.mark.django_db


def has_changed(course: Course) -> bool:
    """What the condition says; the marks on the course's own page say the same."""
    found = Course.objects.filter(changed_under_own_value()).filter(pk=course.pk).exists()
    own = OwnValues(Course.objects.with_texts().with_pictures().get(pk=course.pk))
    assert any(own.has_changed(part) for part in all_parts().values()) == found
    return found


def own_text(
    course: Course, language: str = "fi", imported: dict[str, Any] | None = None, **texts: str
) -> None:
    EditorText.objects.create(course=course, language=language, imported=imported or {}, **texts)


@pytest.mark.parametrize(
    ("text", "imported", "changed"),
    [
        ({"title": "Oma"}, {"title": "Kurssi 1"}, False),
        ({"title": "Oma"}, {"title": "Toinen"}, True),
        ({"title": ""}, {"title": "Toinen"}, False),
        ({"title": "Oma"}, {}, False),
        ({"summary": "<p>Oma</p>"}, {"summary": "<p>Julkinen</p>"}, False),
        ({"summary": "<p>Oma</p>"}, {"summary": "<p>Avain: salainen</p>"}, True),
        ({"producer": "Oma"}, {"producer": ""}, False),
        ({"producer": "Oma"}, {"producer": "Turku"}, True),
        ({"note": "Oma"}, {"title": "Toinen"}, False),
    ],
)
def test_of_a_text(text, imported, changed):
    course = make_course(1, summary="<p>Avain: salainen</p>", public_summary="<p>Julkinen</p>")
    own_text(course, imported=imported, **text)
    assert has_changed(course) == changed


def test_of_a_text_in_a_language_that_liboppi_lacks():
    course = make_course(1)
    own_text(course, "sv", {"title": ""}, title="Egen")
    assert not has_changed(course)
    CourseText.objects.create(course=course, language="sv", title="Ny i Liboppi")
    assert has_changed(course)


def test_of_a_text_that_is_shown_in_another_language():
    course = make_course(1, own_language="sv")
    own_text(course, "sv", {"title": "Kurssi 1"}, title="Egen")
    assert not has_changed(course)
    CourseText.objects.update(title="Toinen")
    assert has_changed(course)


def test_of_the_category_a_new_name_is_none():
    mine, old, new = (make_category(number, fi=f"Luokka {number}") for number in (1, 2, 3))
    then = {"category": {"id": 2, "names": {"fi": "Ennen"}}}
    course = make_course(1, category=old, own_category=mine, own_imported=then)
    assert not has_changed(course)
    Course.objects.update(category=new)
    assert has_changed(course)


def test_of_a_category_that_there_was_none_of():
    course = make_course(1, own_category=make_category(1, fi="Oma"), own_imported={"category": None})
    assert not has_changed(course)
    Course.objects.update(category=make_category(2, fi="Uusi"))
    assert has_changed(course)


@pytest.mark.parametrize(
    ("fields", "then", "changed"),
    [
        ({"own_language": "sv"}, {"language": "fi"}, False),
        ({"own_language": "sv"}, {"language": "en"}, True),
        ({"own_visibility": Visibility.HIDDEN}, {"visibility": "active"}, False),
        ({"own_visibility": Visibility.HIDDEN}, {"visibility": "hidden"}, True),
        ({"own_visibility": ""}, {"visibility": "hidden"}, False),
        ({"own_visibility": Visibility.HIDDEN}, {}, False),
    ],
)
def test_of_language_and_visibility(fields, then, changed):
    assert has_changed(make_course(1, own_imported=then, **fields)) == changed


def test_of_the_picture(own_picture):
    course = make_course(1, own_image=own_picture, own_imported={"image": {"path": "a.png", "version": "1"}})
    CoursePicture.objects.create(course=course, place="cover", path="a.png", version="1")
    assert not has_changed(course)
    CoursePicture.objects.update(version="2")
    assert has_changed(course)
    CoursePicture.objects.all().delete()
    assert has_changed(course)


def test_of_a_picture_that_there_was_none_of(own_picture):
    course = make_course(1, own_image=own_picture, own_imported={"image": None})
    assert not has_changed(course)
    CoursePicture.objects.create(course=course, place="cover", path="a.png", version="1")
    assert has_changed(course)


@pytest.fixture
def own_picture():
    return get_image_model().objects.create(title="Oma", file=get_test_image_file())
