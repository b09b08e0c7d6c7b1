"""What a list can be narrowed by, what the reader has chosen of it, and how a choice is taken back.

Knows the query string only; which entries fit a choice, and how many, is the list's affair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlencode

from django.http import QueryDict


@dataclass(frozen=True)
class Option:
    """A value that can be chosen. `count` is how many entries it would leave, None where unknown.

    `language` is the label's where it is not the page's; `depth` is how far down it stands in a tree.
    """

    value: str
    label: str
    count: int | None = None
    language: str = ""
    depth: int = 0

    @property
    def key(self) -> str:
        """A short name of the value that can stand in an id; the same on every page."""
        return blake2b(self.value.encode(), digest_size=3).hexdigest()


@dataclass(frozen=True)
class Facet:
    """A property of the entries: one value of it can be chosen (a select) or `several` (checkboxes).

    `name` is the query string's parameter; `any_label` stands in a select for no choice. Of a long facet's
    checkboxes only the first `at_first` are seen until the reader asks for all; 0 shows all of them.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    several: bool = False
    any_label: str = ""
    at_first: int = 0


@dataclass(frozen=True)
class OfferedOption:
    """An option as the form shows it."""

    option: Option
    is_chosen: bool


@dataclass(frozen=True)
class OfferedFacet:
    """A facet as the form shows it."""

    facet: Facet
    options: tuple[OfferedOption, ...]

    @property
    def first(self) -> tuple[OfferedOption, ...]:
        """The options that are always seen: all where the rest would be but one."""
        is_long = self.facet.at_first and len(self.options) > self.facet.at_first + 1
        return self.options[: self.facet.at_first] if is_long else self.options

    @property
    def rest(self) -> tuple[OfferedOption, ...]:
        """Those that the reader has to ask for."""
        return self.options[len(self.first) :]

    @property
    def rest_is_open(self) -> bool:
        """Whether something of the rest is chosen, and so has to be seen."""
        return any(option.is_chosen for option in self.rest)


@dataclass(frozen=True)
class Chip:
    """A choice that can be taken back: `url` asks for the same list without it."""

    facet: str
    text: str
    url: str


class Filters:
    """Facets beside what a query string chooses of them; values that no facet offers are ignored."""

    def __init__(self, asked: QueryDict, facets: Iterable[Facet]) -> None:
        self._asked = asked
        self.facets = tuple(
            OfferedFacet(facet, tuple(OfferedOption(o, self._chooses(facet, o)) for o in facet.options))
            for facet in facets
        )

    @property
    def chips(self) -> list[Chip]:
        """What is chosen, in the form's order."""
        return [
            Chip(offered.facet.label, option.option.label, self._without(offered.facet, option.option))
            for offered in self.facets
            for option in offered.options
            if option.is_chosen
        ]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The query string's other parameters, kept by the form; a new choice begins on page one."""
        own = {offered.facet.name for offered in self.facets} | {"page"}
        return [
            (name, value) for name in self._asked if name not in own for value in self._asked.getlist(name)
        ]

    @property
    def url_of_all(self) -> str:
        """The address of the list without any choice."""
        return _address(self.hidden)

    def chosen(self, name: str) -> list[str]:
        """The chosen values of the facet `name`."""
        return [value for facet, value in self._choices if facet == name]

    @property
    def _choices(self) -> list[tuple[str, str]]:
        return [
            (offered.facet.name, option.option.value)
            for offered in self.facets
            for option in offered.options
            if option.is_chosen
        ]

    def _chooses(self, facet: Facet, option: Option) -> bool:
        values = self._asked.getlist(facet.name)
        return option.value in (values if facet.several else values[-1:])

    def _without(self, facet: Facet, option: Option) -> str:
        kept = [choice for choice in self._choices if choice != (facet.name, option.value)]
        return _address([*self.hidden, *kept])


def _address(parameters: list[tuple[str, str]]) -> str:
    return f"?{urlencode(parameters)}"
