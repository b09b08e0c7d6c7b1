"""Who may do what in the plugin's admin: every role, every deed."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django_q.models import OrmQ
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from cms.accounts.roles import GROUP_CHAIRS, SPECIALISTS
from integrations.liboppi.admin.own_parts import part_named
from integrations.liboppi.admin.own_values import OwnValues
from integrations.liboppi.models import Course, EditorText, EnrolmentKey, KeySource, SyncRun, SyncTrigger
from integrations.liboppi.schedule import sync_soon
from tests.integrations.liboppi.admin_catalogue import make_course, make_user, signed_in
from tests.integrations.liboppi.editing import button_value, click, save

pytestmark = pytest.mark.django_db

COURSES = "/admin/liboppi/courses/"
RUNS = "/admin/liboppi/sync-runs/"
KEY = "mustikkasoppa"


@pytest.fixture(autouse=True)
def connected(settings):
    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = "https://liboppi.example", "token"
    settings.LIBOPPI_COURSE_PAGES = None


@pytest.fixture
def course() -> Course:
    return make_course(7, keys=[(KeySource.CUSTOM_FIELD, KEY)], key_required=True)


@pytest.fixture
def run() -> SyncRun:
    return SyncRun.objects.create(trigger=SyncTrigger.SCHEDULE, status="done")


def sees(path: str, text: str = "") -> Callable[..., bool]:
    def deed(admin: Client, course: Course, run: SyncRun) -> bool:
        answer = admin.get(path.format(course=course.pk, run=run.pk))
        return answer.status_code == 200 and text in answer.content.decode()

    return deed


def sets_own_key(admin: Client, course: Course, run: SyncRun) -> bool:
    admin.post(f"{COURSES}edit/{course.pk}/", {"own_key": "oma", "note_fi": "", "note_sv": ""})
    return EnrolmentKey.objects.filter(course=course, source=KeySource.EDITOR, value="oma").exists()


def writes_note(admin: Client, course: Course, run: SyncRun) -> bool:
    admin.post(f"{COURSES}edit/{course.pk}/", {"note_fi": "Huomio", "note_sv": ""})
    return EditorText.objects.filter(course=course, language="fi", note="Huomio").exists()


def writes(**values: str) -> Callable[..., bool]:
    def deed(admin: Client, course: Course, run: SyncRun) -> bool:
        admin.post(f"{COURSES}edit/{course.pk}/", values)
        return Course.objects.with_own_values().filter(pk=course.pk).exists()

    return deed


def presses(button: str, part: str) -> Callable[..., bool]:
    """Whether the role can press the button of a part that a specialist has written."""

    def deed(admin: Client, course: Course, run: SyncRun) -> bool:
        specialist = signed_in("specialist")
        save(specialist, course, title_fi="Oma", own_key="oma")
        Course.objects.filter(pk=course.pk).update(own_imported={"key": []})
        EditorText.objects.update(imported={"title": "Entinen"})
        value = button_value(specialist, course, part)
        before = ModelLogEntry.objects.count()
        admin.post(f"{COURSES}{button}/{course.pk}/", {"part": value})
        return ModelLogEntry.objects.count() > before

    return deed


def undoes(part: str) -> Callable[..., bool]:
    def deed(admin: Client, course: Course, run: SyncRun) -> bool:
        presses("give-back", part)(signed_in("specialist"), course, run)
        entry = ModelLogEntry.objects.filter(action="liboppi.give_back").get()
        admin.post(f"{COURSES}take-back/{course.pk}/", {"entry": entry.pk})
        return ModelLogEntry.objects.filter(action="liboppi.take_back").exists()

    return deed


def asks_for_sync(admin: Client, course: Course, run: SyncRun) -> bool:
    admin.post(f"{RUNS}sync-now/")
    return OrmQ.objects.exists()


def asks_for_plan(admin: Client, course: Course, run: SyncRun) -> bool:
    admin.post(f"{RUNS}sync-now/", {"dry_run": "1"})
    return OrmQ.objects.exists()


def overrules_the_guard(admin: Client, course: Course, run: SyncRun) -> bool:
    admin.post(f"{RUNS}sync-now/", {"force": "1"})
    return OrmQ.objects.exists()


def sees_forcing(admin: Client, course: Course, run: SyncRun) -> bool:
    details = {"missing": 9, "active": 12, "limit": 5, "percent": 20}
    refused = SyncRun.objects.create(
        trigger="admin", status="refused", error_kind="too_many_missing", error_details=details
    )
    return admin.get(f"{RUNS}force/{refused.pk}/").status_code == 200


def follows_a_sync(admin: Client, course: Course, run: SyncRun) -> bool:
    task = sync_soon(SyncTrigger.SCHEDULE)
    pages = (f"{RUNS}follow/{task}/", f"{RUNS}follow/{task}/progress/", f"{RUNS}inspect/{run.pk}/progress/")
    codes = {admin.get(page).status_code for page in pages}
    assert len(codes) == 1
    return codes == {200}


def downloads(path: str) -> Callable[..., bool]:
    def deed(admin: Client, course: Course, run: SyncRun) -> bool:
        answer = admin.get(path.format(run=run.pk), {"export": "csv"})
        return answer.status_code == 200 and "attachment" in answer.get("Content-Disposition", "")

    return deed


def in_bulk(action: str) -> Callable[..., bool]:
    def deed(admin: Client, course: Course, run: SyncRun) -> bool:
        Course.objects.filter(pk=course.pk).update(own_visibility="hidden" if action == "show" else "")
        path = f"/admin/bulk/liboppi/course/{action}/?id={course.pk}"
        before = Course.objects.get(pk=course.pk).own_visibility
        asked = admin.get(path).status_code == 200
        admin.post(path)
        done = OrmQ.objects.exists() or Course.objects.get(pk=course.pk).own_visibility != before
        assert asked == done
        return done

    return deed


def adds_course(admin: Client, course: Course, run: SyncRun) -> bool:
    answer = admin.post(f"{COURSES}new/", {"moodle_id": 8, "shortname": "Uusi"})
    return answer.status_code == 200 or Course.objects.count() > 1


def copies_course(admin: Client, course: Course, run: SyncRun) -> bool:
    answer = admin.post(f"{COURSES}copy/{course.pk}/")
    return answer.status_code == 200 or Course.objects.count() > 1


def deletes_course(admin: Client, course: Course, run: SyncRun) -> bool:
    answer = admin.post(f"{COURSES}delete/{course.pk}/")
    return answer.status_code == 200 or not Course.objects.exists()


def adds_run(admin: Client, course: Course, run: SyncRun) -> bool:
    answer = admin.post(f"{RUNS}new/", {"trigger": "admin"})
    return answer.status_code == 200 or SyncRun.objects.count() > 1


def edits_run(admin: Client, course: Course, run: SyncRun) -> bool:
    answer = admin.post(f"{RUNS}edit/{run.pk}/", {"status": "failed"})
    return answer.status_code == 200 or SyncRun.objects.get().status != "done"


def deletes_run(admin: Client, course: Course, run: SyncRun) -> bool:
    answer = admin.post(f"{RUNS}delete/{run.pk}/")
    return answer.status_code == 200 or not SyncRun.objects.exists()


CHAIRS_UP = {"group chair", "specialist", "superuser"}
SPECIALISTS_UP = {"specialist", "superuser"}
NOBODY: set[str] = set()
DEEDS = {
    "lists courses": (sees(COURSES, "Kurssi 7"), CHAIRS_UP),
    "searches courses": (sees(f"{COURSES}results/?q=kurs", "Kurssi 7"), CHAIRS_UP),
    "looks at a course": (sees(COURSES + "inspect/{course}/", "Kurssi 7"), CHAIRS_UP),
    "sees a key's value": (sees(COURSES + "inspect/{course}/", KEY), CHAIRS_UP),
    "sees a key in a listing": (sees(COURSES, KEY), NOBODY),
    "opens a course to edit": (sees(COURSES + "edit/{course}/", "note_fi"), SPECIALISTS_UP),
    "sets the own key": (sets_own_key, SPECIALISTS_UP),
    "writes a note": (writes_note, SPECIALISTS_UP),
    "writes a title": (writes(title_fi="Oma"), SPECIALISTS_UP),
    "writes a summary": (writes(summary_sv="<p>Egen</p>"), SPECIALISTS_UP),
    "hides a course": (writes(own_visibility="hidden"), SPECIALISTS_UP),
    "chooses a language": (writes(own_language="sv"), SPECIALISTS_UP),
    "gives a title back": (presses("give-back", "title_fi"), SPECIALISTS_UP),
    "gives a key back": (presses("give-back", "own_key"), SPECIALISTS_UP),
    "keeps a title": (presses("keep", "title_fi"), SPECIALISTS_UP),
    "keeps a key": (presses("keep", "own_key"), SPECIALISTS_UP),
    "brings a title back": (undoes("title_fi"), SPECIALISTS_UP),
    "brings a key back": (undoes("own_key"), SPECIALISTS_UP),
    "reads a course's history": (sees(COURSES + "history/{course}/"), SPECIALISTS_UP),
    "lists sync runs": (sees(RUNS), SPECIALISTS_UP),
    "reads a sync run": (sees(RUNS + "inspect/{run}/"), SPECIALISTS_UP),
    "asks for a sync": (asks_for_sync, SPECIALISTS_UP),
    "asks what would change": (asks_for_plan, SPECIALISTS_UP),
    "overrules the guard": (overrules_the_guard, SPECIALISTS_UP),
    "is asked once more before that": (sees_forcing, SPECIALISTS_UP),
    "follows a sync": (follows_a_sync, SPECIALISTS_UP),
    "reads the changes of a sync": (sees(RUNS + "inspect/{run}/results/"), SPECIALISTS_UP),
    "compares syncs": (sees(RUNS + "compare/?b={run}"), SPECIALISTS_UP),
    "downloads sync runs": (downloads(RUNS), SPECIALISTS_UP),
    "downloads the changes of a sync": (downloads(RUNS + "inspect/{run}/"), SPECIALISTS_UP),
    "downloads courses": (downloads(COURSES), CHAIRS_UP),
    "reads what needs attention": (sees(f"{COURSES}attention/"), CHAIRS_UP),
    "hides courses": (in_bulk("hide"), SPECIALISTS_UP),
    "shows courses again": (in_bulk("show"), SPECIALISTS_UP),
    "syncs some courses": (in_bulk("sync"), SPECIALISTS_UP),
    "adds a course": (adds_course, NOBODY),
    "copies a course": (copies_course, NOBODY),
    "deletes a course": (deletes_course, NOBODY),
    "adds a sync run": (adds_run, NOBODY),
    "edits a sync run": (edits_run, NOBODY),
    "deletes a sync run": (deletes_run, NOBODY),
}


@pytest.mark.parametrize("role", ["stranger", "library staff", "group chair", "specialist", "superuser"])
@pytest.mark.parametrize("name", DEEDS)
def test_a_role_can_do_what_it_may_and_nothing_else(role, name, course, run):
    deed, roles = DEEDS[name]
    assert deed(signed_in(role), course, run) == (role in roles)


class TestAnEditorWithoutRightsToKeys:
    @pytest.fixture
    def admin(self) -> Client:
        specialists = Group.objects.get(name=SPECIALISTS)
        specialists.permissions.remove(*specialists.permissions.filter(content_type__model="enrolmentkey"))
        return signed_in("specialist")

    def test_sees_that_there_is_a_key_but_not_which(self, admin, course):
        body = admin.get(f"{COURSES}edit/{course.pk}/").content.decode()
        assert "your account has no right to see keys" in body
        assert KEY not in body

    def test_gets_the_summary_without_the_key(self, admin):
        course = make_course(9, summary="<p>Avain: karpalo</p>", public_summary="<p>Tervetuloa</p>")
        body = admin.get(f"{COURSES}edit/{course.pk}/").content.decode()
        assert "Tervetuloa" in body
        assert "karpalo" not in body

    def test_cannot_set_a_key_even_by_posting_one(self, admin, course, run):
        assert "own_key" not in admin.get(f"{COURSES}edit/{course.pk}/").content.decode()
        assert not sets_own_key(admin, course, run)

    @pytest.mark.parametrize("button", ["give-back", "keep"])
    def test_cannot_give_a_key_back_or_keep_it(self, admin, course, run, button):
        EnrolmentKey.objects.create(course=course, source=KeySource.EDITOR, value="oma")
        fresh = Course.objects.with_texts().get(pk=course.pk)
        value = f"own_key {OwnValues(fresh).mark(part_named('own_key'))}"
        admin.post(f"{COURSES}{button}/{course.pk}/", {"part": value})
        assert not ModelLogEntry.objects.exists()
        assert fresh.keys.current().filter(value="oma").exists()

    def test_cannot_bring_a_key_back(self, admin, course, run):
        superuser = signed_in("superuser")
        save(superuser, course, own_key="oma")
        click(superuser, course, "give-back", "own_key")
        entry = ModelLogEntry.objects.get(action="liboppi.give_back")
        admin.post(f"{COURSES}take-back/{course.pk}/", {"entry": entry.pk})
        assert not course.keys.current().filter(value="oma").exists()

    def test_still_writes_texts_beside_a_key(self, admin, course):
        EnrolmentKey.objects.create(course=course, source=KeySource.EDITOR, value="oma")
        save(admin, course, title_fi="Oma nimi")
        assert EditorText.objects.get().title == "Oma nimi"
        assert course.keys.current().filter(value="oma").exists()


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("group chair", {"/admin/liboppi/courses/"}),
        ("specialist", {"/admin/liboppi/courses/", "/admin/liboppi/sync-runs/"}),
    ],
)
def test_the_menu_offers_what_the_role_may_open(role, shown, course):
    body = signed_in(role).get("/admin/").content.decode()
    offered = {path for path in ("/admin/liboppi/courses/", "/admin/liboppi/sync-runs/") if path in body}
    assert offered == shown


@pytest.mark.parametrize("action", ["add", "delete", "publish"])
def test_nobody_is_listed_as_one_who_may_add_or_delete_courses(action):
    make_user("superuser")
    assert not policy_registry.get_by_type(Course).users_with_permission(action).exists()


def test_those_who_may_edit_courses_are_listed():
    specialist, _chair = make_user("specialist"), make_user("group chair")
    assert list(policy_registry.get_by_type(Course).users_with_permission("change")) == [specialist]


def test_an_administrator_is_offered_only_rights_that_mean_something():
    group = Group.objects.get(name=GROUP_CHAIRS)
    answer = signed_in("superuser").get(f"/admin/groups/edit/{group.pk}/")
    offered = answer.context["form"].fields["permissions"].queryset.filter(content_type__app_label="liboppi")
    assert set(offered.values_list("codename", flat=True)) == {
        "view_course",
        "change_course",
        "view_enrolmentkey",
        "change_enrolmentkey",
        "view_keyreport",
        "change_keyreport",
        "view_syncrun",
        "add_syncrun",
    }


@pytest.mark.parametrize("right", ["change_course", "add_syncrun", "view_syncrun"])
def test_to_overrule_the_guard_takes_all_three_rights(right, course, run):
    specialists = Group.objects.get(name=SPECIALISTS)
    specialists.permissions.remove(*specialists.permissions.filter(codename=right))
    assert not overrules_the_guard(signed_in("specialist"), course, run)


def test_one_who_may_sync_but_not_see_syncs_is_led_to_the_courses(course, run):
    specialists = Group.objects.get(name=SPECIALISTS)
    specialists.permissions.remove(*specialists.permissions.filter(codename="view_syncrun"))
    answer = signed_in("specialist").post(f"{RUNS}sync-now/")
    assert answer["Location"] == COURSES
    assert OrmQ.objects.count() == 1
