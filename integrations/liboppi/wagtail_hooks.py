"""Makes the plugin known to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry

from .admin.attention_view import AttentionMenuItem
from .admin.audit import FORMATTERS
from .admin.bulk_actions import ACTIONS
from .admin.home_panel import CataloguePanel
from .admin.key_report_views import CLOSE_KEY_REPORTS_URL
from .admin.link_chooser import LinkChooserView
from .admin.rich_text import LINK_CHOOSER, register_link
from .admin.viewsets import LiboppiViewSetGroup
from .admin.visibility import FORMATTERS as VISIBILITY_FORMATTERS
from .chooser import CourseChooserViewSet, course_chooser
from .copies.usage import CoursePictureURLFinder
from .models import Course, CoursePicture, SyncRun
from .permissions import course_policy, grantable_permissions, sync_run_policy

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
    for action, formatter in (FORMATTERS | VISIBILITY_FORMATTERS).items():
        actions.register_action(action)(formatter)


@hooks.register("register_rich_text_features")
def register_rich_text_features(features: FeatureRegistry) -> None:
    register_link(features)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [CLOSE_KEY_REPORTS_URL, path("liboppi/link/", LinkChooserView.as_view(), name=LINK_CHOOSER)]


@hooks.register("construct_homepage_panels")
def add_catalogue_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(CataloguePanel(request))


@hooks.register("register_reports_menu_item")
def register_attention_report() -> AttentionMenuItem:
    return AttentionMenuItem()


for bulk_action in ACTIONS:
    hooks.register("register_bulk_action", bulk_action)
