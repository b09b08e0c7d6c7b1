"""On the admin's home page: told uses that wait for an editor."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from ..materials import with_pages
from ..models import MaterialUse
from ..permissions import use_policy

MOST_SHOWN = 5


class UsesPanel(Component):
    """The oldest of those that wait. Shown to those who decide of them, where some do."""

    name = "material_uses"
    template_name = "materials/admin/uses_panel.html"
    order = 135

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def render_html(self, parent_context: Any = None) -> Any:
        if not use_policy.user_has_permission(self.request.user, "change"):
            return ""
        count = MaterialUse.objects.waiting().count()
        return super().render_html({"count": count}) if count else ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        oldest = MaterialUse.objects.waiting().order_by("changed", "pk")[:MOST_SHOWN]
        return {"count": parent_context["count"], "shown": with_pages(oldest)}
