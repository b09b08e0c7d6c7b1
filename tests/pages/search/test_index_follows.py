"""The index follows what editors do with pages and courses."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integrations.liboppi.admin.own_writing import write
from integrations.liboppi.admin.visibility import hide_courses
from integrations.liboppi.models import Course, CourseCategory
from integrations.liboppi.records import CategoryRecord
from integrations.liboppi.writing.categories import write_categories
from pages.core.findable import findable_changed
from pages.core.models import StandardPage
from pages.search.entries import write_courses
from pages.search.models import Entry, IndexState, Posting
from tests.factories.core import StandardPageFactory, make_alias
from tests.pages.search.things import found, make_course, terms_of

pytestmark = pytest.mark.django_db


def test_pages_that_are_published_renamed_moved_unpublished_and_deleted(homes, swedish):
    page = StandardPageFactory(parent=homes.fi, title="Lukukampanja", body=[("text", "<p>Nuorille.</p>")])
    make_alias(page, swedish)
    assert found("kampanjat") == found("nuori") == found("lukukampanja", "sv") == ["Lukukampanja"]
    version = IndexState.current()
    page.title = "Lukuhaaste"  # type: ignore[assignment]
    page.save_revision()
    assert found("haaste") == []  # a draft
    page.latest_revision.publish()
    assert found("haasteet") == found("lukuhaaste", "sv") == ["Lukuhaaste"]
    assert "kampanja" not in terms_of(page=page)
    assert IndexState.current() != version
    version = IndexState.current()
    page.move(StandardPageFactory(parent=homes.fi, title="Ohjeet"), pos="last-child")
    page = StandardPage.objects.get(pk=page.pk)
    assert IndexState.current() != version
    page.unpublish()
    assert found("haaste") == []
    page.save_revision().publish()
    assert found("haaste") == ["Lukuhaaste"]
    page.delete()
    assert (found("haaste"), Posting.objects.filter(term="haaste").exists()) == ([], False)


def test_what_says_the_same_is_not_indexed_again(homes):
    page = StandardPageFactory(parent=homes.fi, title="Lukukampanja")
    before = list(Posting.objects.filter(entry__page=page).values_list("pk", flat=True))
    page.save_revision().publish()
    assert list(Posting.objects.filter(entry__page=page).values_list("pk", flat=True)) == before


def test_pages_are_asked_anew_when_something_that_they_tell_has_changed(homes):
    page = StandardPageFactory(parent=homes.fi, title="Lukukampanja")
    StandardPage.objects.filter(pk=page.pk).update(title="Teemavuosi")
    findable_changed.send(sender=None, pages=StandardPage.objects.filter(pk=page.pk))
    assert found("teemavuoden") == ["Teemavuosi"]


def test_courses_that_editors_change_or_hide_and_categories_that_are_renamed(
    django_capture_on_commit_callbacks,
):
    category = CourseCategory.objects.create(moodle_id=7, names={"fi": "Digi"})
    course = make_course(1, fi="Digituki", sv="Digitalt stöd")
    Course.objects.filter(pk=course.pk).update(category=category)
    with django_capture_on_commit_callbacks(execute=True):
        write_categories([CategoryRecord(moodle_id=7, parent_id=0, names={"fi": "Opastus"}, position=1)])
    assert found("opastukset") == ["Digituki"]
    with django_capture_on_commit_callbacks(execute=True):
        write(Course.objects.with_texts().get(pk=course.pk), {"title_fi": "Laitetuki"})
    assert found("laitetuen") == ["Laitetuki"]
    assert "digituki" not in terms_of(course=course, locale="fi")
    assert found("digitala stöd", "sv") == ["Digitalt stöd"]
    with django_capture_on_commit_callbacks(execute=True):
        hide_courses([course.pk], user=None)
    assert found("laitetuki") == []
    assert not Entry.objects.filter(course=course).exists()


def test_many_courses_take_as_many_queries_as_few(homes):
    for number in range(1, 13):
        make_course(number, fi=f"Kurssi {number}")

    def queries(courses) -> int:
        Entry.objects.update(digest="")
        with CaptureQueriesContext(connection) as taken:
            write_courses(courses.with_texts())
        return len(taken)

    few, many = (queries(Course.objects.filter(moodle_id__lte=most)) for most in (2, 12))
    assert many <= few + 2  # the terms go into the database by the thousand


def test_index_search_makes_everything_anew_and_twice_is_once(homes, capsys):
    page = StandardPageFactory(parent=homes.fi, title="Lukukampanja")
    make_course(1, fi="Digituki")
    gone = StandardPageFactory(parent=homes.fi, title="Mennyt")
    StandardPage.objects.filter(pk=gone.pk).update(live=False)
    Entry.objects.filter(page=page).delete()
    Posting.objects.all().delete()
    Entry.objects.update(digest="")
    for _time in range(2):
        call_command("index_search")
        assert (found("lukukampanjat"), found("digituki"), found("mennyt")) == (
            ["Lukukampanja"],
            ["Digituki"],
            [],
        )
    assert capsys.readouterr().out.splitlines() == ["5 entries."] * 2
