"""A month of events as a list of days. Knows the calendar's dates, not where events come from."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localdate

from pages.ui.events import Event

from .dates import clock_span, day_and_month, local, time_span

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year, 1 being January."""

    year: int
    number: int

    def __str__(self) -> str:
        """As an address has it: "2026-12"."""
        return f"{self.year}-{self.number:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=calendar.monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        """In the reader's language: "Joulukuu 2026"."""
        return str(capfirst(date_format(self.first, "YEAR_MONTH_FORMAT")))

    @property
    def previous(self) -> "Month | None":
        """The month before, None before the year 2000."""
        return _month_of(self.first - timedelta(days=1))

    @property
    def next(self) -> "Month | None":
        """The month after, None after the year 2099."""
        return _month_of(self.last + timedelta(days=1))


@dataclass(frozen=True)
class AgendaEvent:
    """An event with its hours in words; with its days too, where it lasts longer than one."""

    event: Event
    hours: SafeString


@dataclass(frozen=True)
class Day:
    """A day on which something happens or begins."""

    day: date
    is_today: bool
    events: list[AgendaEvent]

    @property
    def name(self) -> str:
        """In the reader's language, without its weekday and year: "24. marraskuuta"."""
        return day_and_month(self.day)


def asked_month(request: HttpRequest | None) -> Month:
    """The month of `?month=2026-12`, this month where that makes no sense or is not asked."""
    asked = MONTH.fullmatch(request.GET.get("month", "")) if request else None
    if asked:
        return Month(int(asked[1]), int(asked[2]))
    today = localdate()
    return Month(today.year, today.month)


def month_address(request: HttpRequest | None, month: Month | None) -> str:
    """What asks for `month` at the address of `request`, its other parameters kept; "" without either."""
    if request is None or month is None:
        return ""
    parameters = request.GET.copy()
    parameters["month"] = str(month)
    return f"?{parameters.urlencode()}"


def agenda(events: Iterable[Event], month: Month) -> list[Day]:
    """The month's days that have events, in order. What began earlier stands on the month's first day."""
    days: dict[date, list[Event]] = {}
    for event in sorted(events, key=lambda event: (event.starts, event.ends, event.title)):
        days.setdefault(max(local(event.starts).date(), month.first), []).append(event)
    today = localdate()
    return [
        Day(day, day == today, [AgendaEvent(event, _hours(event)) for event in found])
        for day, found in sorted(days.items())
    ]


def _hours(event: Event) -> SafeString:
    one_day = _day(event.starts) == _day(event.ends)
    return clock_span(event.starts, event.ends) if one_day else time_span(event.starts, event.ends)


def _day(moment: datetime) -> date:
    return local(moment).date()


def _month_of(day: date) -> Month | None:
    return Month(day.year, day.month) if FIRST_YEAR <= day.year <= LAST_YEAR else None
