"""The roles of the extranet and their rights over models; rights over pages are given in the page tree."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.migrations import Migration

Plan = Iterable[tuple[Migration, bool]]

SPECIALISTS = "Asiantuntijat – Sakkunniga"
GROUP_CHAIRS = "Ryhmien vetäjät – Gruppledare"
LIBRARY_STAFF = "Kirjastojen henkilöstö – Bibliotekspersonal"

_MATERIAL_STAFF_RIGHTS = ["materials.add_proposal", "materials.add_materialuse"]
_LIBRARY_STAFF_RIGHTS = ["liboppi.view_enrolmentkey", *_MATERIAL_STAFF_RIGHTS]
# Guarded by pages.translations: only for what its holder may edit in both languages.
_TRANSLATION_RIGHTS = ["wagtail_localize.submit_translation"]
_GROUP_CHAIR_RIGHTS = [
    *_LIBRARY_STAFF_RIGHTS,
    "wagtailadmin.access_admin",
    "liboppi.view_course",
    "materials.view_theme",
    "materials.view_targetgroup",
    *_TRANSLATION_RIGHTS,
]
_KEY_REPORT_RIGHTS = ["liboppi.view_keyreport", "liboppi.change_keyreport"]
_FEEDBACK_RIGHTS = ["accessibility.view_feedback", "accessibility.change_feedback"]
_MATERIAL_EDITOR_RIGHTS = [
    "materials.view_proposal",
    "materials.change_proposal",
    "materials.change_materialuse",
    "materials.view_materialcount",
    "materials.view_targetgroup",
    "materials.add_targetgroup",
    "materials.change_targetgroup",
    "materials.delete_targetgroup",
]
_SEARCH_RIGHTS = [
    "search.add_synonym",
    "search.change_synonym",
    "search.delete_synonym",
    "search.add_promotion",
    "search.change_promotion",
    "search.delete_promotion",
    "search.view_missedsearch",
    "search.delete_missedsearch",
]
_PIN_RIGHTS = [f"catalogue.{action}_pinboard" for action in ("view", "add", "change", "delete")]
_SUBJECT_RIGHTS = [f"catalogue.{action}_coursesubjects" for action in ("view", "add", "change", "delete")]
_SPECIALIST_RIGHTS = [
    *_GROUP_CHAIR_RIGHTS,
    "liboppi.change_course",
    "liboppi.add_enrolmentkey",
    "liboppi.change_enrolmentkey",
    "liboppi.delete_enrolmentkey",
    *_KEY_REPORT_RIGHTS,
    *_FEEDBACK_RIGHTS,
    *_MATERIAL_EDITOR_RIGHTS,
    *_SEARCH_RIGHTS,
    "liboppi.view_syncrun",
    "liboppi.add_syncrun",
    "materials.add_theme",
    "materials.change_theme",
    "materials.delete_theme",
    *_PIN_RIGHTS,
    *_SUBJECT_RIGHTS,
]

RIGHTS = {
    LIBRARY_STAFF: _LIBRARY_STAFF_RIGHTS,
    GROUP_CHAIRS: _GROUP_CHAIR_RIGHTS,
    SPECIALISTS: _SPECIALIST_RIGHTS,
}

# Rights that came later, by the migration that brought them.
LATER_RIGHTS = {
    ("liboppi", "0002_complete_sync"): {SPECIALISTS: _KEY_REPORT_RIGHTS},
    ("accessibility", "0001_initial"): {SPECIALISTS: _FEEDBACK_RIGHTS},
    ("catalogue", "0002_catalogue"): {SPECIALISTS: [*_PIN_RIGHTS, *_SUBJECT_RIGHTS]},
    ("core", "0002_footer_social_image_pending_translation"): {GROUP_CHAIRS: _TRANSLATION_RIGHTS},
    ("materials", "0002_material_bank"): {
        LIBRARY_STAFF: _MATERIAL_STAFF_RIGHTS,
        GROUP_CHAIRS: [*_MATERIAL_STAFF_RIGHTS, "materials.view_targetgroup"],
        SPECIALISTS: [*_MATERIAL_STAFF_RIGHTS, *_MATERIAL_EDITOR_RIGHTS],
    },
    ("search", "0001_search_index"): {SPECIALISTS: _SEARCH_RIGHTS},
}


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
