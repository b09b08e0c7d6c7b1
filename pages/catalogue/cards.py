"""Cards of the catalogue's entries, whatever they are of, from what the index has of them.

One query, and one or two for pictures.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext

from integrations.liboppi.models import Course, images_by_key
from integrations.liboppi.pages import course_pages
from pages.core.findable import Kind
from pages.search.engine import NOTHING, Answer, marks
from pages.search.marking import marked
from pages.search.models import Entry
from pages.search.states import State, start_matters, states
from pages.ui.cards import Card, Fact, Tag
from pages.ui.dates import days_tag

from .labels import Label, Labels

LONGEST_LEAD = 160  # characters
CourseAddress = Callable[[Course], str]


def entry_cards(
    pks: Sequence[int],
    labels: Labels,
    request: HttpRequest | None = None,
    address_of: CourseAddress | None = None,
    answer: Answer = NOTHING,
) -> list[Card]:
    """A card for each of these entries, in their order and the language of `labels`.

    Marks the words by which `answer` found them.

    Asks for the course pages' place where `address_of` doesn't tell it.
    """
    found = _with_pictures(pks).in_bulk()
    shown = [found[pk] for pk in pks if pk in found]
    pictures = images_by_key(entry.picture for entry in shown)
    if address_of is None:
        address_of = course_pages(labels.language)
    return [
        _card(entry, labels, answer, entry_address(entry, address_of, request), pictures.get(entry.picture))
        for entry in shown
    ]


def entry_address(entry: Any, address_of: CourseAddress, request: HttpRequest | None = None) -> str:
    """Where an entry's course or page stands. Both have to be joined, or they are asked for."""
    return address_of(entry.course) if entry.course else entry.page.get_url(request) or ""


def _with_pictures(pks: Sequence[int]) -> Any:
    """Each with its course or page, and the primary key of its `picture`."""
    courses: Any = Course.objects.for_cards()
    covers = courses.filter(pk=OuterRef("course")).values("cover_id")
    picture = Coalesce(
        Subquery(covers), F("page__materialpage__picture"), output_field=BigIntegerField(null=True)
    )
    entries = Entry.objects.filter(pk__in=pks).select_related("course", "page")
    return entries.annotate(picture=picture)


def _card(entry: Any, labels: Labels, answer: Answer, url: str, picture: Any) -> Card:
    facets = entry.facets
    lead = Truncator(entry.excerpt).chars(LONGEST_LEAD)
    return Card(
        title=marked(entry.title, marks(entry.title, answer, entry.language)),
        url=url,
        lead=marked(lead, marks(lead, answer, entry.language)),
        kind=_kind(entry, labels),
        language=entry.language if entry.language != labels.language else "",
        facts=tuple(_facts(entry, labels)),
        tags=tuple(_theme(labels.of("theme", slug)) for slug in facets.get("theme", ())),
        image=picture,
    )


def _theme(label: Label) -> Tag:
    return Tag(str(label.text), label.language)


def _kind(entry: Any, labels: Labels) -> str:
    if entry.kind == Kind.COURSE:
        return gettext("Course")
    kinds = entry.facets.get("material", ())
    return str(labels.of("material", kinds[0]).text if kinds else Kind(entry.kind).label)


def _facts(entry: Any, labels: Labels) -> list[Fact]:
    moment = timezone.now()
    state = states(entry, moment)
    found = [
        Fact("building-2", gettext("Producer"), producer) for producer in entry.facets.get("producer", ())
    ]
    if State.KEY in state:
        found.append(Fact("key-round", gettext("Enrolment"), gettext("Enrolment key needed")))
    if start_matters(entry.starts, entry.ends, moment):
        first = localtime(entry.starts).date()
        last = localtime(entry.ends).date() if entry.ends else None
        found.append(Fact("calendar", gettext("When"), days_tag(first, last)))
    if State.CLOSED in state:
        found.append(Fact("lock", gettext("State"), str(State.CLOSED.label)))
    if State.PAST in state:
        found.append(Fact("calendar-x", gettext("State"), str(State.PAST.label)))
    if entry.kind != Kind.COURSE and (codes := entry.facets.get("language")):
        found.append(Fact("languages", gettext("Language"), labels.listed("language", codes)))
    return found
