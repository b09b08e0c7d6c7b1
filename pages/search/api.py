"""The search for other programs: what anybody may read, the best first, counted by kind."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import override
from ninja import Query, Router, Schema
from pydantic import Field, field_validator

from pages.core.api import LARGEST_OFFSET, LocaleCode, absolute
from pages.core.findable import Kind

from .cards import addresses
from .missed import note
from .models import Entry
from .results import NOTHING, SHOWN_QUERY, entries_in_order, results_for, shown_words
from .states import State, states

router = Router(tags=["search"])


class SearchQuery(Schema):
    """What the search can be asked."""

    q: str = Field(max_length=SHOWN_QUERY, description="Words in any form, in Finnish or Swedish.")
    locale: LocaleCode = Field("fi", description="Which language's pages: Finnish or Swedish.")
    kind: Kind | None = Field(None, description="Only things of this kind.")
    limit: int = Field(20, ge=1, le=100, description="How many items at most.")
    offset: int = Field(0, ge=0, le=LARGEST_OFFSET, description="How many items to pass over.")

    @field_validator("q")
    @classmethod
    def without_nul(cls, value: str) -> str:
        """No database can look for a NUL character."""
        if "\0" in value:
            raise ValueError("must not hold a NUL character")
        return value


class HitFields(Schema):
    """A thing that was found."""

    kind: Kind
    id: int = Field(description="The page's id, or the course's number in Liboppi: that of its own endpoint.")
    title: str
    url: str = Field(description="Its address on the site.")
    language: str = Field(description="The language of the title, another than `locale` where it has none.")
    lead: str = Field(description="Its beginning in plain text, at most 400 characters.")
    states: list[State] = Field(
        description="How a course or training stands now: `open`, `key` (one needs an enrolment key), "
        "`closed` or `past`, and `soon` where it starts within two weeks; empty for all else."
    )
    recommended: bool = Field(description="Whether editors put it first for these words.")


class SearchFacets(Schema):
    """How much was found, whatever the `kind` that was asked for."""

    kind: dict[str, int] = Field(description="By kind; those without any are left out.")


class SearchAnswer(Schema):
    """Some of what was found; `count` counts all of it."""

    count: int
    items: list[HitFields]
    facets: SearchFacets
    is_near: bool = Field(description="Whether nothing matches exactly, so that these only come near.")
    corrected: str = Field(description='What was searched for in place of mistyped words, "" where nothing.')


@router.get("/search/", response=SearchAnswer, summary="Search")
def search(request: HttpRequest, query: Query[SearchQuery]) -> Any:
    """Pages, courses, materials, trainings and workgroups that the words find, the best match first."""
    words = shown_words(query.q)
    with override(query.locale):
        results = results_for(words, query.locale, None) if words else NOTHING
        numbers = results.of_kind(query.kind or "")
        entries = entries_in_order(numbers[query.offset : query.offset + query.limit])
        items = _items(entries, results.promoted, query.locale, request) if entries else []
    if words and results.is_missed and not query.offset:
        note(words, query.locale)
    return {
        "count": len(numbers),
        "items": items,
        "facets": {"kind": dict(results.by_kind)},
        "is_near": results.answer.is_near,
        "corrected": results.answer.corrected,
    }


def _items(
    entries: Iterable[Entry], promoted: Iterable[int], locale: str, request: HttpRequest
) -> list[HitFields]:
    address_of, now = addresses(locale, request), timezone.now()
    return [
        HitFields(
            kind=Kind(entry.kind),
            id=entry.course.moodle_id if entry.course else entry.page_id or 0,  # it has one or the other
            title=entry.title,
            url=absolute(address_of(entry), request),
            language=entry.language,
            lead=entry.excerpt,
            states=list(states(entry, now)),
            recommended=entry.pk in promoted,
        )
        for entry in entries
    ]
