"""The catalogue's list as one reader sees it: entries, what can be chosen beside, what was not understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Page as Paged
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext, gettext_lazy

from integrations.liboppi.alphabet import alphabetical_key
from integrations.liboppi.models import Course
from pages.search.orders import Sort
from pages.ui.cards import Card
from pages.ui.facets import Chip, Facet, Filters, Option

from .asked import BEST, FACETS, KINDS, Asked, Found, find_all
from .cards import entry_cards
from .labels import KINDS as NAMES_OF_KINDS
from .labels import TITLES, Labels
from .producers import with_keys

ON_A_PAGE = 20
AT_FIRST = 8  # options of a facet
IN_OWN_ORDER = ("theme", "category", "target", "state")  # the others by how many there are
SORT_NAMES: Mapping[str, Any] = {
    BEST: gettext_lazy("Best matches first"),
    Sort.NEWEST: gettext_lazy("Newest first"),
    Sort.TITLE: gettext_lazy("By title"),
    Sort.STARTS: gettext_lazy("Starting soonest"),
    Sort.USED: gettext_lazy("Most used"),
}


@dataclass(frozen=True)
class Tab:
    """One kind of things, or all of them: `kind` is "" for all."""

    kind: str
    text: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Order:
    """An order that can be chosen."""

    value: str
    text: str
    is_chosen: bool


class Listing:
    """What `request` asks of the catalogue at the address `url`, and what there is."""

    def __init__(
        self, request: HttpRequest, language: str, url: str, address_of: Callable[[Course], str]
    ) -> None:
        self._request = request
        self._address_of = address_of
        self.url = url
        asked = with_keys(Asked.from_query(request.GET, language))
        self.found, self.asked, self._strange = self._ask(asked)

    def _ask(self, asked: Asked) -> tuple[Found, Asked, list[tuple[str, str]]]:
        """The answer to what makes sense of the question. A value makes sense that has entries or a name."""
        found = find_all(asked, self._request)
        self.labels = Labels(asked.locale, found.known)
        strange = [
            (facet, value)
            for facet, values in asked.chosen
            for value in values
            if value not in found.counts.get(facet, ()) and value not in self.labels.named(facet)
        ]
        if not strange:
            return found, asked, []
        for facet in {facet for facet, _value in strange}:
            kept = [value for value in asked.values(facet) if (facet, value) not in strange]
            asked = asked.choosing(facet, kept)
        return find_all(asked, self._request), asked, strange

    @property
    def passed_over(self) -> list[str]:
        """What of the address was not understood, as "Theme: xyz"."""
        return [f"{TITLES[facet]}: {value}" for facet, value in self._strange]

    @cached_property
    def entries(self) -> "Paged[Any]":
        """A page of the list: primary keys."""
        paginator = Paginator(self.found.pks, ON_A_PAGE)
        return paginator.get_page(self._request.GET.get("page"))

    @cached_property
    def cards(self) -> list[Card]:
        """A card for each of the page's entries."""
        return entry_cards(
            list(self.entries), self.labels, self._request, self._address_of, self.found.answer
        )

    @property
    def base_template(self) -> str:
        """The frame around the list."""
        return "catalogue/parts.html" if is_htmx(self._request) else "ui/base.html"

    @property
    def query(self) -> QueryDict:
        """What was understood, the page left out."""
        return QueryDict(self.asked.query_string)

    @property
    def address(self) -> str:
        """Where this very list stands."""
        return self._at(self.asked, self.entries.number)

    @property
    def literal_url(self) -> str:
        """The same for the words as they are written, none of them taken for a typing mistake."""
        return self._at(replace(self.asked, is_literal=True))

    @property
    def is_missed(self) -> bool:
        """Whether the reader asks for the first time for words that find nothing, or only what comes near."""
        is_first = self._request.GET.keys() <= {"q", "kind", "sort"}
        return is_first and self.found.is_missed

    @property
    def feed_url(self) -> str:
        """The same as a feed."""
        query = self.asked.query_string
        return f"{self.url}{gettext('feed/')}{'?' + query if query else ''}"

    @property
    def tabs(self) -> list[Tab]:
        """All kinds, then each of which there is something to find with these words."""
        counts, chosen = self.found.counts.get("kind", {}), self.asked.values("kind")
        shown = [kind for kind in KINDS if counts.get(kind) or kind in chosen]
        every = Tab(
            "", gettext("All"), sum(counts.get(kind, 0) for kind in KINDS), self._of_kind(), not chosen
        )
        return [
            every,
            *(
                Tab(kind, NAMES_OF_KINDS[kind], counts.get(kind, 0), self._of_kind(kind), chosen == (kind,))
                for kind in shown
            ),
        ]

    @property
    def orders(self) -> list[Order]:
        """The orders that make sense."""
        return [
            Order(value, text, value == self.asked.order)
            for value, text in SORT_NAMES.items()
            if value != BEST or self.asked.words
        ]

    @cached_property
    def filters(self) -> Filters:
        """The facets beside the list; the kind has its tabs."""
        facets = (self._facet(name) for name in FACETS if name != "kind")
        return Filters(self.query, [facet for facet in facets if self._is_offered(facet)])

    @property
    def chips(self) -> list[Chip]:
        """What is chosen, the words too, each of which can be taken back."""
        words = self.asked.words
        if not words:
            return self.filters.chips
        sort = self.asked.sort if self.asked.sort != BEST else ""
        without = self._at(replace(self.asked, words="", is_literal=False, sort=sort))
        return [Chip(gettext("Words"), words, without), *self.filters.chips]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The chosen kinds, which the form keeps."""
        return self.asked.values("kind")

    def _facet(self, name: str) -> Facet:
        counts, chosen = self.found.counts.get(name, {}), self.asked.values(name)
        options: list[Option] = []
        for value in self._in_order(name, {*counts, *chosen}):
            count = counts.get(value, 0)
            if count or value in chosen:
                label = self.labels.of(name, value)
                options.append(Option(value, str(label.text), count, label.language, label.depth))
        if name not in IN_OWN_ORDER:
            options.sort(key=lambda option: (-(option.count or 0), alphabetical_key(option.label)))
        return Facet(name, str(TITLES[name]), tuple(options), several=True, at_first=AT_FIRST)

    def _in_order(self, name: str, values: set[str]) -> list[str]:
        if not values:
            return []
        named = [value for value in self.labels.named(name) if value in values]
        return named + sorted(values.difference(named))

    def _is_offered(self, facet: Facet) -> bool:
        """A facet that leaves no choice is left out: one value only, which all entries have."""
        if self.asked.values(facet.name):
            return True
        all_have_it = len(facet.options) == 1 and facet.options[0].count == len(self.found.pks)
        return bool(facet.options) and not all_have_it

    def _of_kind(self, *kinds: str) -> str:
        return self._at(self.asked.choosing("kind", kinds))

    def _at(self, asked: Asked, page: int = 1) -> str:
        query = asked.query_string
        if page > 1:
            query = f"{query}&page={page}" if query else f"page={page}"
        return f"{self.url}?{query}" if query else self.url


def is_htmx(request: HttpRequest) -> bool:
    """Whether the parts of the page are asked for that a choice changes, not the whole page."""
    asking: Any = getattr(request, "htmx", None)
    return bool(asking) and not asking.history_restore_request
