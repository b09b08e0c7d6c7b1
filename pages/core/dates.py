"""Dates and times as readers of each language write them, in the site's own time zone."""

from datetime import date, datetime

from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _


def local(moment: datetime) -> datetime:
    """`moment` in the site's time zone, whatever time zone is active."""
    return moment.astimezone(get_default_timezone())


def day_text(day: date) -> str:
    """A day in words with its weekday: "ti 24. marraskuuta 2026"."""
    return f"{date_format(day, 'D')} {date_format(day, 'DATE_FORMAT')}"


def day_and_month(day: date) -> str:
    """A day without its year: "24. marraskuuta", "24 november"."""
    # Translators: a format of Django's for a day and its month, such as "j. E" for "24. marraskuuta".
    return date_format(day, _("j F"))


def day_tag(day: date) -> SafeString:
    """A day without its weekday in a `<time>` element."""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, "DATE_FORMAT"))


def time_span(starts: datetime, ends: datetime) -> SafeString:
    """From `starts` to `ends` in `<time>` elements; the day is said once where both are on it."""
    first, last = local(starts), local(ends)
    if first.date() == last.date():
        return format_html("{}–{}", _time_tag(first, _moment(first)), _time_tag(last, _clock(last)))
    return format_html("{} – {}", _time_tag(first, _moment(first)), _time_tag(last, _moment(last)))


def clock_span(starts: datetime, ends: datetime) -> SafeString:
    """The hours alone of something that begins and ends on the same day."""
    first, last = local(starts), local(ends)
    return format_html("{}–{}", _time_tag(first, _clock(first)), _time_tag(last, _clock(last)))


def _moment(moment: datetime) -> str:
    return _("%(day)s at %(time)s") % {"day": day_text(moment.date()), "time": _clock(moment)}


def _clock(moment: datetime) -> str:
    return time_format(moment.time(), "TIME_FORMAT")


def _time_tag(moment: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="minutes"), text)
