"""The roles of the extranet and their rights over models; rights over pages are given in the page tree."""

from typing import Any

from django.contrib.auth.models import Group, Permission

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
_SPECIALIST_RIGHTS = [
    *_GROUP_CHAIR_RIGHTS,
    "liboppi.change_course",
    "liboppi.add_enrolmentkey",
    "liboppi.change_enrolmentkey",
    "liboppi.delete_enrolmentkey",
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


def ensure_roles(**_kwargs: Any) -> None:
    """Make the roles that are missing. A role that exists keeps the rights an administrator has given it."""
    for name, rights in RIGHTS.items():
        group, _created = Group.objects.get_or_create(name=name)
        if not group.permissions.filter(content_type__app_label="liboppi").exists():
            group.permissions.add(*_permissions(rights))


def _permissions(rights: list[str]) -> list[Permission]:
    found = Permission.objects.filter(codename__in=[right.split(".")[1] for right in rights])
    wanted = set(rights)
    return [
        p
        for p in found.select_related("content_type")
        if f"{p.content_type.app_label}.{p.codename}" in wanted
    ]
