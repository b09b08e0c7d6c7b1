"""How results look in a list: cards with the words that were found marked, made of entries alone."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.liboppi.pages import course_pages
from pages.core.findable import Kind
from pages.ui.cards import Card, Fact

from .engine import Answer, marks
from .marking import marked
from .models import Entry
from .states import State, states

LONGEST_LEAD = 240  # characters
KINDS: dict[str, str | Promise] = {
    Kind.COURSE: gettext_lazy("Courses"),
    Kind.MATERIAL: gettext_lazy("Materials"),
    Kind.TRAINING: gettext_lazy("Trainings"),
    Kind.WORKGROUP: gettext_lazy("Workgroups"),
    Kind.PAGE: gettext_lazy("Pages"),
}

AddressOf = Callable[[Entry], str]


def addresses(locale: str, request: HttpRequest) -> AddressOf:
    """Gives an entry's address on the site. Entries must come with their page or course. One query."""
    address_of_course = course_pages(locale)

    def address_of(entry: Entry) -> str:
        if entry.page:
            return entry.page.get_url(request) or ""
        return address_of_course(entry.course) if entry.course else ""

    return address_of


def result_cards(
    entries: Iterable[Entry], answer: Answer, promoted: Collection[int], locale: str, request: HttpRequest
) -> list[Card]:
    """A card for each entry, in the given order, on a page in `locale`."""
    address_of = addresses(locale, request)
    return [_card(entry, answer, entry.pk in promoted, address_of(entry), locale) for entry in entries]


def _card(entry: Entry, answer: Answer, is_promoted: bool, url: str, locale: str) -> Card:
    lead = Truncator(entry.excerpt).chars(LONGEST_LEAD)
    kind = Kind(entry.kind).label
    return Card(
        title=marked(entry.title, marks(entry.title, answer, entry.language)),
        url=url,
        lead=marked(lead, marks(lead, answer, entry.language)),
        kind=_("Recommended: %(kind)s") % {"kind": kind} if is_promoted else str(kind),
        language=entry.language if entry.language != locale else "",
        facts=tuple(_facts(entry)),
    )


def _facts(entry: Entry) -> Iterable[Fact]:
    if producers := entry.facets.get("producer"):
        yield Fact("building-2", _("Producer"), ", ".join(producers))
    if entry.ends and entry.ends < timezone.now():
        yield Fact("calendar-x", _("When"), _("Ended on %(day)s") % {"day": _day(entry.ends)})
    elif entry.starts and entry.starts > timezone.now():
        yield Fact("calendar", _("When"), _("Starts on %(day)s") % {"day": _day(entry.starts)})
    elif entry.starts and entry.ends:
        yield Fact("calendar", _("When"), _("Goes on until %(day)s") % {"day": _day(entry.ends)})
    state = states(entry, timezone.now())
    if State.KEY in state:
        yield Fact("key-round", _("Enrolment"), str(State.KEY.label))
    if State.CLOSED in state:
        yield Fact("lock", _("State"), str(State.CLOSED.label))


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")
