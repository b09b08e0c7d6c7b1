"""One key for each producer, whatever languages it has a name in.

Names are those of one producer where a course, material or training carries one in each language, where a
workgroup's pages are called so, and where they differ in signs alone. Knows no addresses.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.text import slugify

from pages.core.findable import Kind
from pages.core.restrictions import refused_branches

from .models import Entry

FACET = "producer"
LONGEST_KEY = 200  # characters


class Named(NamedTuple):
    """A name that a thing carries in a language: its producer's, or its own where it is a workgroup."""

    thing: Hashable
    language: str
    name: str
    is_producers: bool


@dataclass(frozen=True)
class Producers:
    """The keys by the names and by their slugs, and by language a name for each key."""

    _keys: Mapping[str, str]
    _names: Mapping[str, Mapping[str, str]]

    def key_of(self, name: str) -> str:
        """The key of the producer that is meant by a name or by a key; what is unknown stays as it is."""
        return self._keys.get(name, name)

    def names_in(self, language: str) -> Mapping[str, str]:
        """A name for each key, in the language where there is one."""
        return self._names.get(language, {})


NO_PRODUCERS = Producers({}, {})
_kept: tuple[int, Producers] = (0, NO_PRODUCERS)


def producers(version: int) -> Producers:
    """Those of the index in this version, from what everybody may read. Two queries where it is new."""
    global _kept
    if _kept[0] != version:
        _kept = (version, producers_among(_named()))
    return _kept[1]


def producers_among(named: Iterable[Named]) -> Producers:
    """The producers that these names are of."""
    alike, things = _Alike(), defaultdict(list)
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for thing, language, name, is_producers in named:
        things[thing].append(name)
        alike.join(name, _slug(name))
        uses[name][language] += is_producers
    for names in things.values():
        for name in names[1:]:
            alike.join(names[0], name)
    keys: dict[str, str] = {}
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    for group in alike.groups():
        names = sorted(name for name in group if name in uses)
        if not any(uses[name].total() for name in names):
            continue
        usual = _best(names, settings.LANGUAGE_CODE, uses)
        key = _slug(usual)
        keys |= dict.fromkeys(group, key)
        for language, _name in settings.LANGUAGES:
            own = [name for name in names if language in uses[name]]
            shown[language][key] = _best(own, language, uses) if own else usual
    return Producers(keys, shown)


def _best(names: list[str], language: str, uses: Mapping[str, Counter[str]]) -> str:
    """The one that is used most in the language, and least in others: courses may lack a translated one."""
    return max(names, key=lambda name: 2 * uses[name][language] - uses[name].total())


def _slug(name: str) -> str:
    return slugify(name)[:LONGEST_KEY] or name


def _named() -> Iterable[Named]:
    entries = Entry.objects.outside(refused_branches(None)).annotate(producer=KT(f"facets__{FACET}__0"))
    rows = entries.filter(Q(facets__has_key=FACET) | Q(kind=Kind.WORKGROUP)).order_by("pk")
    columns = ("course", "page__translation_key", "language", "producer", "title")
    for course, page, language, producer, title in rows.values_list(*columns).iterator():
        yield Named(course or page, language, producer or title, is_producers=bool(producer))


class _Alike:
    """Names in groups that grow together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """Make their groups one."""
        self._above[self._first(one)] = self._first(other)

    def groups(self) -> Iterable[list[str]]:
        """All that were joined, by group."""
        found = defaultdict(list)
        for name in self._above:
            found[self._first(name)].append(name)
        return found.values()

    def _first(self, name: str) -> str:
        above = self._above.setdefault(name, name)
        while above != self._above[above]:
            above = self._above[above]
        self._above[name] = above
        return above
