"""What a sync remembers: each change with its fields, keys of former times, why a course is gone."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.liboppi.models import (
    ChangeAction,
    Course,
    CourseState,
    EnrolmentKey,
    KeySource,
    StateCause,
    SyncChange,
    SyncRun,
    Visibility,
)
from integrations.liboppi.standin import CourseChange
from tests.integrations.liboppi.region import catalogue, sync

pytestmark = pytest.mark.django_db
NUMBER = 6


@pytest.fixture
def region(synced_region):
    return synced_region


def changes(run: SyncRun) -> list[tuple[int, str, str]]:
    return [(change.moodle_id, change.action, change.cause) for change in run.changes.all()]


class TestChanges:
    def test_a_first_sync_records_every_new_course_by_name(self, region):
        created = SyncRun.objects.get().changes.filter(action=ChangeAction.CREATED)
        visible = [course for course in region.courses.values() if course.visible]
        assert created.count() == Course.objects.count() == len(visible)
        assert created.get(moodle_id=NUMBER).course == Course.objects.get(moodle_id=NUMBER)
        assert created.get(moodle_id=NUMBER).name == Course.objects.get(moodle_id=NUMBER).text_in("fi").title

    def test_a_changed_title_is_recorded_with_both_values(self, region):
        before = Course.objects.get(moodle_id=NUMBER).text_in("fi").title
        region.change_course(NUMBER, CourseChange(fullname="Uusi nimi"))
        change = sync().run.changes.get()
        assert (change.moodle_id, change.action, change.name) == (NUMBER, ChangeAction.UPDATED, "Uusi nimi")
        assert {"field": "texts.fi.title", "before": before, "after": "Uusi nimi"} in change.fields

    def test_a_changed_key_is_recorded_without_its_value(self, region):
        region.change_course(NUMBER, CourseChange(enrolkey="salasana1"))
        sync()
        region.change_course(NUMBER, CourseChange(enrolkey="salasana2"))
        fields = sync().run.changes.get().fields
        assert {"field": "keys.custom_field", "before": "set", "after": "changed"} in fields
        assert "salasana" not in str(list(SyncChange.objects.values()))

    def test_the_same_answer_twice_writes_nothing_but_the_run(self, region):
        with CaptureQueriesContext(connection) as queries:
            run = sync().run
        assert run.unchanged == Course.objects.count()
        written = re.findall(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"", str(queries.captured_queries))
        assert set(written) == {"liboppi_syncrun"}

    def test_a_kept_dry_run_records_what_would_change_and_nothing_changes(self, region):
        region.change_course(NUMBER, CourseChange(fullname="Uusi nimi"))
        region.delete_course(7)
        before = catalogue()
        run = sync(dry_run=True, keep_plan=True).run
        assert run.is_dry_run
        assert sorted(changes(run)) == [(6, "updated", ""), (7, "missing", "deleted")]
        assert catalogue() == before
        assert SyncRun.objects.last_good() != run


class TestWhyACourseIsGone:
    def state(self, number: int) -> tuple[str, str]:
        return Course.objects.values_list("state", "state_cause").get(moodle_id=number)

    def test_hidden_and_deleted_are_told_apart(self, region):
        region.hide_course(6)
        region.delete_course(7)
        run = sync().run
        assert (run.hidden, run.missing) == (1, 1)
        assert sorted(changes(run)) == [(6, "hidden", "hidden"), (7, "missing", "deleted")]
        assert self.state(6) == (CourseState.HIDDEN, StateCause.HIDDEN)
        assert self.state(7) == (CourseState.MISSING, StateCause.DELETED)

    def test_both_stay_in_sight_and_come_back_whole(self, region):
        before = catalogue()
        region.hide_course(6)
        region.delete_course(7)
        sync()
        assert Course.objects.in_catalogue().filter(moodle_id__in=[6, 7]).count() == 2
        region.restore_course(6)
        region.restore_course(7)
        assert sync().run.restored == 2
        assert catalogue() == before

    @pytest.mark.parametrize(("own", "in_sight"), [("", 0), (Visibility.SHOWN, 1)])
    def test_a_course_hidden_for_long_is_withdrawn_unless_an_editor_shows_it(self, region, own, in_sight):
        region.hide_course(6)
        sync()
        long_ago = timezone.now() - timedelta(days=15)
        Course.objects.filter(moodle_id=6).update(state_since=long_ago, own_visibility=own)
        assert changes(sync().run) == [(6, "withdrawn", "hidden")]
        assert self.state(6) == (CourseState.WITHDRAWN, StateCause.HIDDEN)
        assert Course.objects.in_catalogue().filter(moodle_id=6).count() == in_sight
        assert len(Course.objects.in_catalogue().matching("kurssi")) >= in_sight

    def test_an_editor_takes_a_course_out_and_the_sync_leaves_it_out(self, region):
        Course.objects.filter(moodle_id=6).update(own_visibility=Visibility.HIDDEN)
        region.change_course(6, CourseChange(fullname="Uusi nimi"))
        sync()
        assert not Course.objects.in_catalogue().filter(moodle_id=6).exists()
        assert not Course.objects.in_catalogue().matching("uusi nimi")


class TestFormerKeys:
    def keys(self, number: int = NUMBER) -> list[tuple[str, bool]]:
        rows = EnrolmentKey.objects.filter(course__moodle_id=number, source=KeySource.CUSTOM_FIELD)
        return [(key.value, key.is_current) for key in rows.order_by("pk")]

    def test_a_key_that_went_stays_in_the_history(self, region):
        region.change_course(NUMBER, CourseChange(enrolkey="ensimmainen"))
        first = sync().run
        region.change_course(NUMBER, CourseChange(enrolkey="toinen"))
        sync()
        assert self.keys()[-2:] == [("ensimmainen", False), ("toinen", True)]
        former = EnrolmentKey.objects.get(value="ensimmainen")
        assert former.last_seen == first.started
        course = Course.objects.prefetch_related("keys").get(moodle_id=NUMBER)
        assert course.keys_by_trust()[0].value == "toinen"

    def test_a_key_that_comes_back_is_in_force_again_since_it_was_first_seen(self, region):
        region.change_course(NUMBER, CourseChange(enrolkey="ensimmainen"))
        sync()
        first_seen = EnrolmentKey.objects.get(value="ensimmainen").first_seen
        for value in ("toinen", "ensimmainen"):
            region.change_course(NUMBER, CourseChange(enrolkey=value))
            sync()
        back = EnrolmentKey.objects.get(value="ensimmainen")
        assert (back.last_seen, back.first_seen) == (None, first_seen)
        assert not EnrolmentKey.objects.get(value="toinen").is_current


class TestPartial:
    def test_only_the_named_courses_are_looked_at(self, region):
        for number in (6, 7, 8):
            region.change_course(number, CourseChange(fullname=f"Uusi {number}"))
        region.delete_course(9)
        run = sync(courses=[6, 7]).run
        assert sorted(changes(run)) == [(6, "updated", ""), (7, "updated", "")]
        assert run.courses == [6, 7]
        assert Course.objects.get(moodle_id=9).state == CourseState.ACTIVE

    def test_a_named_course_that_is_gone_goes_missing(self, region):
        region.delete_course(9)
        assert changes(sync(courses=[9]).run) == [(9, "missing", "deleted")]

    def test_a_named_course_that_is_new_comes(self, region):
        Course.objects.get(moodle_id=8).delete()
        assert changes(sync(courses=[8]).run) == [(8, "created", "")]

    def test_it_does_not_count_as_a_sync_of_the_catalogue(self, region):
        whole = SyncRun.objects.last_good()
        sync(courses=[6])
        assert SyncRun.objects.last_good() == whole


def test_old_records_are_forgotten_and_younger_ones_kept(region):
    def record(days: int, *, is_dry_run: bool) -> int:
        started = timezone.now() - timedelta(days=days)
        run = SyncRun.objects.create(
            trigger="schedule", status="done", started=started, is_dry_run=is_dry_run
        )
        return run.pk

    gone = {record(31, is_dry_run=True), record(800, is_dry_run=False)}
    kept = {record(29, is_dry_run=True), record(700, is_dry_run=False)}
    sync()
    left = set(SyncRun.objects.values_list("pk", flat=True))
    assert kept <= left
    assert not gone & left
