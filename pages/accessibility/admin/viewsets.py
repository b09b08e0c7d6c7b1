"""How feedback is listed, answered and deleted in the admin."""

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Feedback
from . import columns
from .filters import FeedbackFilterSet
from .forms import AnswerForm
from .views import FeedbackEditView, FeedbackInspectView

LEFT_OUT = {"add", "usage"}  # readers write feedback, and nothing points at it


class FeedbackViewSet(ModelViewSet):
    """Feedback on accessibility, the last one first."""

    model = Feedback
    add_to_reference_index = False
    name = "accessibility_feedback"
    url_prefix = "accessibility/feedback"
    icon = "openquote"
    menu_label = _("Accessibility")
    add_to_admin_menu = True
    menu_order = 450
    copy_view_enabled = False
    inspect_view_enabled = True
    template_prefix = ""
    edit_view_class = FeedbackEditView
    edit_template_name = "accessibility/admin/edit.html"
    inspect_view_class = FeedbackInspectView
    inspect_template_name = "accessibility/admin/inspect.html"
    filterset_class = FeedbackFilterSet
    search_fields = ["problem", "page", "usage", "name", "email", "answer", "notes"]
    list_per_page = 50
    list_display = [
        "summary",
        Column("answer_by", label=_("Answer by"), accessor=columns.answer_by, sort_key="answer_by"),
        columns.StateColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            sort_key="state",
            classname="wide-only",
        ),
        Column(
            "received",
            label=_("Received"),
            accessor=columns.received,
            sort_key="received",
            classname="wide-only",
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in LEFT_OUT]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(usage_url_name="", **kwargs)
        return common

    def get_form_class(self, for_update: bool = False) -> type[AnswerForm]:
        return AnswerForm
