"""What a fetch asks for and what it gives, over HTTP from the stand-in."""

from collections.abc import Iterator

import pytest

from integrations.liboppi.conf import Options
from integrations.liboppi.errors import DegradedAnswer, OutOfTime, RawIgnored
from integrations.liboppi.fetch import Absence, Known
from integrations.liboppi.fingerprints import HALF
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.fetching import (
    COURSES,
    METHODS,
    SEARCH,
    Fetcher,
    asked_for_methods,
    batches,
    by_id,
)

VISIBLE = 17


@pytest.fixture
def region() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def fetcher(region: StandIn) -> Fetcher:
    return Fetcher(region)


class TestBatches:
    def test_everything_comes_in_small_batches_two_at_a_time(self) -> None:
        with StandIn(courses=700, delay=0.002) as stand_in:
            fetcher = Fetcher(stand_in)
            assert set(by_id(fetcher.fetch())) == set(stand_in.courses)
            assert stand_in.most_at_once == 2
            sizes = [len(batch) for batch in batches(stand_in)]
            assert (sizes[0], sum(sizes)) == (25, 700)
            assert max(sizes) <= 500
            assert all(call.get("field") == "ids" for call in stand_in.asked(COURSES))

    def test_batches_are_as_small_as_a_slow_moodle_needs(self) -> None:
        with StandIn(courses=1000) as stand_in:

            def seconds() -> float:
                """As if every course in an answer took 25 milliseconds."""
                pages = sum(int(call["perpage"]) for call in stand_in.asked(SEARCH))
                return 0.025 * (pages + sum(map(len, batches(stand_in))))

            Fetcher(stand_in, clock=seconds).fetch()
            sizes = [len(batch) for batch in batches(stand_in)]
            pages = [int(call["perpage"]) for call in stand_in.asked(SEARCH)]
            assert max(*sizes, *pages) * 0.025 <= 5
            assert len(sizes) < 1000 / 25

    def test_an_unchanged_run_over_5000_courses_makes_at_most_150_requests(self) -> None:
        with StandIn(courses=5000) as stand_in:
            fetcher = Fetcher(stand_in, clock=lambda: 3600.0 if stand_in.asked(METHODS) else 0.0)
            courses = fetcher.fetch().courses
            stored = {course.moodle_id: course.fingerprint()[:HALF] + "1" * HALF for course in courses}
            again = Fetcher(stand_in, known=Known(fingerprints=stored, in_sight=stored))
            assert len(again.fetch().courses) == len(courses) == 5000
            assert 100 <= again.requests <= 150

    def test_steps_are_told_as_they_are_made(self, fetcher: Fetcher) -> None:
        steps: list[tuple[str, int, int | None]] = []
        fetcher.watch = lambda *step: steps.append(step)
        fetcher.fetch()
        assert list(dict.fromkeys(phase for phase, _done, _total in steps)) == [
            "listing",
            "reading",
            "methods",
        ]
        assert ("listing", VISIBLE, VISIBLE) in steps
        assert ("reading", VISIBLE, VISIBLE) in steps
        counted = [done for phase, done, _total in steps if phase == "methods"]
        assert counted == list(range(1, len(counted) + 1))


class TestListing:
    def test_courses_that_shift_between_pages_are_found(self) -> None:
        with StandIn(courses=100) as stand_in:
            gone: list[int] = []

            def delete_one(phase: str, done: int, total: int | None) -> None:
                if not gone:
                    gone.append(min(stand_in.courses))
                    stand_in.delete_course(gone[0])

            catalogue = Fetcher(stand_in, watch=delete_one).fetch()
            assert set(by_id(catalogue)) == set(stand_in.courses)
            assert not catalogue.skipped
            assert len(stand_in.asked(SEARCH)) == 3

    @pytest.mark.parametrize("refusal", ["function_missing", "access_exception"])
    def test_a_service_without_search_gives_everything_in_one_answer(
        self, fetcher: Fetcher, region: StandIn, refusal: str
    ) -> None:
        region.fail(f"{refusal}:{SEARCH}")
        assert len(fetcher.fetch().courses) == VISIBLE
        assert [call.get("field") for call in region.asked(COURSES)] == [None]

    def test_a_page_that_cannot_be_given_is_split_and_known_courses_in_it_are_read(
        self, fetcher: Fetcher, region: StandIn
    ) -> None:
        fetcher.sync()
        region.fail(f"poison:6:{SEARCH}")
        catalogue = fetcher.fetch()
        assert len(catalogue.courses) == VISIBLE
        assert [(item.kind, item.moodle_id, item.reason) for item in catalogue.skipped] == [
            ("course", None, "failed")
        ]


class TestAbsences:
    def test_hidden_and_deleted_are_told_apart(self, fetcher: Fetcher, region: StandIn) -> None:
        fetcher.sync()
        region.hide_course(6)
        region.hide_category(9)
        region.delete_course(8)
        catalogue = fetcher.fetch()
        assert catalogue.absent == {
            6: Absence.HIDDEN,
            7: Absence.HIDDEN,
            8: Absence.DELETED,
            11: Absence.HIDDEN,
        }
        assert not catalogue.skipped

    def test_a_token_that_sees_hidden_courses_tells_them_too(self) -> None:
        with StandIn(sees_hidden=True) as stand_in:
            fetcher = Fetcher(stand_in)
            fetcher.sync()
            stand_in.hide_course(6)
            catalogue = fetcher.fetch()
            assert catalogue.absent == {6: Absence.HIDDEN}
            assert 6 not in by_id(catalogue)

    def test_nothing_is_asked_of_courses_that_are_withdrawn(self, fetcher: Fetcher, region: StandIn) -> None:
        fetcher.sync()
        fetcher.known = Known(fingerprints=fetcher.known.fingerprints)
        region.delete_course(8)
        assert not fetcher.fetch().absent

    def test_many_are_explained_only_as_far_as_the_budget_goes(self) -> None:
        with StandIn(courses=150) as stand_in:
            everything = set(stand_in.courses)
            for number in everything:
                if number % 2:
                    stand_in.delete_course(number)
            fetcher = Fetcher(stand_in, known=Known(in_sight=everything))
            catalogue = fetcher.fetch()
            assert set(catalogue.absent) == {number for number in everything if number % 2}
            assert {*catalogue.absent.values()} == {Absence.DELETED, Absence.UNLISTED}
            assert len(stand_in.asked(COURSES)) <= 50

    @pytest.mark.parametrize(("vanish", "absence"), [("hide", "hidden"), ("delete", "deleted")])
    @pytest.mark.parametrize("after", ["listing", "reading"])
    def test_a_course_that_vanishes_meanwhile_is_no_error(
        self, fetcher: Fetcher, region: StandIn, vanish: str, absence: str, after: str
    ) -> None:
        fetcher.sync()
        fetcher.known = Known(in_sight=fetcher.known.in_sight)
        ways = {"hide": region.hide_course, "delete": region.delete_course}

        def vanish_once(phase: str, done: int, total: int | None) -> None:
            if phase == after and 6 in region.courses and region.courses[6].visible:
                ways[vanish](6)

        fetcher.watch = vanish_once
        catalogue = fetcher.fetch()
        assert len(catalogue.courses) == VISIBLE - 1
        assert catalogue.absent == {6: absence}
        assert not catalogue.skipped


class TestPartly:
    def test_only_what_is_wanted_is_asked_for(self, fetcher: Fetcher, region: StandIn) -> None:
        fetcher.sync()
        region.hide_course(7)
        region.delete_course(8)
        before = len(asked_for_methods(region))
        searches = len(region.asked(SEARCH))
        catalogue = fetcher.fetch(only=[6, 7, 8])
        assert set(by_id(catalogue)) == {6}
        assert by_id(catalogue)[6].methods is not None
        assert catalogue.absent == {7: Absence.HIDDEN, 8: Absence.DELETED}
        assert catalogue.methods_cursor == fetcher.known.methods_cursor
        assert asked_for_methods(region)[before:] == [6]
        assert len(region.asked(SEARCH)) == searches

    def test_a_course_that_never_was_is_no_error(self, fetcher: Fetcher) -> None:
        catalogue = fetcher.fetch(only=[4711])
        assert (catalogue.courses, catalogue.absent) == ([], {4711: Absence.DELETED})


class TestDegradedAnswers:
    def test_rights_lost_between_two_batches_are_noticed(self) -> None:
        with StandIn(courses=60, fail=f"degraded:{COURSES}:after=1") as stand_in:
            with pytest.raises(DegradedAnswer, match="timemodified") as failure:
                Fetcher(stand_in).fetch()
            assert failure.value.exit_code == 3
            assert not asked_for_methods(stand_in)

    def test_formatted_texts_are_noticed(self) -> None:
        with StandIn(courses=60) as stand_in:
            fetcher = Fetcher(stand_in)
            fetcher.sync()
            stand_in.fail("raw_ignored")
            with pytest.raises(RawIgnored, match="moodlewssettingraw") as failure:
                fetcher.fetch()
            assert failure.value.exit_code == 3

    def test_formatted_texts_of_single_courses_are_noticed(self) -> None:
        with StandIn(courses=60) as stand_in:
            stand_in.fail("raw_ignored")
            with pytest.raises(RawIgnored):
                Fetcher(stand_in).fetch(only=sorted(stand_in.courses))


class TestTimeBudget:
    def test_too_slow_a_moodle_ends_the_run(self, fetcher: Fetcher, region: StandIn) -> None:
        fetcher.options = Options(time_budget_minutes=2)
        fetcher.clock = lambda: 121.0 if region.asked(SEARCH) else 0.0
        with pytest.raises(OutOfTime, match="2 minutes") as failure:
            fetcher.fetch()
        assert failure.value.exit_code == 1
        assert not region.asked(COURSES)

    def test_enrolment_methods_are_gone_on_with_the_next_time(self) -> None:
        with StandIn(courses=100) as stand_in:
            fetcher = Fetcher(stand_in, options=Options(time_budget_minutes=25))
            fetcher.clock = lambda: 60.0 * len(asked_for_methods(stand_in))
            first = fetcher.sync()
            asked = {course.moodle_id for course in first.courses if course.methods is not None}
            assert len(first.courses) == 100
            assert 20 <= len(asked) <= 40
            before = asked_for_methods(stand_in)
            fetcher.clock = lambda: 60.0 * len(asked_for_methods(stand_in)[len(before) :])
            fetcher.sync()
            later = set(asked_for_methods(stand_in)[len(before) :])
            assert 20 <= len(later) <= 40
            assert asked.isdisjoint(later)
