"""The admin's report of what needs attention in the catalogue."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from ..models import Course
from ..permissions import may_see_courses
from .attention import matters

ATTENTION = "liboppi_courses:attention"


class AttentionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every kind of thing that needs attention, with its count and what to do about it."""

    model = Course
    any_permission_required = ["view", "change"]
    template_name = "liboppi/admin/attention.html"
    page_title = _("What needs attention in Liboppi's courses")
    header_icon = "liboppi-course"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        courses = {"url": reverse("liboppi_courses:index"), "label": _("Courses")}
        return [*self.breadcrumbs_items, courses, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"matters": matters(self.request.user)}


class AttentionMenuItem(MenuItem):
    """The report in the menu of reports, for those who may look at courses."""

    def __init__(self) -> None:
        super().__init__(
            _("Liboppi's courses"),
            reverse(ATTENTION),
            name="liboppi-attention",
            icon_name="liboppi-course",
            order=1100,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_courses(request.user)
