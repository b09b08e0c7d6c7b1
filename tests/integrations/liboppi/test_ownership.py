"""Liboppi's values and editors' over time: syncs, changes told, values kept, given back and brought back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from integrations.liboppi.models import (
    Course,
    EditorText,
    EnrolmentKey,
    KeyReport,
    KeySource,
    ReportOutcome,
    SyncChange,
    SyncTrigger,
)
from integrations.liboppi.standin import CourseChange
from integrations.liboppi.sync import synchronise
from tests.integrations.liboppi.admin_catalogue import make_category, messages_of, signed_in, words_of
from tests.integrations.liboppi.editing import (
    PAGES,
    button_value,
    click,
    click_later,
    edit_url,
    own_keys,
    part_on_page,
    save,
    typed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def liboppi(synced_region, settings):
    settings.LIBOPPI_COURSE_PAGES = None
    return synced_region


def sync() -> None:
    assert synchronise(SyncTrigger.COMMAND, force=True).error is None


@pytest.fixture
def admin() -> Client:
    return signed_in("specialist")


@pytest.fixture
def course() -> Course:
    """A Finnish course with a key in a custom field."""
    return Course.objects.get(texts__title="Tekijänoikeudet-webinaari")


def shown(course: Course, language: str = "fi"):
    return Course.objects.with_texts().get(pk=course.pk).text_in(language)


def undo(admin: Client, course: Course, entry: int | None = None):
    """Press "Undo" in the message after giving back."""
    number = entry or ModelLogEntry.objects.filter(action="liboppi.give_back").latest("pk").pk
    return admin.post(f"{PAGES}take-back/{course.pk}/", {"entry": number}, follow=True)


class TestASync:
    def test_touches_nothing_that_an_editor_wrote(self, admin, course, liboppi):
        category = make_category(900, fi="Oma luokka")
        values: dict[str, Any] = {
            "title_fi": "Oma",
            "summary_fi": typed("Oma teksti"),
            "producer_sv": "Egen",
            "note_fi": "Hei",
        }
        others: dict[str, Any] = {
            "own_category": category.pk,
            "own_language": "sv",
            "own_visibility": "shown",
            "own_key": "oma",
        }
        save(admin, course, **values, **others)
        columns = ("own_category", "own_language", "own_visibility", "own_imported")

        def stored():
            return (
                list(EditorText.objects.order_by("language").values()),
                list(EnrolmentKey.objects.filter(source=KeySource.EDITOR).values()),
                list(Course.objects.filter(pk=course.pk).values(*columns)),
            )

        before = stored()
        liboppi.change_course(course.moodle_id, CourseChange(fullname="Uusi nimi", summary="<p>Uutta</p>"))
        sync()
        assert stored() == before
        liboppi.delete_course(course.moodle_id)
        sync()
        liboppi.restore_course(course.moodle_id)
        sync()
        assert stored() == before
        assert shown(course).title == "Oma"


class TestAChangeInLiboppi:
    def test_is_told_with_what_it_was_what_it_is_and_when(self, admin, course, liboppi):
        save(admin, course, title_fi="Oma")
        assert not part_on_page(admin.get(edit_url(course)), "title_fi").has_changed
        liboppi.change_course(course.moodle_id, CourseChange(fullname="Uusi nimi"))
        sync()
        page = admin.get(edit_url(course))
        view = part_on_page(page, "title_fi")
        assert view.has_changed
        assert (view.was.words, view.imported.words) == ("Tekijänoikeudet-webinaari", "Uusi nimi")
        assert view.changed == SyncChange.objects.get(course=course, action="updated").run.started
        assert [part.part.name for part in page.context["comparison"].changed_parts] == ["title_fi"]
        assert "Changed in Liboppi since your site's own value was written: title (Finnish)" in words_of(page)

    def test_is_told_of_a_summary_without_its_key(self, admin, course, liboppi):
        save(admin, course, summary_fi=typed("Oma"))
        then = course.texts.get().public_summary
        summary = "<p>Uutta. Kurssiavain: <b>mustikka42</b></p>"
        liboppi.change_course(course.moodle_id, CourseChange(summary=summary))
        sync()
        view = part_on_page(admin.get(edit_url(course)), "summary_fi")
        assert view.was.words == then
        assert "mustikka42" in view.imported.words
        assert "mustikka42" not in str(list(EditorText.objects.values()))
        click(admin, course, "keep", "summary_fi")
        assert "mustikka42" not in str(list(EditorText.objects.values()))

    def test_of_a_part_that_is_liboppis_is_not_told(self, admin, course, liboppi):
        save(admin, course, title_fi="Oma")
        liboppi.change_course(course.moodle_id, CourseChange(summary="<p>Uutta</p>"))
        sync()
        assert not admin.get(edit_url(course)).context["comparison"].changed_parts

    def test_of_the_state_is_told_to_who_decided_about_it(self, admin, course, liboppi):
        save(admin, course, own_visibility="shown")
        liboppi.hide_course(course.moodle_id)
        sync()
        view = part_on_page(admin.get(edit_url(course)), "own_visibility")
        assert view.was.words == "In the catalogue"
        assert view.has_changed
        assert view.changed is not None

    def test_of_the_category_is_told_by_its_names(self, admin, course):
        other, third = make_category(900, fi="Oma luokka"), make_category(901, fi="Kolmas")
        was = course.category.name_in("fi")
        save(admin, course, own_category=other.pk)
        Course.objects.filter(pk=course.pk).update(category=third)
        view = part_on_page(admin.get(edit_url(course)), "own_category")
        assert (view.was.words, view.imported.words) == (was, "Kolmas")

    def test_of_the_key_is_told_to_those_who_may_see_keys(self, admin, course):
        save(admin, course, own_key="oma")
        imported = course.keys.imported().get()
        imported.last_seen = imported.first_seen
        imported.save()
        course.keys.create(source=KeySource.CUSTOM_FIELD, value="uusi-avain")
        view = part_on_page(admin.get(edit_url(course)), "own_key")
        assert view.has_changed
        assert "uusi-avain" in view.imported.words
        assert imported.value in view.was.words
        assert "uusi-avain" not in str(list(Course.objects.values()))

    def test_costs_one_query_more(self, admin, course, liboppi):
        save(admin, course, title_fi="Oma", summary_fi=typed("Oma"), own_visibility="shown")
        admin.get(edit_url(course))
        with CaptureQueriesContext(connection) as quiet:
            admin.get(edit_url(course))
        liboppi.change_course(course.moodle_id, CourseChange(fullname="Uusi", summary="<p>Uutta</p>"))
        sync()
        with CaptureQueriesContext(connection) as changed:
            admin.get(edit_url(course))
        assert len(changed) == len(quiet) + 1


class TestKeepingOnesOwn:
    def test_ends_the_mark_until_liboppis_changes_again(self, admin, course, liboppi):
        save(admin, course, title_fi="Oma")
        for name in ("Uusi nimi", "Uudempi nimi"):
            liboppi.change_course(course.moodle_id, CourseChange(fullname=name))
            sync()
            assert part_on_page(admin.get(edit_url(course)), "title_fi").has_changed
            answer = click(admin, course, "keep", "title_fi", follow=True)
            assert "Kept: title (Finnish)." in messages_of(answer)
            assert not part_on_page(answer, "title_fi").has_changed
        assert shown(course).title == "Oma"
        history = words_of(admin.get(f"{PAGES}history/{course.pk}/"))
        assert "Kept although Liboppi's has changed: title (Finnish)." in history

    @pytest.mark.parametrize("part", ["own_visibility", "own_key"])
    def test_works_for_what_has_no_language(self, admin, course, liboppi, part):
        save(admin, course, own_visibility="shown", own_key="oma")
        liboppi.hide_course(course.moodle_id)
        sync()
        course.keys.create(source=KeySource.CUSTOM_FIELD, value="uusi-avain")
        assert part_on_page(admin.get(edit_url(course)), part).has_changed
        assert not part_on_page(click(admin, course, "keep", part, follow=True), part).has_changed


class TestGivingBack:
    def test_shows_liboppis_newest_at_once(self, admin, course, liboppi):
        save(admin, course, title_fi="Oma")
        liboppi.change_course(course.moodle_id, CourseChange(fullname="Uusi nimi"))
        sync()
        answer = click(admin, course, "give-back", "title_fi", follow=True)
        assert "Given back: title (Finnish)." in messages_of(answer)
        assert shown(course).title == "Uusi nimi"
        assert not EditorText.objects.exists()

    def test_is_in_the_history_with_what_was_there(self, admin, course):
        save(admin, course, title_fi="Oma nimi", summary_fi=typed("Vanha", "teksti"))
        save(admin, course, summary_fi=typed("Uusi"))
        click(admin, course, "give-back", "title_fi")
        history = words_of(admin.get(f"{PAGES}history/{course.pk}/"))
        assert "Given back to Liboppi: title (Finnish). title (Finnish) was “Oma nimi”." in history
        assert "Edited: summary (Finnish). summary (Finnish) was “Vanha teksti”." in history

    @pytest.mark.parametrize(
        ("part", "value"),
        [
            ("title_fi", "Oma"),
            ("summary_sv", typed("Egen text")),
            ("producer_fi", "Oma"),
            ("own_language", "sv"),
            ("own_visibility", "hidden"),
            ("own_key", "oma-avain"),
        ],
    )
    def test_can_be_undone_as_if_it_had_not_been(self, admin, course, part, value):
        save(admin, course, **{part: value})
        before = part_on_page(admin.get(edit_url(course)), part)
        given_back = click(admin, course, "give-back", part, follow=True)
        assert not part_on_page(given_back, part).is_own
        answer = undo(admin, course)
        assert "Your own value counts again" in messages_of(answer)
        after = part_on_page(answer, part)
        assert (after.is_own, after.mark, after.has_changed) == (True, before.mark, False)

    def test_undone_tells_again_what_changed_in_liboppi(self, admin, course, liboppi):
        save(admin, course, title_fi="Oma")
        liboppi.change_course(course.moodle_id, CourseChange(fullname="Uusi nimi"))
        sync()
        click(admin, course, "give-back", "title_fi")
        view = part_on_page(undo(admin, course), "title_fi")
        assert view.has_changed
        assert view.was.words == "Tekijänoikeudet-webinaari"

    def test_is_not_undone_over_a_new_value(self, admin, course):
        save(admin, course, title_fi="Oma")
        click(admin, course, "give-back", "title_fi")
        save(admin, course, title_fi="Uudempi oma")
        assert "Not undone" in messages_of(undo(admin, course))
        assert shown(course).title == "Uudempi oma"

    def test_is_not_undone_when_the_category_is_gone(self, admin, course):
        category = make_category(900, fi="Oma luokka")
        save(admin, course, own_category=category.pk)
        click(admin, course, "give-back", "own_category")
        category.delete()
        assert "Not undone" in messages_of(undo(admin, course))

    def test_is_not_done_to_a_value_that_the_editor_has_not_seen(self, admin, course):
        save(admin, course, title_fi="Oma")
        button = button_value(admin, course, "title_fi")
        save(signed_in("specialist"), course, title_fi="Toisen")
        answer = click_later(admin, course, "give-back", button, follow=True)
        assert "Someone else has changed this meanwhile" in messages_of(answer)
        assert shown(course).title == "Toisen"

    def test_of_a_key_tells_it_nowhere(self, admin, course):
        save(admin, course, own_key="mustikkasoppa")
        answer = click(admin, course, "give-back", "own_key", follow=True)
        assert own_keys(course) == []
        assert "mustikkasoppa" not in messages_of(answer)
        assert "mustikkasoppa" not in str(list(ModelLogEntry.objects.values()))
        assert "mustikkasoppa" not in admin.get(f"{PAGES}history/{course.pk}/").content.decode()

    @pytest.mark.parametrize("deed", ["give-back", "save"])
    def test_or_replacing_a_key_closes_the_reports_of_it(self, admin, course, deed):
        save(admin, course, own_key="mustikkasoppa")
        report = KeyReport.objects.create(course=course, key=course.keys.get(source=KeySource.EDITOR))
        if deed == "save":
            save(admin, course, own_key="puolukkapuuro")
        else:
            click(admin, course, deed, "own_key")
        report.refresh_from_db()
        assert (report.outcome, report.closed_by) == (
            ReportOutcome.CHANGED,
            ModelLogEntry.objects.first().user,
        )

    @pytest.mark.parametrize("deed", ["give-back", "keep"])
    def test_of_what_cannot_be_given_back_changes_nothing(self, admin, course, deed):
        save(admin, course, title_fi="Oma", note_fi="Hei")
        for part in ("", "note_fi x", "own_key_method x", "url x", "title_fi", "a" * 9999):
            click_later(admin, course, deed, part)
            assert EditorText.objects.filter(title="Oma", note="Hei").exists()

    @pytest.mark.parametrize("entry", ["", "x", "0", "9" * 30])
    def test_of_an_unknown_entry_is_not_found(self, admin, course, entry):
        assert admin.post(f"{PAGES}take-back/{course.pk}/", {"entry": entry}).status_code == 404

    def test_of_another_course_is_not_undone_here(self, admin, course):
        save(admin, course, title_fi="Oma")
        click(admin, course, "give-back", "title_fi")
        other = Course.objects.exclude(pk=course.pk).first()
        entry = ModelLogEntry.objects.latest("pk").pk
        assert admin.post(f"{PAGES}take-back/{other.pk}/", {"entry": entry}).status_code == 404

    def test_takes_a_post(self, admin, course):
        for deed in ("give-back", "keep", "take-back"):
            assert admin.get(f"{PAGES}{deed}/{course.pk}/").status_code == 405
