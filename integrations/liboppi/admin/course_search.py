"""The search of the admin's listing of courses: what readers find, and the courses that readers don't see.

The search index holds only what is in the catalogue, so the others are found by their names.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, overload

from wagtail.search.backends import get_search_backend

from ..models import Course, CourseQuerySet
from ..models.states import in_catalogue
from ..words import WORD


def find_courses(words: str, courses: CourseQuerySet) -> list[int]:
    """The primary keys of those of the courses that have words beginning so.

    First those of the catalogue, the best match first, then the others in their own order.
    """
    # The search backend can filter by what is indexed only: give it the filters' result as such a filter.
    numbers = courses.order_by().values("moodle_id")
    narrowed = Course.objects.filter(moodle_id__in=numbers).only("pk")
    indexed = get_search_backend().autocomplete(words, narrowed)
    found = dict.fromkeys(course.pk for course in indexed)
    return list(found | dict.fromkeys(_found_by_name(words, courses)))


def _found_by_name(words: str, courses: CourseQuerySet) -> Iterator[int]:
    wanted = _folded(words).split()
    names = ("shortname", "texts__title", "editor_texts__title")
    rows = courses.filter(~in_catalogue()).order_by("moodle_id").values_list("pk", *names)
    known: dict[int, set[str]] = {}
    for pk, *texts in rows:
        known.setdefault(pk, set()).update(WORD.findall(_folded(" ".join(text or "" for text in texts))))
    for pk, has in known.items():
        if all(any(word.startswith(beginning) for word in has) for beginning in wanted):
            yield pk


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


class FoundCourses(Sequence[Course]):
    """The courses with these primary keys, in this order, fetched a page at a time."""

    BATCH = 500

    def __init__(self, keys: Sequence[int], courses: CourseQuerySet) -> None:
        self.keys = keys
        self.courses = courses

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Course: ...

    @overload
    def __getitem__(self, place: slice) -> list[Course]: ...

    def __getitem__(self, place: int | slice) -> Course | list[Course]:
        if isinstance(place, int):
            return self._fetch([self.keys[place]])[0]
        return self._fetch(self.keys[place])

    def __iter__(self) -> Iterator[Course]:
        for start in range(0, len(self.keys), self.BATCH):
            yield from self._fetch(self.keys[start : start + self.BATCH])

    def _fetch(self, keys: Sequence[int]) -> list[Course]:
        found: dict[Any, Course] = self.courses.order_by().in_bulk(keys)
        return [found[key] for key in keys if key in found]
