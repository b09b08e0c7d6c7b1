"""What the roles may do, and what happens to a role that an administrator has changed."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.migrations import Migration
from wagtail.models import Workflow

from cms.accounts.roles import GROUP_CHAIRS, LIBRARY_STAFF, RIGHTS, SPECIALISTS, ensure_roles

pytestmark = pytest.mark.django_db

REPORTS = {"liboppi.view_keyreport", "liboppi.change_keyreport"}
BROUGHT_REPORTS = Migration("0002_complete_sync", "liboppi")
BROUGHT_TRANSLATION = Migration("0002_footer_social_image_pending_translation", "core")
ANOTHER = Migration("0001_initial", "liboppi")


def rights(role: str) -> set[str]:
    pairs = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in pairs}


def take(role: str, *codenames: str) -> None:
    group = Group.objects.get(name=role)
    group.permissions.remove(*Permission.objects.filter(codename__in=codenames))


@pytest.mark.parametrize("role", RIGHTS)
def test_a_new_role_has_its_rights(role):
    assert set(RIGHTS[role]) <= rights(role)


def test_reports_of_keys_are_for_specialists():
    assert rights(SPECIALISTS) >= REPORTS
    assert not REPORTS & (rights(GROUP_CHAIRS) | rights(LIBRARY_STAFF))


def test_a_role_gets_the_rights_that_a_migration_has_just_brought_and_no_others():
    take(SPECIALISTS, "view_keyreport", "change_keyreport", "change_enrolmentkey")
    ensure_roles(plan=[(BROUGHT_REPORTS, False)])
    assert rights(SPECIALISTS) >= REPORTS
    assert "liboppi.change_enrolmentkey" not in rights(SPECIALISTS)


def test_chairs_of_an_older_installation_get_the_right_to_translate_once_it_is_guarded():
    take(GROUP_CHAIRS, "submit_translation")
    ensure_roles(plan=[(BROUGHT_TRANSLATION, False)])
    assert "wagtail_localize.submit_translation" in rights(GROUP_CHAIRS)


@pytest.mark.parametrize("plan", [[], [(ANOTHER, False)], [(BROUGHT_REPORTS, True)]])
def test_a_right_that_was_taken_from_a_role_stays_away(plan):
    take(SPECIALISTS, "change_keyreport")
    ensure_roles(plan=plan)
    assert "liboppi.change_keyreport" not in rights(SPECIALISTS)


def test_the_workflow_has_a_name_in_both_languages():
    """Wagtail's own, "Moderators approval", stands in editors' menus whatever their language."""
    name = "Asiantuntijan hyväksyntä – Sakkunnigs godkännande"
    workflow = Workflow.objects.get()
    assert workflow.name == name
    assert [task.name for task in workflow.tasks] == [name]
