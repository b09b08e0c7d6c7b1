"""How the size of questions follows the speed of the answers."""

import pytest

from integrations.liboppi.fetching.pace import Pace


def test_it_grows_twofold_at_most_and_never_past_its_limit() -> None:
    pace = Pace(25, 100)
    sizes = []
    for _ in range(4):
        pace.answered(pace.size, 0.001)
        sizes.append(pace.size)
    assert sizes == [50, 100, 100, 100]


def test_two_answers_of_the_same_size_are_one_reason_to_grow() -> None:
    pace = Pace(25, 500)
    pace.answered(25, 0.1)
    pace.answered(25, 0.1)
    assert pace.size == 50


def test_it_comes_to_rest_where_an_answer_takes_two_and_a_half_seconds() -> None:
    pace = Pace(25, 500)
    for _ in range(10):
        pace.answered(pace.size, pace.size * 0.01)
    assert pace.size == 250


@pytest.mark.parametrize(("seconds", "size"), [(5, 50), (10, 25), (1000, 1)])
def test_it_shrinks_at_once(seconds: float, size: int) -> None:
    pace = Pace(100, 500)
    pace.answered(100, seconds)
    assert pace.size == size


def test_a_small_rest_that_took_its_time_is_no_reason_to_shrink() -> None:
    pace = Pace(400, 500)
    pace.answered(3, 0.5)
    assert pace.size == 400


def test_it_shrinks_most_where_an_answer_never_came() -> None:
    pace = Pace(100, 500)
    pace.too_slow(100)
    assert pace.size == 25
    pace.too_slow(2)
    assert pace.size == 1


def test_a_clock_that_stood_still_means_fast() -> None:
    pace = Pace(25, 500)
    pace.answered(25, 0.0)
    assert pace.size == 50
