"""The cells of the listing. They read only what the listing has fetched: no query starts here."""

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column

from ..deadlines import days_left_text
from ..models import Feedback


def received(feedback: Feedback) -> str:
    """The day on which it came."""
    return date_format(localtime(feedback.received), "SHORT_DATE_FORMAT")


def answer_by(feedback: Feedback) -> SafeString | str:
    """The last day for an answer, and in words how long there is; nothing where none is to come."""
    if not feedback.is_waiting:
        return "–"
    day = date_format(feedback.answer_by, "SHORT_DATE_FORMAT")
    words = days_left_text(feedback.answer_by)
    if feedback.is_late:
        return format_html("{}<br><strong>{}</strong>", day, words)
    return format_html("{}<br>{}", day, words)


class StateColumn(Column):
    """The state as a tag of words."""

    cell_template_name = "accessibility/admin/state_cell.html"
