"""What Wagtail's history says of an editor's deeds on a course: which parts, and what stood there before.

Never an enrolment key.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry

from ..models import Course, ReportOutcome
from .own_parts import Part, part_named, words_for
from .own_values import OwnValues, pointed_at

EDIT_COURSE = "liboppi.edit_course"
GIVE_BACK = "liboppi.give_back"
TAKE_BACK = "liboppi.take_back"
KEEP_OWN = "liboppi.keep_own"
CLOSE_KEY_REPORTS = "liboppi.close_key_reports"


class CourseFormatter(LogFormatter):
    """Puts an entry into the words of the admin's language."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        parts = ", ".join(_label(name) for name in log_entry.data.get("parts", []))
        return " ".join([self.sentence() % {"parts": parts}, *_before(log_entry.data.get("before", {}))])

    def sentence(self) -> str:
        """What was done, with a place for the parts."""
        raise NotImplementedError


class EditFormatter(CourseFormatter):
    """The form was saved."""

    label = gettext_lazy("Edit course")

    def sentence(self) -> str:
        return _("Edited: %(parts)s.")


class GiveBackFormatter(CourseFormatter):
    """Liboppi's value counts again."""

    label = gettext_lazy("Give back to Liboppi")

    def sentence(self) -> str:
        return _("Given back to Liboppi: %(parts)s.")


class TakeBackFormatter(CourseFormatter):
    """Giving back was undone."""

    label = gettext_lazy("Undo giving back")

    def sentence(self) -> str:
        return _("Own value brought back: %(parts)s.")


class KeepFormatter(CourseFormatter):
    """Liboppi's new value was seen, the editor's stays."""

    label = gettext_lazy("Keep own value")

    def sentence(self) -> str:
        return _("Kept although Liboppi's has changed: %(parts)s.")


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


FORMATTERS: dict[str, type[LogFormatter]] = {
    EDIT_COURSE: EditFormatter,
    GIVE_BACK: GiveBackFormatter,
    TAKE_BACK: TakeBackFormatter,
    KEEP_OWN: KeepFormatter,
    CLOSE_KEY_REPORTS: KeyReportsFormatter,
}


def log_deed(
    action: str, own: OwnValues, user: Any, parts: Sequence[Part], replaced: Sequence[Part] = ()
) -> Any:
    """Record that the user did this with the parts. `own` is as before; of `replaced` parts it is kept.

    Returns the entry.
    """
    data = {"parts": [part.name for part in parts], "before": {p.name: _kept(own, p) for p in replaced}}
    return log(own.course, action, user=user, data=data, content_changed=action != KEEP_OWN)


def log_closed_reports(course: Course, user: Any, count: int, outcome: ReportOutcome) -> None:
    """Record that the user has closed reports of the course's key."""
    log(course, CLOSE_KEY_REPORTS, user=user, data={"count": count, "outcome": outcome.value})


def _kept(own: OwnValues, part: Part) -> dict[str, Any]:
    """What brings the value back. Of a key that is the number of its row, which is never deleted."""
    kept = {"imported": own.imported_then(part)} if own.knows_then(part) else {}
    if part.is_key:
        return kept | {"key": own.own_key.pk if own.own_key else None}
    return kept | {"value": own.own(part), "name": pointed_at(own.course, part)}


def _before(before: Mapping[str, Mapping[str, str]]) -> list[str]:
    told = []
    for name, kept in before.items():
        words = words_for(part_named(name), kept.get("value", ""), kept.get("name", ""))
        if words:
            told.append(_("%(part)s was “%(words)s”.") % {"part": _label(name), "words": words})
    return told


def _label(name: str) -> str:
    try:
        return part_named(name).label
    except KeyError:
        return name
