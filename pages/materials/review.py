"""The report of materials whose review is due, and the one click that says that one was reviewed today."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import MaterialPage

MONTHS = 12  # until the next review, where none was set anew
SHOWN_ON_HOME = 5


def due_for(user: Any) -> QuerySet[MaterialPage]:
    """The materials to review that `user` may edit, the longest overdue first."""
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    due = MaterialPage.objects.to_review(localdate()).filter(pk__in=editable.values("pk"))
    return due.select_related("keeper", "locale").defer_streamfields()


def in_a_year(day: date) -> date:
    """The same day of the next year, the 28th of February for the 29th."""
    try:
        return day.replace(year=day.year + MONTHS // 12)
    except ValueError:
        return day.replace(year=day.year + MONTHS // 12, day=28)


class ReviewReport(ReportView):
    """Materials to review. Lists what the user may edit."""

    index_url_name = "materials_to_review"
    index_results_url_name = "materials_to_review_results"
    results_template_name = "materials/admin/review_results.html"
    page_title = _("Materials to review")
    header_icon = "calendar-check"
    paginate_by = 50
    default_ordering = "review_by"
    model = MaterialPage

    def get_base_queryset(self) -> QuerySet[MaterialPage]:
        return due_for(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_review(request):
            raise PermissionDenied
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


def may_review(request: HttpRequest) -> bool:
    """Whether the user may edit any page."""
    return bool(PagePermissionPolicy().user_has_permission(request.user, "change"))


@require_POST
def reviewed_today(request: HttpRequest, pk: int) -> HttpResponse:
    """Note on the published page and in its draft that it was reviewed, and set the next review in a year."""
    material = get_object_or_404(MaterialPage.objects.to_review(localdate()), pk=pk)
    may = material.permissions_for_user(request.user)
    if not (may.can_edit() and may.can_publish()):
        raise PermissionDenied
    note_review(material, localdate())
    messages.success(
        request,
        gettext("“%(title)s” was reviewed today. The next review is in a year.") % {"title": material},
    )
    return redirect(reverse("materials_to_review"))


def note_review(material: MaterialPage, day: date) -> None:
    """Nothing else is published: what an editor has in a draft stays a draft."""
    days = {"reviewed": day, "review_by": in_a_year(day)}
    numbers = {material.latest_revision_id, material.live_revision_id}
    for revision in material.revisions.filter(pk__in=numbers):
        revision.content |= {name: value.isoformat() for name, value in days.items()}
        revision.save(update_fields=["content"])
    MaterialPage.objects.filter(translation_key=material.translation_key).update(**days)


class ReviewPanel(Component):
    """On the admin's front page: the materials to review that the user may edit."""

    name = "materials_to_review"
    template_name = "materials/admin/review_panel.html"
    order = 250

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        due = list(due_for(user)[: SHOWN_ON_HOME + 1])
        return {
            "request": parent_context["request"],
            "csrf_token": get_token(parent_context["request"]),
            "materials": due[:SHOWN_ON_HOME],
            "has_more": len(due) > SHOWN_ON_HOME,
            "report": reverse("materials_to_review"),
        }


urls = [
    path("", ReviewReport.as_view(), name="materials_to_review"),
    path("results/", ReviewReport.as_view(results_only=True), name="materials_to_review_results"),
    path("<int:pk>/reviewed/", reviewed_today, name="material_reviewed_today"),
]


class ReviewMenuItem(MenuItem):
    """In the admin's menu of reports, for those who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_review(request)


def menu_item() -> ReviewMenuItem:
    return ReviewMenuItem(
        _("Materials to review"), reverse("materials_to_review"), icon_name="calendar-check", order=310
    )
