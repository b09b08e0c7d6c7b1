"""The demo's users, whose passwords everybody knows, and what group chairs may do in its page tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from cms.accounts.roles import GROUP_CHAIRS, LIBRARY_STAFF, SPECIALISTS

_PAGE_RIGHTS = ["add_page", "change_page", "publish_page"]


@dataclass(frozen=True)
class DemoUser:
    """A user with the password in plain text. One without a role may do everything."""

    username: str
    password: str
    purpose: str | Promise
    role: str = ""
    admin_language: str = ""


EDITOR = "editor"
DEMO_USERS = (
    DemoUser("admin", "demo-admin-lukulamppu", _("may do everything")),
    DemoUser(EDITOR, "demo-editor-lukulamppu", _("specialist: writes the pages"), SPECIALISTS, "fi"),
    DemoUser("staff", "demo-staff-lukulamppu", _("library staff: sees enrolment keys"), LIBRARY_STAFF),
)


def make_users() -> User:
    """Make the users that are missing; one that exists stays as it is. Returns the author of the demo."""
    for demo_user in DEMO_USERS:
        if not User.objects.filter(username=demo_user.username).exists():
            _make(demo_user)
    return User.objects.get(username=EDITOR)


def _make(demo_user: DemoUser) -> None:
    everything = not demo_user.role
    user = User.objects.create_user(
        demo_user.username,
        f"{demo_user.username}@example.fi",
        demo_user.password,
        is_superuser=everything,
        is_staff=everything,
    )
    if demo_user.role:
        user.groups.add(Group.objects.get(name=demo_user.role))
    if demo_user.admin_language:
        UserProfile.objects.create(user=user, preferred_language=demo_user.admin_language)


def let_chairs_write(workgroup_lists: Iterable[Page]) -> None:
    """Chairs of groups write the pages of workgroups; specialists may write everything from the start."""
    chairs = Group.objects.get(name=GROUP_CHAIRS)
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=_PAGE_RIGHTS)
    for page in workgroup_lists:
        for right in rights:
            GroupPagePermission.objects.create(group=chairs, page=page, permission=right)
