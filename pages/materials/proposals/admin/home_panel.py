"""On the admin's home page: proposals that wait for an editor."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..models import Proposal
from ..permissions import may_see_proposals

MOST_SHOWN = 5


class ProposalsPanel(Component):
    """What waits, the oldest first. Shown to those who may see it, where something does."""

    name = "material_proposals"
    template_name = "materials/proposals/admin/panel.html"
    order = 135

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def render_html(self, parent_context: Any = None) -> Any:
        if not may_see_proposals(self.request.user):
            return ""
        waiting = list(Proposal.objects.waiting().order_by("changed", "pk"))
        return super().render_html({"waiting": waiting}) if waiting else ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = parent_context["waiting"]
        return {
            "count": len(waiting),
            "shown": waiting[:MOST_SHOWN],
            "may_change": self.request.user.has_perm("materials.change_proposal"),
        }
