"""What the material bank registers with Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from . import review
from .admin_menu import MaterialBankGroup
from .counts.report import CountsMenuItem, report_urls
from .proposals.admin.home_panel import ProposalsPanel
from .proposals.models import Proposal
from .proposals.permissions import proposal_policy
from .refused_files import refuse_taken_down
from .uses.admin.audit import FORMATTERS
from .uses.admin.home_panel import UsesPanel
from .uses.models import MaterialUse
from .uses.permissions import use_policy

register_permission_policy(Proposal, proposal_policy)
register_permission_policy(MaterialUse, use_policy)
register_snippet(MaterialBankGroup)  # after the policies, which its lists ask

hooks.register("before_serve_document", refuse_taken_down)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver | URLPattern]:
    return [path("materials/to-review/", include(review.urls)), *report_urls()]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)


@hooks.register("register_reports_menu_item")
def register_counts_report() -> MenuItem:
    return CountsMenuItem()


@hooks.register("register_reports_menu_item")
def register_review_report() -> MenuItem:
    return review.menu_item()


@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels += [ProposalsPanel(request), UsesPanel(request), review.ReviewPanel()]
