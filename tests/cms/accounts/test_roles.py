"""What the roles may do, and what happens to a role that an administrator has changed."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.migrations import Migration

from cms.accounts.roles import GROUP_CHAIRS, LIBRARY_STAFF, RIGHTS, SPECIALISTS, ensure_roles

pytestmark = pytest.mark.django_db

REPORTS = {"liboppi.view_keyreport", "liboppi.change_keyreport"}
BROUGHT_REPORTS = Migration("0002_complete_sync", "liboppi")
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


@pytest.mark.parametrize("plan", [[], [(ANOTHER, False)], [(BROUGHT_REPORTS, True)]])
def test_a_right_that_was_taken_from_a_role_stays_away(plan):
    take(SPECIALISTS, "change_keyreport")
    ensure_roles(plan=plan)
    assert "liboppi.change_keyreport" not in rights(SPECIALISTS)
