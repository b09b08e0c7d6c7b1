"""A page of a long list and the list's length, in one query instead of two."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import IntegerField, QuerySet, Subquery

LAST_PLACE = 1_000_000  # beyond it databases may refuse to count


class CountOf(Subquery):
    """How many rows a queryset has, beside the rows of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def page_of(entries: QuerySet[Any], size: int, number: Any) -> Page:
    """The same as `Paginator(entries, size).get_page(number)`.

    Where the page asked for holds nothing, there is a query for the length and perhaps one for the last page.
    """
    paginator = Paginator(entries, size)
    place = _place(number)
    if 0 < place <= LAST_PLACE:
        counted = entries.annotate(length_of_list=CountOf(entries.order_by().values("pk")))
        rows = list(counted[(place - 1) * size : place * size])
        if rows:
            paginator.count = rows[0].length_of_list
            return Page(rows, place, paginator)
    return paginator.get_page(number)


def _place(number: Any) -> int:
    """The first for what is no number."""
    try:
        return int(number)
    except (TypeError, ValueError):
        return 1
