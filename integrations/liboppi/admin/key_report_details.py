"""What the admin tells of readers' reports of a course's key: which are open, and how others ended.

Who reported is told only to those who close reports, and messages, which may hold keys, only to those who may
see keys.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from ..models import Course, KeyReport, ReportOutcome
from ..permissions import User, may_close_reports, may_see_keys, may_see_reports

CLOSE_REPORTS = "liboppi_close_key_reports"
MOST_CLOSED = 20  # so many closed reports are told of
BY_PEOPLE = (ReportOutcome.WORKS, ReportOutcome.DISMISSED)  # the outcomes that an editor can choose


@dataclass(frozen=True)
class ReportView:
    """A report as the user may see it. `message` is None for those who may only know that there is one.

    `reporter` and `closed_by` are names, "" where the user may not know them or the account is gone.
    """

    pk: int
    reported: datetime
    message: str | None = field(repr=False)
    reporter: str = field(repr=False)
    closed: datetime | None
    closed_by: str = field(repr=False)
    outcome: str


class ReportDetails:
    """The reports of one course's key, for one user of the admin."""

    def __init__(self, course: Course, user: User) -> None:
        self.course = course
        self.is_shown = may_see_reports(user)
        self.may_close = may_close_reports(user)
        self.shows_messages = may_see_keys(user)

    @cached_property
    def open(self) -> list[ReportView]:
        """Those that wait for an editor, the last one first."""
        if not self.is_shown:
            return []
        return [self._view(report) for report in self._reports().open()]

    @cached_property
    def closed(self) -> list[ReportView]:
        """The last ones that were closed, at most MOST_CLOSED."""
        if not self.is_shown:
            return []
        reports = self._reports().exclude(closed=None).order_by("-closed", "-pk")
        return [self._view(report) for report in reports[:MOST_CLOSED]]

    @property
    def close_url(self) -> str:
        """Where to post which reports to close, and how they ended."""
        return reverse(CLOSE_REPORTS, args=[self.course.pk])

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The outcomes to choose from, each with the words for choosing it."""
        words = {
            ReportOutcome.WORKS: _("The key works"),
            ReportOutcome.DISMISSED: _("Close without a change"),
        }
        return [(outcome.value, words[outcome]) for outcome in BY_PEOPLE]

    def _reports(self) -> Any:
        return self.course.key_reports.select_related("reporter", "closed_by")

    def _view(self, report: KeyReport) -> ReportView:
        return ReportView(
            pk=report.pk,
            reported=report.reported,
            message=report.message if self.shows_messages or not report.message else None,
            reporter=self._name(report.reporter),
            closed=report.closed,
            closed_by=self._name(report.closed_by),
            outcome=str(report.get_outcome_display()),
        )

    def _name(self, person: Any) -> str:
        return str(get_user_display_name(person)) if person and self.may_close else ""
