"""What accessibility adds to Wagtail's admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy

from .admin.audit import FORMATTERS
from .admin.home_panels import FeedbackPanel, ReviewPanel
from .admin.viewsets import FeedbackViewSet
from .models import Feedback
from .permissions import feedback_policy

register_permission_policy(Feedback, feedback_policy)


@hooks.register("register_admin_viewset")
def register_feedback() -> FeedbackViewSet:
    return FeedbackViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels += [FeedbackPanel(request), ReviewPanel(request)]
