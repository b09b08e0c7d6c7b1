"""What the site has for a reader's words: the hits that the reader may see, in order, counted by kind.

Knows nothing of how results are shown.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from .engine import Answer, find
from .models import Entry
from .rights import visible_entries

SHOWN_QUERY = 200  # characters
MOST_NAMED = 500  # primary keys in a query; more are picked from all


def shown_words(raw: str) -> str:
    """The reader's words as they are shown back: no control characters, at most SHOWN_QUERY in all."""
    printable = "".join(character if character.isprintable() else " " for character in raw[: 5 * SHOWN_QUERY])
    return " ".join(printable.split())[:SHOWN_QUERY].strip()


@dataclass(frozen=True)
class Results:
    """What was found: `kinds` are the kinds of the hits by primary key of the entry, the best first.

    `promoted` are those that editors put first for these words.
    """

    answer: Answer
    kinds: Mapping[int, str]
    promoted: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """How many were found in all."""
        return len(self.kinds)

    @property
    def is_missed(self) -> bool:
        """Whether nothing was found, or only what comes near."""
        return not self.kinds or self.answer.is_near

    @property
    def by_kind(self) -> Counter[str]:
        """How many were found of each kind."""
        return Counter(self.kinds.values())

    def of_kind(self, kind: str) -> list[int]:
        """The hits of one kind, or all where `kind` is "", the best first."""
        return [pk for pk, its_kind in self.kinds.items() if kind in ("", its_kind)]


NOTHING = Results(Answer(()), {})


def results_for(words: str, locale: str, request: HttpRequest | None, *, literal: bool = False) -> Results:
    """What `request`'s user finds in the lists of `locale`; without a request, what anybody does.

    `literal` searches for the words as they are typed, taking none for a typing mistake.
    """
    answer = find(words, locale, literal=literal)
    kinds = dict(_kinds(visible_entries(locale, request), answer.hits))
    return Results(answer, {pk: kinds[pk] for pk in answer.hits if pk in kinds}, answer.promoted)


def _kinds(visible: QuerySet[Entry], hits: Collection[int]) -> Iterable[tuple[int, str]]:
    if not hits:
        return []
    if len(hits) <= MOST_NAMED:
        visible = visible.filter(pk__in=hits)
    return visible.values_list("pk", "kind")


def entries_in_order(numbers: Collection[int]) -> list[Entry]:
    """The entries with these primary keys, in the same order, each with its page or course. One query."""
    found = Entry.objects.select_related("page", "course").in_bulk(list(numbers))
    return [found[number] for number in numbers if number in found]
