"""Records follow what strangers may see: what comes, changes and goes, and when that was."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from integrations.liboppi.models import (
    ChangeAction,
    Course,
    CourseText,
    EditorText,
    RunStatus,
    SyncChange,
    SyncRun,
)
from integrations.liboppi.records import CategoryRecord
from integrations.liboppi.writing.categories import write_categories
from pages.catalogue.harvest.refresh import refresh_all
from pages.catalogue.models import CataloguePage, CourseSubjects, HarvestRecord
from pages.core.models import PendingTranslation
from pages.materials.models import MaterialIndexPage, MaterialPage, TargetGroup, Theme
from tests.integrations.liboppi.admin_catalogue import make_course

from .harvester import is_deleted, words

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
RECENTLY = "2021-01-01"


@pytest.fixture
def aged(shown):
    """As if nothing had happened for years."""
    HarvestRecord.objects.update(datestamp=LONG_AGO)
    return shown


@pytest.fixture
def recent(harvester, aged, django_capture_on_commit_callbacks):
    """The identifiers of what changes while a deed is done, by way of the worker's tasks."""

    def changed_by(deed) -> list[str]:
        HarvestRecord.objects.update(datestamp=LONG_AGO)
        with django_capture_on_commit_callbacks(execute=True):
            deed()
        return harvester.identifiers(from_=RECENTLY)

    return changed_by


def gone(harvester, identifier: str) -> bool:
    return is_deleted(harvester.ask("GetRecord", identifier=identifier, metadataPrefix="oai_dc"))


def test_a_material_follows_its_page(harvester, shown, recent):
    page, ours = shown.material, [shown.material_id]

    def publish(**values):
        for name, value in values.items():
            setattr(page, name, value)
        page.save_revision().publish()

    assert recent(lambda: publish(title="Satumetsä")) == ours
    assert words(harvester.metadata(ours[0]), "title")[0] == ("Satumetsä", "fi")
    assert recent(lambda: shown.in_swedish.unpublish()) == ours
    assert words(harvester.metadata(ours[0]), "title") == [("Satumetsä", "fi")]
    assert recent(lambda: page.unpublish()) == ours
    assert gone(harvester, ours[0])
    assert recent(lambda: publish()) == ours
    assert not gone(harvester, ours[0])
    assert recent(lambda: MaterialPage.objects.get(pk=page.pk).delete()) == ours
    assert gone(harvester, ours[0])


def test_a_move_a_new_slug_and_a_themes_name_are_changes(shown, recent):
    def rename_bank():
        bank = MaterialIndexPage.objects.get(pk=shown.bank.pk)
        bank.slug = "pankki"
        bank.save_revision().publish()

    def rename_theme():
        theme = Theme.objects.get(pk=shown.theme.pk)
        theme.name = "Lukuilo"
        theme.save()

    assert recent(rename_bank) == [shown.material_id]
    assert recent(rename_theme) == [shown.material_id]
    assert recent(lambda: shown.theme.save()) == [shown.material_id]
    assert recent(lambda: shown.theme.save()) == []


def test_what_strangers_may_not_read_is_gone_even_before_the_worker_comes(harvester, shown, recent):
    restriction = PageViewRestriction(page=shown.bank, restriction_type=PageViewRestriction.LOGIN)
    restriction.save()
    assert words(harvester.metadata(shown.material_id), "title") == [("Sagostig", "sv")]
    PageViewRestriction.objects.create(
        page=shown.in_swedish.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert gone(harvester, shown.material_id)
    assert harvester.identifiers(from_=RECENTLY) == []
    assert recent(lambda: restriction.save()) == [shown.material_id]
    catalogue = CataloguePage.objects.get(locale=shown.homes.fi.locale)
    private = PageViewRestriction(page=catalogue, restriction_type=PageViewRestriction.LOGIN)
    assert recent(lambda: private.save()) == [shown.course_id]
    assert words(harvester.metadata(shown.course_id), "identifier")[0][0] == "http://testserver/sv/kurser/7/"


def test_a_version_in_another_languages_words_is_none(harvester, shown):
    PendingTranslation.objects.create(page=shown.in_swedish, language="fi")
    assert words(harvester.metadata(shown.material_id), "title") == [("Satupolku & muut", "fi")]


def test_a_course_follows_syncs_and_editors(harvester, shown, recent):
    course, ours = shown.course, [shown.course_id]

    def synced(status=RunStatus.DONE, **values):
        run = SyncRun.objects.create(trigger="command", status=RunStatus.RUNNING, **values)
        SyncChange.objects.create(run=run, moodle_id=course.moodle_id, action=ChangeAction.UPDATED)
        run.status = status
        run.save()

    def write(title: str) -> None:
        EditorText.objects.create(course=course, language="sv", title=title)

    CourseText.objects.filter(course=course).update(title="Tietokirjat")
    assert recent(lambda: synced(RunStatus.FAILED)) == recent(lambda: synced(is_dry_run=True)) == []
    assert recent(synced) == ours
    assert recent(synced) == []
    assert recent(lambda: write("Faktaböcker")) == ours
    assert ("Faktaböcker", "sv") in words(harvester.metadata(ours[0]), "title")
    Course.objects.filter(pk=course.pk).update(state="withdrawn")
    assert gone(harvester, ours[0])
    assert recent(synced) == ours
    assert harvester.identifiers(set="course") == ours


def test_a_course_follows_what_editors_say_it_is_about(harvester, shown, recent):
    ours = [shown.course_id]
    said = CourseSubjects(category=shown.course.category, themes=[shown.theme])
    assert recent(lambda: said.save()) == ours
    assert ("Lukeminen", "fi") in words(harvester.metadata(ours[0]), "subject")
    assert harvester.identifiers(set=f"theme:{shown.theme.slug}", from_=RECENTLY) == ours
    assert recent(lambda: said.save()) == []

    def rename_theme():
        shown.theme.name = "Lukuilo"
        shown.theme.save()

    def give_back():
        CourseSubjects.objects.get(pk=said.pk).delete()

    assert sorted(recent(rename_theme)) == sorted([shown.material_id, *ours])
    assert recent(give_back) == ours
    assert ("Lukuilo", "fi") not in words(harvester.metadata(ours[0]), "subject")
    assert harvester.identifiers(set=f"theme:{shown.theme.slug}") == [shown.material_id]


def test_a_courses_group_and_its_categorys_name_are_changes(harvester, shown, recent):
    ours = [shown.course_id]
    group = TargetGroup.objects.create(name="Aikuiset", slug="aikuiset", locale=shown.homes.fi.locale)
    CourseSubjects.objects.create(course=shown.course, target_groups=[group])
    refresh_all()

    def set_ages():
        group.age_from = 18
        group.save()

    def rename_category():
        record = CategoryRecord(moodle_id=3, parent_id=None, position=0, names={"fi": "Tietokirjat"})
        write_categories([record])

    assert recent(set_ages) == ours
    assert recent(rename_category) == ours
    assert ("Tietokirjat", "fi") in words(harvester.metadata(ours[0]), "subject")


def test_the_command_finds_what_was_missed_and_loses_nothing(harvester, aged):
    def counts() -> str:
        out = StringIO()
        call_command("refresh_harvest", stdout=out)
        return out.getvalue().strip()

    assert counts() == "0 new, 0 changed, 0 gone, 2 unchanged"
    assert harvester.identifiers(from_=RECENTLY) == []
    aged.add_material("luettelo")
    make_course(8)
    CourseText.objects.filter(course=aged.course).update(title="Uusi nimi")
    MaterialPage.objects.filter(translation_key=aged.material.translation_key).update(live=False)
    assert counts() == "2 new, 1 changed, 1 gone, 0 unchanged"
    assert len(harvester.identifiers(from_=RECENTLY)) == 4
    assert gone(harvester, aged.material_id)
    assert counts() == "0 new, 0 changed, 0 gone, 3 unchanged"
