"""One course that makes answers fail costs only itself; a broken Moodle fails the run with its own error."""

from collections.abc import Iterator

import pytest

from integrations.liboppi.connection.transport import Patience
from integrations.liboppi.errors import LiboppiError, TokenRejected
from integrations.liboppi.fetch import Known
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.fetching import (
    COURSES,
    METHODS,
    SEARCH,
    Fetcher,
    batches,
    by_id,
)

VISIBLE = 17
NAME = "Digituki kirjastoissa / Digitalt stöd på biblioteken"
OF_ONE_COURSE = {
    "php_error": "moodle_fault",
    "database_error": "moodle_fault",
    "server_error": "server_failed",
    "gateway_timeout": "server_failed",
    "not_json": "not_json",
    "xml": "not_json",
    "invalid_json": "not_json",
    "wrong_shape": "unexpected_shape",
    "truncated": "unreachable",
    "reset": "unreachable",
    "timeout": "timed_out",
    "record_unknown": "record_unknown",
}
PATIENCE = {"timeout": Patience(read=0.3)}
OF_EVERYTHING = {
    "invalid_token": "token_rejected",
    "access_exception": "access_denied",
    "account_suspended": "account_refused",
    "maintenance": "under_maintenance",
    "maintenance_cli": "under_maintenance",
    "upgrade_running": "upgrade_running",
    "web_services_disabled": "web_services_disabled",
    "permission_missing": "permission_missing",
    "parameter_refused": "parameter_refused",
    "rate_limited": "rate_limited",
    "redirect": "redirected",
}


@pytest.fixture
def region() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def fetcher(region: StandIn) -> Fetcher:
    return Fetcher(region)


class TestOneCourse:
    def test_it_is_found_named_and_skipped(self, fetcher: Fetcher, region: StandIn) -> None:
        region.fail("poison:6")
        catalogue = fetcher.fetch()
        assert len(catalogue.courses) == VISIBLE - 1
        (skipped,) = catalogue.skipped
        assert (skipped.kind, skipped.moodle_id, skipped.name) == ("course", 6, NAME)
        assert (skipped.reason, skipped.fields[:2]) == ("failed", ("moodle_fault", "TypeError"))
        assert catalogue.skipped_course_ids == {6}

    def test_it_counts_neither_as_absent_nor_as_gone(self, fetcher: Fetcher, region: StandIn) -> None:
        fetcher.sync()
        region.fail("poison:6")
        assert not fetcher.fetch().absent

    def test_finding_it_among_many_takes_few_requests(self) -> None:
        with StandIn(courses=600, fail="poison:400") as stand_in:
            catalogue = Fetcher(stand_in, known=Known()).fetch()
            assert set(stand_in.courses) - set(by_id(catalogue)) == {400}
            assert len(stand_in.asked(COURSES)) <= 40

    def test_its_enrolment_methods_alone_may_fail(self, fetcher: Fetcher, region: StandIn) -> None:
        region.fail(f"server_error:{METHODS}:after=2:times=1")
        catalogue = fetcher.sync()
        assert len(catalogue.courses) == VISIBLE
        (skipped,) = catalogue.skipped
        assert (skipped.kind, skipped.reason, skipped.fields[0]) == ("methods", "failed", "server_failed")
        assert not catalogue.skipped_course_ids
        course = by_id(catalogue)[skipped.moodle_id or 0]
        assert course.methods is None
        assert course.methods_may_have_changed(fetcher.known.fingerprints[course.moodle_id])


@pytest.mark.parametrize("function", [SEARCH, COURSES])
@pytest.mark.parametrize("failure", OF_ONE_COURSE)
def test_a_failure_that_passes_loses_nothing(
    fetcher: Fetcher, region: StandIn, failure: str, function: str
) -> None:
    fetcher.patience = PATIENCE.get(failure, fetcher.patience)
    region.fail(f"{failure}:{function}:times=1")
    catalogue = fetcher.fetch()
    assert len(catalogue.courses) == VISIBLE
    assert not catalogue.skipped


def test_a_batch_too_large_to_read_is_split() -> None:
    with StandIn(fail=f"huge:{COURSES}:times=1") as stand_in:
        assert len(Fetcher(stand_in).fetch().courses) == VISIBLE
        assert sorted(len(batch) for batch in batches(stand_in)) == [8, 9, 17]


@pytest.mark.parametrize("function", [SEARCH, COURSES, METHODS])
@pytest.mark.parametrize(
    ("failure", "kind"), [item for item in OF_ONE_COURSE.items() if item[0] != "record_unknown"]
)
def test_a_failure_that_lasts_ends_the_run_soon_with_its_own_error(
    fetcher: Fetcher, region: StandIn, failure: str, kind: str, function: str
) -> None:
    fetcher.patience = PATIENCE.get(failure, fetcher.patience)
    region.fail(f"{failure}:{function}")
    with pytest.raises(LiboppiError) as failed:
        fetcher.fetch()
    assert failed.value.kind == kind
    assert fetcher.requests <= 75  # four attempts each where the connection breaks


@pytest.mark.parametrize(
    ("failure", "kind", "function"),
    [
        (failure, kind, function)
        for failure, kind in OF_EVERYTHING.items()
        for function in ("core_course_get_categories", SEARCH, COURSES, METHODS)
        if (failure, function) != ("access_exception", SEARCH)  # then there is another way to list courses
    ],
)
def test_a_failure_that_concerns_everything_ends_the_run_at_once(
    fetcher: Fetcher, region: StandIn, failure: str, kind: str, function: str
) -> None:
    region.fail(f"{failure}:{function}")
    with pytest.raises(LiboppiError) as failed:
        fetcher.fetch()
    assert failed.value.kind == kind
    failed_calls = len(region.asked(function))
    assert failed_calls <= 2 * 4


def test_the_first_fatal_failure_stops_the_other_thread() -> None:
    with StandIn(courses=600, fail=f"invalid_token:{COURSES}:after=2") as stand_in:
        with pytest.raises(TokenRejected):
            Fetcher(stand_in).fetch()
        assert len(stand_in.asked(COURSES)) <= 4


def test_a_moodle_that_asks_for_patience_gets_it(fetcher: Fetcher, region: StandIn) -> None:
    region.fail(f"rate_limited:{COURSES}:times=1")
    assert len(fetcher.fetch().courses) == VISIBLE
    assert fetcher.waits == [1.0]
