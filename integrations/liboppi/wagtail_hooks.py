"""Makes the plugin known to Wagtail's admin."""

from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry

from .audit import FORMATTERS
from .chooser import CourseChooserViewSet, course_chooser
from .copies.usage import CoursePictureURLFinder
from .link_chooser import LinkChooserView
from .models import Course, CoursePicture, SyncRun
from .permissions import course_policy, grantable_permissions, sync_run_policy
from .rich_text import LINK_CHOOSER, register_link
from .viewsets import LiboppiViewSetGroup

register_permission_policy(Course, course_policy)
register_admin_url_finder(CoursePicture, CoursePictureURLFinder)
register_permission_policy(SyncRun, sync_run_policy)


@hooks.register("register_admin_viewset")
def register_group() -> ViewSetGroup:
    return LiboppiViewSetGroup()


@hooks.register("register_admin_viewset")
def register_chooser() -> CourseChooserViewSet:
    return course_chooser


@hooks.register("register_icons")
def register_icons(icons: list[str]) -> list[str]:
    return [*icons, "liboppi/admin/icons/liboppi-course.svg"]


@hooks.register("register_permissions")
def register_permissions() -> Any:
    return grantable_permissions()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features: FeatureRegistry) -> None:
    register_link(features)


@hooks.register("register_admin_urls")
def register_link_chooser() -> list[URLPattern]:
    return [path("liboppi/link/", LinkChooserView.as_view(), name=LINK_CHOOSER)]
