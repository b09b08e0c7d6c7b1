"""Whatever Liboppi and the editors do in whatever order: every editor's value stays, no course is lost.

And the catalogue ends where a single sync of Liboppi's last state would.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from integrations.liboppi.admin.own_writing import write
from integrations.liboppi.models import Course, CourseState, EnrolmentKey, KeySource, SyncRun
from integrations.liboppi.standin import CourseChange, StandIn
from tests.integrations.liboppi.region import by_course, catalogue, point_at, sync

pytestmark = pytest.mark.django_db

COURSES = 8
NUMBERS = st.integers(0, COURSES - 1)  # which of Liboppi's courses, in their order
WORDS = st.sampled_from(["Kirjavinkkaus", "Saavutettavuus", "Digituki", "Sadut"])
KEYS = st.sampled_from(["kirjasto1", "kirjasto2", "sammakko"])
PARTS = st.sampled_from(["title_fi", "title_sv", "producer_sv", "note_fi", "own_key", "own_visibility"])
FAULTS = st.sampled_from(
    ["empty_catalogue", "degraded", "half_missing", "php_error", "truncated", "wrong_types", "raw_ignored"]
)

in_liboppi = st.one_of(
    st.tuples(st.just("rename"), NUMBERS, WORDS),
    st.tuples(st.just("give_key"), NUMBERS, KEYS),
    st.tuples(st.just("hide"), NUMBERS),
    st.tuples(st.just("delete"), NUMBERS),
    st.tuples(st.just("restore"), NUMBERS),
    st.tuples(st.just("close"), NUMBERS),
)
by_editors = st.tuples(st.just("edit"), NUMBERS, PARTS, st.sampled_from(["", "oma1", "oma2"]))
by_the_site = st.one_of(
    st.tuples(st.just("sync")),
    st.tuples(st.just("sync_some"), st.sets(NUMBERS, min_size=1, max_size=3)),
    st.tuples(st.just("sync_badly"), FAULTS),
    st.tuples(st.just("wait"), st.integers(1, 20)),
)
steps = st.lists(st.one_of(in_liboppi, by_editors, by_the_site), min_size=3, max_size=14)


@pytest.fixture(scope="module")
def liboppi() -> Iterator[StandIn]:
    with StandIn(courses=COURSES) as stand_in:
        yield stand_in


@dataclass
class World:
    """Liboppi, the site, and what the editors have written by course and part."""

    liboppi: StandIn
    numbers: list[int]
    written: dict[tuple[int, str], str] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def do(self, deed: str, *what: Any) -> None:
        getattr(self, deed)(*what)
        self.seen |= set(Course.objects.values_list("moodle_id", flat=True))

    def is_there(self, place: int) -> bool:
        return self.numbers[place] in self.liboppi.courses

    def rename(self, place: int, words: str) -> None:
        if self.is_there(place):
            self.liboppi.change_course(self.numbers[place], CourseChange(fullname=words))

    def give_key(self, place: int, key: str) -> None:
        if self.is_there(place):
            self.liboppi.change_course(self.numbers[place], CourseChange(enrolkey=key))

    def hide(self, place: int) -> None:
        if self.is_there(place):
            self.liboppi.hide_course(self.numbers[place])

    def delete(self, place: int) -> None:
        if self.is_there(place):
            self.liboppi.delete_course(self.numbers[place])

    def restore(self, place: int) -> None:
        self.liboppi.restore_course(self.numbers[place])

    def close(self, place: int) -> None:
        if self.is_there(place):
            self.liboppi.close_enrolment(self.numbers[place])

    def edit(self, place: int, part: str, value: str) -> None:
        course = Course.objects.filter(moodle_id=self.numbers[place]).first()
        if course is None:
            return
        if part == "own_visibility":
            value = {"": "", "oma1": "shown", "oma2": "hidden"}[value]
        write(course, {part: value})
        self.written[self.numbers[place], part] = value

    def sync(self) -> None:
        assert sync(force=True).error is None

    def sync_some(self, places: set[int]) -> None:
        assert sync(courses=[self.numbers[place] for place in places], force=True).error is None

    def sync_badly(self, fault: str) -> None:
        self.liboppi.fail(fault)
        sync()
        self.liboppi.fail()

    def wait(self, days: int) -> None:
        Course.objects.update(state_since=F("state_since") - timedelta(days=days))

    def require_nothing_lost(self) -> None:
        """Every course that ever came is there, and every value that an editor wrote last."""
        assert set(Course.objects.values_list("moodle_id", flat=True)) == self.seen
        for (number, part), value in self.written.items():
            assert own_value(Course.objects.get(moodle_id=number), part) == value


def own_value(course: Course, part: str) -> str:
    """What the editor's part of the course says now."""
    if part == "own_visibility":
        return course.own_visibility
    if part == "own_key":
        keys = EnrolmentKey.objects.current().filter(course=course, source=KeySource.EDITOR)
        return keys.values_list("value", flat=True).first() or ""
    name, _sign, language = part.partition("_")
    return course.editor_texts.filter(language=language).values_list(name, flat=True).first() or ""


@contextmanager
def undone() -> Iterator[None]:
    """What happens within has never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def imported_of(numbers: set[int]) -> dict:
    return {place: rows for place, rows in by_course(catalogue()).items() if place[0] in numbers}


@given(steps)
@examples(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_is_lost_and_the_last_state_counts(settings, liboppi, taken):
    point_at(settings, liboppi)
    settings.LIBOPPI_PATIENCE = {"backoff": 0}
    liboppi.set_courses(0)
    liboppi.set_courses(COURSES)
    world = World(liboppi, sorted(liboppi.courses))
    with undone():
        for step in taken:
            world.do(*step)
            world.require_nothing_lost()
        world.do("sync")
        world.require_nothing_lost()
        there = {number for number, course in liboppi.courses.items() if course.visible}
        active = Course.objects.filter(state=CourseState.ACTIVE)
        assert set(active.values_list("moodle_id", flat=True)) == there
        after_all = imported_of(there)
        Course.objects.all().delete()
        SyncRun.objects.all().delete()
        world.sync()
        assert after_all == imported_of(there)
