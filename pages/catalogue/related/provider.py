"""The related items of a page or a course as its reader sees them: pinned ones, then those of each kind.

Where there are hardly any, what comes nearest stands under a heading that promises less.

What is near is kept as long as the index stays the same, for all readers; who may see it is asked each time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from integrations.liboppi.models import Course
from pages.core.findable import Kind
from pages.core.related import RelatedGroup
from pages.core.restrictions import refused_branches
from pages.search.models import Entry, IndexState
from pages.ui.cards import Card

from ..links import entry_links
from .models import Pin
from .neighbours import KINDS, Index, build, category_names, features_of

SHOWN = 3  # of a kind
FEWEST = 2  # in all, where the catalogue has so many
KEPT = 12  # of a kind, for there may be some that a reader may not see
KEPT_FOR = 3600  # seconds; what is over goes sooner
LONGEST_LEAD = 160  # characters


@dataclass(frozen=True)
class Candidate:
    """Something related, and what decides whether a reader sees it now."""

    kind: str
    card: Card
    path: str
    ends: datetime | None


@dataclass(frozen=True)
class Candidates:
    """All that is related to a thing in one language, whoever may see it; `others` come near it at most."""

    pinned: tuple[Candidate, ...]
    near: tuple[Candidate, ...]
    others: tuple[Candidate, ...] = ()


NONE = Candidates((), ())


def related_to(thing: Any, language: str, request: HttpRequest) -> list[RelatedGroup]:
    """Pinned items, at most SHOWN of each kind, and others up to FEWEST.

    One query, and one for what the reader may not see.
    """
    known = _candidates(thing, language)
    refused = tuple(refused_branches(request)) if known != NONE else ()
    pinned = _shown(known.pinned, refused)
    groups = [RelatedGroup(_("The editors recommend"), tuple(one.card for one in pinned), is_pinned=True)]
    near = [one for one in _shown(known.near, refused) if one not in pinned]
    for kind in _order(thing):
        cards = tuple(one.card for one in near if one.kind == kind)[:SHOWN]
        groups.append(RelatedGroup(_title(kind, thing), cards))
    missing = max(0, FEWEST - sum(len(group.cards) for group in groups))
    others = [one for one in _shown(known.others, refused) if one not in pinned][:missing]
    groups.append(RelatedGroup(_("See also"), tuple(one.card for one in others)))
    return [group for group in groups if group.cards]


def _candidates(thing: Any, language: str) -> Candidates:
    version = IndexState.current()
    key = f"related:{version}:{language}:{'c' if isinstance(thing, Course) else 'p'}{thing.pk}"
    known: Candidates | None = cache.get(key)
    if known is None:
        known = Candidates(_pinned(thing, language), *_near(thing, language, version))
        cache.set(key, known, KEPT_FOR)
    return known


def _pinned(thing: Any, language: str) -> tuple[Candidate, ...]:
    of_course = Q(board__course=thing.pk)
    of_page = Q(board__page__translation_key=getattr(thing, "translation_key", None))
    pins = list(
        Pin.objects.filter(of_course if isinstance(thing, Course) else of_page)
        .order_by("sort_order", "pk")
        .values_list("page__translation_key", "course")
    )
    if not pins:
        return ()
    pages, courses = {page for page, _course in pins if page}, {course for _page, course in pins if course}
    entries = Entry.objects.filter(
        Q(page__translation_key__in=pages) | Q(course__in=courses), locale=language
    )
    found = {
        (entry.page.translation_key if entry.page else None, entry.course_id): entry
        for entry in entries.select_related("page", "course")
    }
    return _as_candidates(found[pin] for pin in dict.fromkeys(pins) if pin in found)


def _near(thing: Any, language: str, version: int) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """What is about the same, and what comes after it."""
    own = Q(course=thing.pk) if isinstance(thing, Course) else Q(page=thing.pk)
    entry = Entry.objects.filter(own, locale=language).first()
    if entry is None:
        return (), ()
    features = features_of(entry, category_names(language))
    near = _index(language, version).nearest(features, own=entry.pk, limit=KEPT)
    found = Entry.objects.select_related("page", "course").in_bulk([*near.same, *near.others])
    same, others = (
        _as_candidates(found[pk] for pk in pks if pk in found) for pks in (near.same, near.others)
    )
    return same, others


def _index(language: str, version: int) -> Index:
    key = f"related:{version}:{language}:index"
    index: Index | None = cache.get(key)
    if index is None:
        index = build(language)
        cache.set(key, index, KEPT_FOR)
    return index


def _as_candidates(entries: Iterable[Entry]) -> tuple[Candidate, ...]:
    entries = list(entries)
    return tuple(
        Candidate(
            kind=entry.kind,
            card=Card(
                title=link.title,
                url=link.url,
                lead=Truncator(entry.excerpt).chars(LONGEST_LEAD),
                kind=link.kind,
                language=link.language,
            ),
            path=entry.page.path if entry.page else "",
            ends=entry.ends,
        )
        for entry, link in zip(entries, entry_links(entries), strict=True)
    )


def _shown(candidates: Iterable[Candidate], refused: tuple[str, ...]) -> list[Candidate]:
    now = timezone.now()
    return [
        one
        for one in candidates
        if not (one.path and one.path.startswith(refused)) and not (one.ends and one.ends < now)
    ]


def _order(thing: Any) -> tuple[Kind, ...]:
    """What helps with a course are its materials; what follows a material are courses."""
    is_course = isinstance(thing, Course)
    return (Kind.MATERIAL, Kind.TRAINING, Kind.COURSE) if is_course else KINDS


def _title(kind: Kind, thing: Any) -> str:
    if isinstance(thing, Course):
        titles = {
            Kind.MATERIAL: _("Materials for this course"),
            Kind.TRAINING: _("Trainings on this theme"),
            Kind.COURSE: _("Courses like this"),
        }
    else:
        titles = {
            Kind.MATERIAL: _("Materials on this theme"),
            Kind.TRAINING: _("Trainings on this theme"),
            Kind.COURSE: _("Courses on this theme"),
        }
    return titles[kind]
