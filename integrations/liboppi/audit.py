"""What Wagtail's history says of an editor's changes to a course: which parts were written, never what."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from .details import language_name
from .models import Course, ReportOutcome

EDIT_COURSE = "liboppi.edit_course"
CLOSE_KEY_REPORTS = "liboppi.close_key_reports"


class CourseEditFormatter(LogFormatter):
    """Puts an entry into the words of the admin's language."""

    label = gettext_lazy("Edit course")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        parts = ", ".join(part_name(name) for name in log_entry.data.get("parts", []))
        return _("Edited: %(parts)s") % {"parts": parts}


class KeyReportsFormatter(LogFormatter):
    """Tells how many reports of the key were closed and how, not what readers wrote."""

    label = gettext_lazy("Close reports of the key")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        count = log_entry.data.get("count", 0)
        text = ngettext(
            "Closed %(count)s report of the key: %(outcome)s",
            "Closed %(count)s reports of the key: %(outcome)s",
            count,
        )
        outcome = dict(ReportOutcome.choices).get(log_entry.data.get("outcome", ""), "–")
        return text % {"count": count, "outcome": outcome}


def log_edit(course: Course, user: Any, parts: list[str]) -> None:
    """Record that the user has changed the parts, named as in `CourseForm`."""
    log(course, EDIT_COURSE, user=user, data={"parts": parts}, content_changed=True)


def log_closed_reports(course: Course, user: Any, count: int, outcome: ReportOutcome) -> None:
    """Record that the user has closed reports of the course's key."""
    log(course, CLOSE_KEY_REPORTS, user=user, data={"count": count, "outcome": outcome.value})


def part_name(name: str) -> str:
    """The words for a field of `CourseForm`."""
    if name == "own_key":
        return _("own enrolment key")
    return _("note (%(language)s)") % {"language": language_name(name.removeprefix("note_"))}
