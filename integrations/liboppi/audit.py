"""What Wagtail's history says of an editor's changes to a course: which parts were written, never what."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from .details import language_name
from .models import Course

EDIT_COURSE = "liboppi.edit_course"


class CourseEditFormatter(LogFormatter):
    """Puts an entry into the words of the admin's language."""

    label = gettext_lazy("Edit course")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        parts = ", ".join(part_name(name) for name in log_entry.data.get("parts", []))
        return _("Edited: %(parts)s") % {"parts": parts}


def log_edit(course: Course, user: Any, parts: list[str]) -> None:
    """Record that the user has changed the parts, named as in `CourseForm`."""
    log(course, EDIT_COURSE, user=user, data={"parts": parts}, content_changed=True)


def part_name(name: str) -> str:
    """The words for a field of `CourseForm`."""
    if name == "own_key":
        return _("own enrolment key")
    return _("note (%(language)s)") % {"language": language_name(name.removeprefix("note_"))}
