"""Closing readers' reports of a course's key in the admin, by POST only."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages

from ..key_reports import close_reports
from ..models import Course, ReportOutcome
from ..permissions import course_policy, may_close_reports
from .audit import log_closed_reports
from .key_report_details import BY_PEOPLE, CLOSE_REPORTS

EDIT, INSPECT = "liboppi_courses:edit", "liboppi_courses:inspect"


class CloseReportsView(View):
    """Closes reports and leads back to the course's page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        may_open = course_policy.user_has_any_permission(request.user, ["view", "change"])
        if not (may_open and may_close_reports(request.user)):
            raise PermissionDenied
        course = get_object_or_404(Course, pk=pk)
        self._close(course)
        may_edit = course_policy.user_has_permission(request.user, "change")
        return HttpResponseRedirect(reverse(EDIT if may_edit else INSPECT, args=[course.pk]))

    def _close(self, course: Course) -> None:
        reports, outcome = self.request.POST.getlist("reports"), self.request.POST.get("outcome")
        if not reports or outcome not in BY_PEOPLE:
            text = _("Nothing was closed: choose which report to close, and how it ended.")
            messages.error(self.request, text)
            return
        count = close_reports(course, _open_ones(course, reports), ReportOutcome(outcome), self.request.user)
        if not count:
            messages.info(self.request, _("This has been closed or withdrawn meanwhile."))
            return
        log_closed_reports(course, self.request.user, count, ReportOutcome(outcome))
        text = ngettext("Closed %(count)s report.", "Closed %(count)s reports.", count)
        messages.success(self.request, text % {"count": count})


def _open_ones(course: Course, named: list[str]) -> list[int]:
    """Those of the named reports that are open; what came after the page was shown isn't among them."""
    return [pk for pk in course.key_reports.open().values_list("pk", flat=True) if str(pk) in named]


CLOSE_KEY_REPORTS_URL = path(
    "liboppi/courses/close-key-reports/<int:pk>/", CloseReportsView.as_view(), name=CLOSE_REPORTS
)
