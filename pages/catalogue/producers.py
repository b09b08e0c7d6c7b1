"""Producers are named in each language: finds one by any of its names, so that addresses outlive the switch.

Knows from the index what carries a name in another language; the reader's names for those are meant.
"""

from django.conf import settings
from django.db.models import Q

from pages.search.models import Entry
from pages.search.orders import Sort
from pages.search.snapshot import snapshot

from .asked import Asked

FACET = "producer"


def with_own_names(asked: Asked) -> Asked:
    """The question with its producers by their names in its language; no query where none is chosen."""
    values = asked.values(FACET)
    if not values:
        return asked
    known = snapshot(asked.locale).values.get(FACET, {})
    names = {value for value in values if value in known} | _names_here(asked.locale, values)
    return asked.choosing(FACET, names or values)


def _names_here(locale: str, values: tuple[str, ...]) -> set[str]:
    """What the things that carry one of the names elsewhere carry in `locale`. One query."""
    elsewhere: list[int] = []
    for code, _name in settings.LANGUAGES:
        if code != locale:
            lists = snapshot(code)
            elsewhere += lists.ordered(lists.where({FACET: values}), Sort.NEWEST)
    if not elsewhere:
        return set()
    there = Entry.objects.filter(pk__in=elsewhere)
    same = Q(course__in=there.values("course")) | Q(
        page__translation_key__in=there.values("page__translation_key")
    )
    here = Entry.objects.filter(same, locale=locale).values_list("facets", flat=True)
    return {name for facets in here for name in facets.get(FACET, ())}
