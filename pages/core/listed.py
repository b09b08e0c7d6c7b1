"""What a body lists as cards: pages and courses that editors chose, and what sections put first.

One question for each kind of thing, whatever blocks list it; its pictures are left to whoever asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from integrations.liboppi.models import Course


@dataclass
class Listed:
    """The things by primary key, and by that of a section what it puts first.

    Only what the reader may see. `pictures` are the primary keys of the pictures of the cards.
    """

    pages: dict[int, Any] = field(default_factory=dict)
    courses: dict[int, Any] = field(default_factory=dict)
    first: dict[int, list[Any]] = field(default_factory=dict)
    pictures: set[int] = field(default_factory=set)


def listed(
    pages: Iterable[Page | None],
    courses: Iterable[int],
    sections: Iterable[tuple[Any, int]],
    request: HttpRequest | None,
) -> Listed:
    """Those of the pages and courses that have cards, and of the sections how many each puts first.

    A section tells what it puts first by `highlights(request)`, a queryset of pages in the order of their
    `best_first`, or of courses by `newest_first`.
    """
    numbers: dict[Any, set[int]] = defaultdict(set)
    numbers[Course] |= set(courses)
    for page in pages:
        if page and hasattr(page.specific_class, "card"):
            numbers[page.specific_class].add(page.pk)
    first: dict[Any, dict[int, Any]] = defaultdict(dict)
    for section, limit in _most(sections):
        best = section.highlights(request)
        first[best.model][section.pk] = best[:limit]
    found = Listed()
    for model in {*numbers, *first}:
        if numbers[model] or first[model]:
            rows = list(_rows(_all(model, request), numbers[model], first[model]))
            _keep(found, model, rows, first[model])
    return found


def picture_number(thing: Any) -> int | None:
    """The primary key of the picture of a thing's card, None where it has none."""
    name = "cover" if isinstance(thing, Course) else thing.card_picture
    return getattr(thing, f"{name}_id") if name else None


def give_pictures(pages: Iterable[Any], pictures: Mapping[int, Any]) -> None:
    """Let the pages' cards take their pictures from `pictures`, so that none is asked for."""
    for page in pages:
        if number := picture_number(page):
            setattr(page, page.card_picture, pictures.get(number))


def _most(sections: Iterable[tuple[Any, int]]) -> list[tuple[Any, int]]:
    """Each section that puts something first once, with the most that is wanted of it."""
    most: dict[int, tuple[Any, int]] = {}
    for section, limit in sections:
        if hasattr(section, "highlights"):
            most[section.pk] = (section, max(limit, most.get(section.pk, (None, 0))[1]))
    return list(most.values())


def _all(model: Any, request: HttpRequest | None) -> QuerySet[Any]:
    """All that the reader may see of a kind, in the order in which sections put it first."""
    if model is Course:
        return Course.objects.in_catalogue().newest_first().for_cards()
    pages: QuerySet[Any] = model.objects.visible_to(request).best_first().for_cards()
    return pages


def _rows(things: QuerySet[Any], numbers: set[int], first: dict[int, Any]) -> QuerySet[Any]:
    """Those with the numbers and those that the sections put first, which are marked with the section."""
    wanted = Q(pk__in=numbers)
    for best in first.values():
        wanted |= Q(pk__in=best.values("pk"))
    return things.filter(wanted).annotate(
        **{_mark(section): Q(pk__in=best.values("pk")) for section, best in first.items()}
    )


def _keep(found: Listed, model: Any, rows: list[Any], first: dict[int, Any]) -> None:
    (found.courses if model is Course else found.pages).update({row.pk: row for row in rows})
    for section in first:
        found.first[section] = [row for row in rows if getattr(row, _mark(section))]
    found.pictures |= {number for row in rows if (number := picture_number(row))}


def _mark(section: int) -> str:
    return f"is_first_in_{section}"
