"""Which courses, materials and trainings are about the same: by shared vocabulary and by words of titles.

The rarer what two things share, the more it says. The same index gives the same answer, in the same order.
"""

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from django.utils import timezone

from integrations.liboppi.models import CourseCategory
from pages.core.findable import Kind
from pages.search.models import Entry

KINDS = (Kind.COURSE, Kind.MATERIAL, Kind.TRAINING)
FACET_WEIGHTS = {"theme": 3.0, "category": 2.0, "target": 1.5}
ABOUT_WEIGHT, TITLE_WEIGHT, EXCERPT_WEIGHT = 2.5, 1.5, 0.4
ENOUGH = 0.6  # a score below says nothing
LEAST = 0.25  # what a shared theme or category tells, however common; a common word may tell nothing
STEM = 5  # letters: inflected forms and kindred compounds begin alike
_WORD = re.compile(rf"[^\W\d_]{{{STEM - 1},}}")

Names = Mapping[str, str]  # the name of a category by its number


@dataclass(frozen=True)
class Near:
    """Primary keys, the best first: of what is about the same, and of what comes after it."""

    same: list[int]
    others: list[int]


@dataclass(frozen=True)
class Index:
    """The things of one language: primary keys and kinds by place, and the places that have a feature."""

    pks: "array[int]"
    kinds: bytes
    places: "Mapping[str, array[int]]"

    def nearest(self, features: Mapping[str, float], own: int, limit: int) -> "Near":
        """What is nearest but not `own`, at most `limit` of each kind, and at most `limit` others."""
        scores = self._scores(features)
        best = sorted((place for place in scores if scores[place] >= ENOUGH), key=lambda p: (-scores[p], p))
        room = dict.fromkeys(range(len(KINDS)), limit)
        chosen = []
        for place in best:
            if self.pks[place] != own and room[self.kinds[place]]:
                room[self.kinds[place]] -= 1
                chosen.append(self.pks[place])
        return Near(chosen, self._others(scores, own, limit))

    def _scores(self, features: Mapping[str, float]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for feature in sorted(features):
            for place in self.places.get(feature, ()):
                scores[place] += features[feature] * self._rarity(feature)
        return scores

    def _others(self, scores: Mapping[int, float], own: int, limit: int) -> list[int]:
        """What shares a little, such as a target group, the most first; then the newest of all."""
        little = (place for place in scores if scores[place] < ENOUGH)
        nearest = nsmallest(limit + 1, little, key=lambda place: (-scores[place], place))
        newest = (place for place in range(len(self.pks)) if place not in scores)
        places = (*nearest, *islice(newest, limit + 1))
        return [self.pks[place] for place in places if self.pks[place] != own][:limit]

    def _rarity(self, feature: str) -> float:
        """From 1, for what hardly anything has, to nearly 0, or to LEAST."""
        everything = len(self.pks) + 1
        rarity = math.log(everything / len(self.places[feature])) / math.log(everything)
        return rarity if feature.startswith("word:") else max(rarity, LEAST)


def build(locale: str) -> Index:
    """The index of all that is not over; what was published last stands first. Two queries."""
    names = category_names(locale)
    now = timezone.now()
    rows = Entry.objects.filter(locale=locale, kind__in=KINDS).exclude(ends__lt=now)
    pks, kinds = array("Q"), bytearray()
    places: dict[str, array[int]] = {}
    codes = {kind.value: code for code, kind in enumerate(KINDS)}
    values = rows.order_by("-published", "pk").values_list("pk", "kind", "title", "facets")
    for place, (pk, kind, title, facets) in enumerate(values.iterator()):
        pks.append(pk)
        kinds.append(codes[kind])
        for feature in {*_facet_features(facets), *_about(facets, names), *_stems([title])}:
            places.setdefault(feature, array("L")).append(place)
    return Index(pks, bytes(kinds), places)


def features_of(entry: Entry, names: Names) -> dict[str, float]:
    """What the entry is about, with how much each part of it says."""
    features = dict.fromkeys(_stems([entry.excerpt]), EXCERPT_WEIGHT)
    features |= dict.fromkeys(_stems([entry.title]), TITLE_WEIGHT)
    features |= dict.fromkeys(_about(entry.facets, names), ABOUT_WEIGHT)
    return features | {name: FACET_WEIGHTS[name.split(":")[0]] for name in _facet_features(entry.facets)}


def category_names(locale: str) -> Names:
    """The names of Liboppi's categories in the language, by their numbers as facets give them. One query."""
    return {str(c.moodle_id): c.name_in(locale) for c in CourseCategory.objects.all()}


def _facet_features(facets: Mapping[str, list[str]]) -> list[str]:
    return [f"{name}:{value}" for name in FACET_WEIGHTS for value in facets.get(name, ())]


def _about(facets: Mapping[str, list[str]], names: Names) -> set[str]:
    """Words of themes and of the category: a theme and a category of the same name are about the same."""
    categories = (names.get(number, "") for number in facets.get("category", ())[-1:])
    return _stems([*facets.get("theme", ()), *categories], "about")


def _stems(texts: Iterable[str], kind: str = "word") -> set[str]:
    return {f"{kind}:{_folded(word)[:STEM]}" for text in texts for word in _WORD.findall(text)}


def _folded(word: str) -> str:
    return word.casefold().translate(_PLAIN)


_PLAIN = str.maketrans("äåö", "aao")  # slugs have no dots and rings
