"""On the admin's home page: feedback that waits, and statements that should be reviewed."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from ..deadlines import days_left_text, months_before
from ..models import AccessibilityStatementPage, Feedback
from ..models.statement import REVIEW_MONTHS
from ..permissions import may_see_feedback

MOST_SHOWN = 5


class FeedbackPanel(Component):
    """What waits for an answer, and until when. Shown to those who may see it, where something does."""

    name = "accessibility_feedback"
    template_name = "accessibility/admin/feedback_panel.html"
    order = 140

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def render_html(self, parent_context: Any = None) -> Any:
        if not may_see_feedback(self.request.user):
            return ""
        waiting = list(Feedback.objects.waiting().order_by("answer_by", "pk"))
        return super().render_html({"waiting": waiting}) if waiting else ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = parent_context["waiting"]
        return {
            "count": len(waiting),
            "shown": [(feedback, days_left_text(feedback.answer_by)) for feedback in waiting[:MOST_SHOWN]],
            "may_answer": self.request.user.has_perm("accessibility.change_feedback"),
        }


class ReviewPanel(Component):
    """Published statements whose last review is over a year ago, for those who may edit them."""

    name = "accessibility_review"
    template_name = "accessibility/admin/review_panel.html"
    order = 145

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def render_html(self, parent_context: Any = None) -> Any:
        last_day = months_before(localdate(), REVIEW_MONTHS)
        old = AccessibilityStatementPage.objects.live().filter(alias_of=None, reviewed_on__lt=last_day)
        statements = [page for page in old.select_related("locale") if self._may_edit(page)]
        return super().render_html({"statements": statements}) if statements else ""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"statements": parent_context["statements"]}

    def _may_edit(self, page: Page) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())
