"""Whose enrolment methods and groups are asked for in a run, and what comes of them."""

from collections.abc import Iterator

import pytest

from integrations.liboppi.fetch import Known
from integrations.liboppi.standin import StandIn
from integrations.liboppi.standin.catalogue import EnrolmentStatus
from tests.integrations.liboppi.conftest import RECORDINGS
from tests.integrations.liboppi.fetching import GROUPS, METHODS, Fetcher, asked_for_methods, by_id

COURSES = 200


@pytest.fixture
def many() -> Iterator[StandIn]:
    with StandIn(courses=COURSES) as stand_in:
        yield stand_in


@pytest.fixture
def with_groups() -> Iterator[StandIn]:
    with StandIn(groups=True) as stand_in:
        yield stand_in


def asked_in_a_run(fetcher: Fetcher) -> list[int]:
    """The courses asked about in one more run."""
    before = len(asked_for_methods(fetcher.stand_in))
    fetcher.sync()
    return asked_for_methods(fetcher.stand_in)[before:]


class TestRotation:
    def test_a_first_run_asks_about_every_course(self, many: StandIn) -> None:
        catalogue = Fetcher(many).sync()
        assert set(asked_for_methods(many)) == set(many.courses)
        assert all(course.methods is not None for course in catalogue.courses)

    def test_unchanged_courses_all_have_their_turn_in_a_few_runs(self, many: StandIn) -> None:
        fetcher = Fetcher(many)
        fetcher.sync()
        first = asked_in_a_run(fetcher)
        assert fetcher.requests <= 150
        second = asked_in_a_run(fetcher)
        assert fetcher.requests <= 150
        assert len(set(first)) == len(first) > COURSES / 2
        assert {*first, *second} == set(many.courses)
        assert max(first) < min(set(second) - set(first))

    def test_a_changed_course_is_asked_about_before_its_turn(self, many: StandIn) -> None:
        fetcher = Fetcher(many)
        fetcher.sync()
        last = max(many.courses)
        many.change_course(last)
        asked = asked_in_a_run(fetcher)
        assert last in asked
        assert last - 1 not in asked

    def test_what_was_not_asked_for_stays_as_it_is_stored(self, many: StandIn) -> None:
        fetcher = Fetcher(many)
        fetcher.sync()
        before = fetcher.known.fingerprints
        catalogue = fetcher.sync()
        unasked = [course for course in catalogue.courses if course.methods is None]
        assert unasked
        assert fetcher.known.fingerprints == before

    def test_a_method_that_changes_without_a_time_stamp_is_noticed_in_its_turn(self, many: StandIn) -> None:
        fetcher = Fetcher(many)
        fetcher.sync()
        before = dict(fetcher.known.fingerprints)
        number = next(
            number
            for number, course in sorted(many.courses.items(), reverse=True)
            if course.methods[0].status is EnrolmentStatus.OPEN
        )
        many.close_enrolment(number)
        for _ in range(2):
            fetcher.sync()
        changed = {key for key, value in fetcher.known.fingerprints.items() if before[key] != value}
        assert changed == {number}

    def test_a_small_catalogue_is_asked_about_whole_in_every_run(self) -> None:
        with StandIn() as region:
            fetcher = Fetcher(region)
            first = sorted(fetcher.sync().courses, key=lambda course: course.moodle_id)
            enterable = [course.moodle_id for course in first if course.answer.may_be_entered]
            assert sorted(asked_in_a_run(fetcher)) == enterable

    def test_a_course_that_nobody_can_enter_needs_no_question(self) -> None:
        with StandIn(replay=RECORDINGS) as moodle:
            courses = by_id(Fetcher(moodle).fetch())
            assert 25 not in asked_for_methods(moodle)
            assert (courses[25].methods, courses[25].groups) == ((), ())


class TestGroups:
    def test_their_keys_come_with_the_groups_name(self, with_groups: StandIn) -> None:
        record = by_id(Fetcher(with_groups).fetch())[8].record()
        key = record.keys[-1]
        assert (key.source, key.value, key.label) == ("group_key", "satakieli26", "Satakunta")
        assert record.group_keys_told

    def test_a_service_without_them_is_not_asked(self) -> None:
        with StandIn() as region:
            record = by_id(Fetcher(region).fetch())[8].record()
            assert not region.asked(GROUPS)
            assert "group_key" not in {key.source for key in record.keys}
            assert not record.group_keys_told

    def test_an_account_that_may_not_see_them_is_not_asked_again(self, with_groups: StandIn) -> None:
        with_groups.fail(f"permission_missing:{GROUPS}")
        catalogue = Fetcher(with_groups).fetch()
        assert 1 <= len(with_groups.asked(GROUPS)) <= 2
        assert not catalogue.skipped
        enterable = [course for course in catalogue.courses if course.answer.may_be_entered]
        assert all(course.methods is not None for course in enterable)
        assert all(course.groups is None for course in enterable)

    def test_they_count_in_the_budget(self) -> None:
        with StandIn(courses=COURSES, groups=True) as many:
            fetcher = Fetcher(many)
            fetcher.sync()
            assert len(asked_in_a_run(fetcher)) <= 75
            assert fetcher.requests <= 150
            assert len(many.asked(GROUPS)) == len(many.asked(METHODS))

    def test_a_new_key_changes_the_fingerprint_in_its_turn(self, with_groups: StandIn) -> None:
        fetcher = Fetcher(with_groups)
        fetcher.sync()
        before = fetcher.known.fingerprints[8]
        fetcher.known = Known(fingerprints=fetcher.known.fingerprints)
        with_groups.change_group_key(8, "Satakunta", "uusisatakieli")
        fetcher.sync()
        assert fetcher.known.fingerprints[8] != before
