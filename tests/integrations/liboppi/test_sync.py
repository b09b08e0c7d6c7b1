"""What a sync does to the catalogue, over HTTP against the stand-in and the recordings of a real Moodle."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.liboppi.errors import AlreadyRunning, NotConfigured
from integrations.liboppi.models import (
    Course,
    CourseCategory,
    CourseState,
    EditorText,
    EnrolmentKey,
    EnrolmentMethod,
    KeySource,
    RunStatus,
    SyncRun,
    SyncTrigger,
)
from integrations.liboppi.standin import CourseChange, StandIn
from tests.integrations.liboppi.region import kept_in_sync, point_at, sync
from tests.integrations.liboppi.worker import held_by_another_process

RECORDINGS = Path(__file__).parents[2] / "moodle" / "recordings"

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(settings):
    with StandIn() as stand_in:
        point_at(settings, stand_in)
        yield stand_in


@pytest.fixture(scope="class")
def kept_region(django_db_setup, django_db_blocker):
    """Not the whole file's: other tests begin with nothing or with a real Moodle."""
    with kept_in_sync(django_db_blocker) as stand_in:
        yield stand_in


@pytest.fixture(scope="class")
def kept_moodle(django_db_setup, django_db_blocker):
    with kept_in_sync(django_db_blocker, replay=RECORDINGS) as stand_in:
        yield stand_in


@pytest.fixture
def real_moodle(kept_moodle, settings):
    """The recordings of a real Moodle, synced."""
    kept_moodle.fail()
    point_at(settings, kept_moodle)
    return kept_moodle


def snapshot() -> dict[str, list[tuple[object, ...]]]:
    """Everything imported, as rows."""
    return {
        "courses": list(
            Course.objects.order_by("moodle_id").values_list("moodle_id", "state", "fingerprint", "url")
        ),
        "texts": list(
            Course.objects.order_by("moodle_id", "texts__language").values_list(
                "texts__title", "texts__summary"
            )
        ),
        "keys": list(EnrolmentKey.objects.order_by("pk").values_list("course__moodle_id", "source", "value")),
        "methods": list(EnrolmentMethod.objects.order_by("moodle_id").values_list("moodle_id", "is_open")),
    }


FAILURES = {
    "recorded:errors/bad_token": ("token_rejected", 1),
    "recorded:errors/expired_token": ("access_denied", 1),
    "recorded:errors/ip_restricted_token": ("access_denied", 1),
    "recorded:errors/function_not_in_service": ("access_denied", 1),
    "recorded:errors/service_disabled": ("access_denied", 1),
    "recorded:errors/user_without_rest_use": ("access_denied", 1),
    "recorded:errors/restricted_users_not_authorised": ("access_denied", 1),
    "recorded:errors/suspended_user": ("account_refused", 1),
    "recorded:errors/deleted_user": ("account_refused", 1),
    "recorded:errors/nologin_user": ("account_refused", 1),
    "recorded:errors/maintenance_setting": ("under_maintenance", 1),
    "recorded:errors/maintenance_cli": ("under_maintenance", 1),
    "recorded:errors/upgrade_running": ("upgrade_running", 1),
    "recorded:errors/webservices_disabled": ("web_services_disabled", 1),
    "recorded:errors/rest_protocol_disabled": ("web_services_disabled", 1),
    "recorded:errors/nopermission": ("permission_missing", 1),
    "recorded:errors/ids_with_unknown": ("moodle_fault", 1),
    "recorded:errors/ids_empty": ("moodle_fault", 1),
    "recorded:errors/missing_parameter": ("parameter_refused", 1),
    "recorded:errors/wrong_type_parameter": ("parameter_refused", 1),
    "recorded:errors/bad_restformat": ("not_json", 1),
    "recorded:errors/json_body": ("not_json", 1),
    "recorded:errors/forcelogin.course_index": ("redirected", 1),
    "recorded:errors/site_policy_not_agreed_manual_auth.search": ("site_policy_not_agreed", 1),
    "recorded:errors/force_password_change.all:core_course_get_courses_by_field": ("degraded_answer", 3),
    "recorded:errors/user_not_fully_setup.all:core_course_get_courses_by_field": ("degraded_answer", 3),
    "recorded:errors/site_policy_not_agreed_manual_auth.all:core_course_get_courses_by_field": (
        "degraded_answer",
        3,
    ),
    "recorded:errors/site_policy_not_agreed_manual_auth.categories:core_course_get_categories": (
        "degraded_answer",
        3,
    ),
    "recorded:core_course_get_courses_by_field.as_bare:core_course_get_courses_by_field": (
        "degraded_answer",
        3,
    ),
}


@pytest.mark.usefixtures("real_moodle")
class TestTheRecordedMoodle:
    def course(self, number: int) -> Course:
        return Course.objects.with_texts().get(moodle_id=number)

    def keys(self, number: int) -> list[tuple[str, str]]:
        return list(
            EnrolmentKey.objects.filter(course__moodle_id=number)
            .order_by("pk")
            .values_list("source", "value")
        )

    def test_all_visible_courses_come_and_the_front_page_does_not(self):
        assert set(Course.objects.values_list("moodle_id", flat=True)) == {
            *range(2, 17),
            *range(18, 22),
            *range(23, 31),
            32,
            33,
        }

    def test_names_come_out_as_their_authors_typed_them(self):
        title = self.course(33).text_in("fi").title
        assert title == 'Kirja 📚 & "lainaus" ’heitto’ AT&T <b> – 50 % \\ kenoviiva'

    def test_a_multilang_course_comes_out_in_two_languages(self):
        course = self.course(16)
        assert course.text_in("fi").title == "Tietosuojan perusteet"
        assert course.text_in("sv").title == "Grunderna i dataskydd"
        assert course.text_in("fi").producer == "Turun AKE"
        assert course.text_in("sv").producer == "Åbo RFV"
        assert "Svensk beskrivning" in course.text_in("sv").public_summary
        assert "Svensk" not in course.text_in("fi").public_summary

    def test_a_categorys_name_comes_out_in_two_languages(self):
        assert CourseCategory.objects.get(moodle_id=6).names == {"fi": "Ruotsinkieliset", "sv": "På svenska"}

    def test_a_swedish_course_is_known_to_be_swedish(self):
        assert [text.language for text in self.course(15).texts.all()] == ["sv"]

    def test_the_nasty_summary_comes_out_harmless(self):
        summary = self.course(21).text_in("fi").summary
        for harm in (
            "<script",
            "onerror",
            "onclick",
            "javascript:",
            "<iframe",
            "<object",
            "<style",
            "alert(",
        ):
            assert harm not in summary.lower()
        assert "Pitkä teksti" in summary

    def test_two_self_enrolment_methods_stay_two(self):
        assert [str(method) for method in self.course(12).methods.all()] == ["Henkilöstö", "Opiskelijat"]
        assert all(method.key_required for method in self.course(12).methods.all())

    @pytest.mark.parametrize(
        ("number", "keys"),
        [
            (2, [("summary", "digituki")]),
            (3, [("summary", "digituki")]),
            (4, [("custom_field", "lukulux")]),
            (5, [("summary", "selkokieli")]),
            (6, [("custom_field", "digituki")]),
            (7, [("summary", "digidiplomi")]),
            (8, [("custom_field", "digidiplomi"), ("summary", "digidiplomi")]),
            (9, [("summary", "digidiplomi")]),
            (10, []),
            (11, []),
            (15, [("summary", "lukulux")]),
            (16, [("summary", "tietosuoja")]),
            (24, [("custom_field", "toinenvanha"), ("summary", "vanhaavain")]),
            (33, [("custom_field", 'avain "ja" & merkit ä€')]),
        ],
    )
    def test_keys_are_found_where_producers_put_them(self, number, keys):
        assert self.keys(number) == keys

    @pytest.mark.parametrize("number", [2, 3, 5, 7, 8, 9, 15, 16, 21, 24, 28, 29])
    def test_strangers_summaries_give_no_key_away(self, number):
        values = EnrolmentKey.objects.filter(course__moodle_id=number).values_list("value", flat=True)
        for text in self.course(number).texts.all():
            for value in values:
                assert value not in text.public_summary
                assert value not in text.excerpt

    def test_enrolment_says_what_is_open_and_what_asks_for_a_key(self):
        assert self.course(6).is_open
        assert self.course(6).asks_for_key
        assert self.course(11).is_open
        assert not self.course(11).asks_for_key
        assert not self.course(26).is_open
        assert not self.course(25).methods.exists()

    def test_the_same_answers_again_write_nothing_but_the_run(self):
        before = snapshot()
        with CaptureQueriesContext(connection) as queries:
            outcome = sync()
        writes = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert all("liboppi_syncrun" in sql for sql in writes)
        assert (outcome.run.unchanged, outcome.run.updated, outcome.run.created) == (29, 0, 0)
        assert snapshot() == before

    @pytest.mark.parametrize(("failure", "expected"), FAILURES.items(), ids=FAILURES)
    def test_a_recorded_failure_is_told_and_leaves_the_catalogue_as_it_was(
        self, real_moodle, failure, expected
    ):
        before = snapshot()
        real_moodle.fail(failure)
        outcome = sync()
        assert (outcome.error.kind, outcome.exit_code) == expected
        assert snapshot() == before
        run = SyncRun.objects.first()
        assert run.error_kind == expected[0]
        assert run.message == str(outcome.error)
        assert run.remedy
        assert real_moodle.token not in f"{run.message} {run.remedy} {run.error_details}"


class TestAFirstSync:
    def test_the_regions_catalogue_comes_with_its_keys(self, region):
        outcome = sync()
        assert outcome.error is None
        assert outcome.run.created == Course.objects.count() >= 9
        values = set(EnrolmentKey.objects.values_list("value", flat=True))
        assert {"digituki", "lukulux", "selkokieli", "digidiplomi"} <= values

    def test_a_category_that_could_not_be_read_is_given_to_its_courses_when_it_can(self, region):
        region.fail("wrong_types:core_course_get_categories")
        sync()
        assert Course.objects.filter(category=None).exists()
        region.fail()
        sync()
        assert not Course.objects.filter(category=None).exists()

    def test_a_dry_run_tells_the_plan_and_writes_nothing(self, region):
        outcome = sync(dry_run=True)
        assert len(outcome.as_dict()["plan"]["created"]) >= 9
        assert not Course.objects.exists()
        assert not SyncRun.objects.exists()
        assert "digidiplomi" not in str(outcome.as_dict())


class TestChanges:
    def test_a_changed_title_is_written_and_found_by_search(self, synced_region):
        number = Course.objects.first().moodle_id
        synced_region.change_course(number, CourseChange(fullname="Äänikirjojen maailma"))
        outcome = sync()
        assert outcome.run.updated == 1
        found = Course.objects.in_catalogue().matching("äänikirjo")
        assert [course.moodle_id for course in found] == [number]

    def test_closing_enrolment_is_noticed_though_no_time_stamp_changes(self, synced_region):
        number = next(c.moodle_id for c in Course.objects.with_texts() if c.is_open)
        synced_region.close_enrolment(number)
        sync()
        assert not Course.objects.with_texts().get(moodle_id=number).is_open

    def test_a_deleted_course_goes_missing_then_is_withdrawn_and_comes_back_with_all(self, synced_region):
        course = Course.objects.get(moodle_id=6)
        EnrolmentKey.objects.create(course=course, source=KeySource.EDITOR, value="omaavain")
        EditorText.objects.create(course=course, language="fi", note="Suosittelemme")
        synced_region.delete_course(course.moodle_id)

        assert sync().run.missing == 1
        course.refresh_from_db()
        assert course.state == CourseState.MISSING
        assert course in Course.objects.in_catalogue()

        Course.objects.filter(pk=course.pk).update(state_since=timezone.now() - timedelta(days=15))
        assert sync().run.withdrawn == 1
        assert course not in Course.objects.in_catalogue()

        synced_region.restore_course(course.moodle_id)
        assert sync().run.restored == 1
        course.refresh_from_db()
        assert course.state == CourseState.ACTIVE
        assert course.keys.filter(source=KeySource.EDITOR).get().value == "omaavain"
        assert course.editor_texts.get().note == "Suosittelemme"

    def test_a_sync_leaves_an_editors_key_and_note_alone(self, synced_region):
        course = Course.objects.get(moodle_id=6)
        EnrolmentKey.objects.create(course=course, source=KeySource.EDITOR, value="omaavain")
        EditorText.objects.create(course=course, language="sv", note="Vi rekommenderar")
        synced_region.change_course(course.moodle_id)
        assert sync().run.updated == 1
        assert course.keys.filter(source=KeySource.EDITOR).get().value == "omaavain"
        assert course.editor_texts.get().note == "Vi rekommenderar"

    def test_a_category_that_cannot_be_read_any_more_keeps_its_courses(self, synced_region):
        before = dict(Course.objects.values_list("moodle_id", "category__moodle_id"))
        synced_region.fail("wrong_types:core_course_get_categories")
        assert sync().run.skipped
        assert dict(Course.objects.values_list("moodle_id", "category__moodle_id")) == before


class TestTheGuard:
    def test_an_empty_catalogue_is_refused_and_can_be_forced(self, synced_region):
        before = snapshot()
        synced_region.fail("empty_catalogue")
        outcome = sync()
        assert (outcome.exit_code, outcome.error.kind) == (3, "empty_catalogue")
        assert snapshot() == before
        assert sync(force=True).exit_code == 0
        assert not Course.objects.filter(state=CourseState.ACTIVE).exists()

    def test_half_of_the_courses_gone_is_refused(self, synced_region):
        before = snapshot()
        synced_region.fail("half_missing")
        outcome = sync()
        assert (outcome.exit_code, outcome.run.status) == (3, RunStatus.REFUSED)
        assert outcome.error.kind == "too_many_missing"
        assert snapshot() == before

    def test_lost_rights_are_refused(self, synced_region):
        before = snapshot()
        synced_region.fail("degraded")
        outcome = sync()
        assert (outcome.exit_code, outcome.error.kind) == (3, "degraded_answer")
        assert snapshot() == before


class TestWhoMaySyncWhen:
    def test_without_settings_nothing_begins(self, settings):
        with pytest.raises(NotConfigured):
            sync()
        assert not SyncRun.objects.exists()

    def test_two_cannot_run_at_once(self, region):
        with held_by_another_process(), pytest.raises(AlreadyRunning):
            sync()
        assert sync().error is None

    def test_a_killed_run_is_closed_by_the_next_one(self, region):
        killed = SyncRun.objects.create(trigger=SyncTrigger.SCHEDULE)
        sync()
        killed.refresh_from_db()
        assert (killed.status, killed.error_kind) == (RunStatus.FAILED, "interrupted")


@pytest.mark.parametrize("changed", [False, True])
def test_statements_do_not_grow_with_every_course(settings, changed):
    """Neither those of new courses nor those of changed ones."""

    def statements(courses: int) -> int:
        with StandIn(courses=courses) as stand_in:
            point_at(settings, stand_in)
            if changed:
                assert sync(force=True).error is None
                for number in stand_in.courses:
                    stand_in.change_course(number, CourseChange(fullname="Uusi nimi"))
            with CaptureQueriesContext(connection) as queries:
                assert sync(force=True).error is None
            return len(queries)

    few = statements(20)
    Course.objects.all().delete()
    assert statements(120) - few < 25
