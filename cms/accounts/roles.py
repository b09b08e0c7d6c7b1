"""The roles of the extranet and their rights over models; rights over pages are given in the page tree."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.migrations import Migration

Plan = Iterable[tuple[Migration, bool]]

SPECIALISTS = "Asiantuntijat – Sakkunniga"
GROUP_CHAIRS = "Ryhmien vetäjät – Gruppledare"
LIBRARY_STAFF = "Kirjastojen henkilöstö – Bibliotekspersonal"

_LIBRARY_STAFF_RIGHTS = ["liboppi.view_enrolmentkey"]
_GROUP_CHAIR_RIGHTS = [
    *_LIBRARY_STAFF_RIGHTS,
    "wagtailadmin.access_admin",
    "liboppi.view_course",
    "materials.view_theme",
]
_KEY_REPORT_RIGHTS = ["liboppi.view_keyreport", "liboppi.change_keyreport"]
_SPECIALIST_RIGHTS = [
    *_GROUP_CHAIR_RIGHTS,
    "liboppi.change_course",
    "liboppi.add_enrolmentkey",
    "liboppi.change_enrolmentkey",
    "liboppi.delete_enrolmentkey",
    *_KEY_REPORT_RIGHTS,
    "liboppi.view_syncrun",
    "liboppi.add_syncrun",
    "materials.add_theme",
    "materials.change_theme",
    "materials.delete_theme",
    "wagtail_localize.submit_translation",
]

RIGHTS = {
    LIBRARY_STAFF: _LIBRARY_STAFF_RIGHTS,
    GROUP_CHAIRS: _GROUP_CHAIR_RIGHTS,
    SPECIALISTS: _SPECIALIST_RIGHTS,
}

# Rights that came later, by the migration that brought them.
LATER_RIGHTS = {("liboppi", "0002_complete_sync"): {SPECIALISTS: _KEY_REPORT_RIGHTS}}


def ensure_roles(plan: Plan = (), **_kwargs: Any) -> None:
    """Make the roles that are missing. A role that exists keeps the rights an administrator has given it.

    `plan` holds the migrations that were just run, each with whether it was undone: a role gets the rights
    that one of them brought, once.
    """
    for name, rights in RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__app_label="liboppi").exists():
            group.permissions.add(*_permissions(rights))
    for migration, is_undone in plan:
        later = {} if is_undone else LATER_RIGHTS.get((migration.app_label, migration.name), {})
        for name, rights in later.items():
            Group.objects.get(name=name).permissions.add(*_permissions(rights))


def _permissions(rights: list[str]) -> list[Permission]:
    found = Permission.objects.filter(codename__in=[right.split(".")[1] for right in rights])
    wanted = set(rights)
    return [
        p
        for p in found.select_related("content_type")
        if f"{p.content_type.app_label}.{p.codename}" in wanted
    ]
