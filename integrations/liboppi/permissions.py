"""Who may do what with the catalogue in the admin. Rights are Django's permissions; no role is named here."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Permission
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Course, SyncRun

User = AbstractBaseUser | AnonymousUser


class ImportedModelPermissionPolicy(ModelPermissionPolicy):
    """For rows that only the sync makes and removes: none may do more than `actions`, superusers neither."""

    def __init__(self, model: type[Model], actions: Iterable[str]) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions: Collection[str]) -> Any:
        possible = self.actions.intersection(actions)
        return super().users_with_any_permission(possible) if possible else get_user_model().objects.none()


course_policy = ImportedModelPermissionPolicy(Course, ["view", "change"])
sync_run_policy = ImportedModelPermissionPolicy(SyncRun, ["view"])


def may_see_keys(user: User) -> bool:
    """Whether the values of enrolment keys may be shown to the user."""
    return user.has_perm("liboppi.view_enrolmentkey")  # type: ignore[union-attr]


def may_set_key(user: User) -> bool:
    """Whether the user may write a course's own key: two rights, as the field shows the one that is there."""
    return may_see_keys(user) and user.has_perm("liboppi.change_enrolmentkey")  # type: ignore[union-attr]


def may_see_reports(user: User) -> bool:
    """Whether the user may read which keys are said not to work; the messages only who may see keys, too."""
    return user.has_perm("liboppi.view_keyreport") or may_close_reports(user)  # type: ignore[union-attr]


def may_close_reports(user: User) -> bool:
    """Whether the user may say that a report is settled, and so may know who made it."""
    return user.has_perm("liboppi.change_keyreport")  # type: ignore[union-attr]


def may_sync(user: User) -> bool:
    """Whether the user may ask for a sync."""
    return user.has_perm("liboppi.add_syncrun")  # type: ignore[union-attr]


def may_force(user: User) -> bool:
    """Whether the user may overrule the guard of a sync: that can take courses off the site."""
    return may_sync(user) and may_see_runs(user) and course_policy.user_has_permission(user, "change")


def may_see_courses(user: User) -> bool:
    """Whether the user may look at courses in the admin."""
    return course_policy.user_has_any_permission(user, ["view", "change"])


def may_see_runs(user: User) -> bool:
    """Whether the user may read how syncs ended."""
    return sync_run_policy.user_has_permission(user, "view")


def grantable_permissions() -> QuerySet[Permission]:
    """The permissions that an administrator can give to a group: those that this plugin asks for."""
    codenames = [
        "view_course",
        "change_course",
        "view_enrolmentkey",
        "change_enrolmentkey",
        "view_keyreport",
        "change_keyreport",
        "view_syncrun",
        "add_syncrun",
    ]
    return Permission.objects.filter(content_type__app_label=Course._meta.app_label, codename__in=codenames)
