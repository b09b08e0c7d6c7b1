"""Days as readers of each language write them. Knows dates without a clock; times are the pages' own."""

from datetime import date

from django.utils.formats import date_format, get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _


def days_tag(first: date, last: date | None = None) -> SafeString:
    """One day, or a span of days that says month and year once where both ends share them.

    In Finnish "1.–3. joulukuuta 2026", "30. marraskuuta – 2. joulukuuta 2026"; each end in `<time>`.
    """
    if last is None or last == first:
        return _time_tag(first, date_format(first, "DATE_FORMAT"))
    shared_month = (first.year, first.month) == (last.year, last.month)
    return format_html(
        "{}{}{}",
        _time_tag(first, _beginning(first, last)),
        "–" if shared_month else " – ",
        _time_tag(last, date_format(last, "DATE_FORMAT")),
    )


def nearness(day: date) -> str:
    """ "Today", "Tomorrow" or "Yesterday" in the site's time zone, "" for any other day."""
    words = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    return words.get((day - localdate()).days, "")


def _beginning(first: date, last: date) -> str:
    """`first` without what `last` says too: the languages' formats are day, month, year."""
    parts = get_format("DATE_FORMAT").split()
    shown = 1 if (first.year, first.month) == (last.year, last.month) else 2 if first.year == last.year else 3
    return date_format(first, " ".join(parts[:shown]))


def _time_tag(day: date, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), text)
