"""When a feedback has to be answered, and how that is said. Act 306/2019: within 14 days."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ANSWER_DAYS = 14
REMINDER_DAYS = 4  # so many days before the last one the keepers are reminded


def default_answer_by() -> date:
    """The last day for what is received now."""
    return localdate() + timedelta(days=ANSWER_DAYS)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_left_text(last_day: date) -> str:
    """How long there is until `last_day`, in words."""
    days = (last_day - localdate()).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return _("Today is the last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
