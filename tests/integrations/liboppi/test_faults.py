"""Whatever fails at whichever step of a sync: the catalogue is the old or the new one, the run says why."""

import socket

import pytest

from integrations.liboppi.models import Course, CourseState, RunStatus, SyncRun
from integrations.liboppi.standin import CourseChange, StandIn
from integrations.liboppi.standin.failure_kinds import KINDS
from tests.integrations.liboppi.leaving_moodle import leaving_at
from tests.integrations.liboppi.region import by_course, catalogue, sync

pytestmark = pytest.mark.django_db

STEPS = (
    "core_webservice_get_site_info",
    "core_course_get_categories",
    "core_course_search_courses",
    "core_course_get_courses_by_field",
    "core_enrol_get_course_enrolment_methods",
)
HEAVY = {"huge"}  # 96 MB over the wire: once is enough
OTHERS = {"poison"}  # of one course, and of pictures: have tests of their own
FAULTS = [
    f"{kind}:{step}"
    for kind in KINDS
    if kind not in HEAVY | OTHERS and not kind.startswith("picture")
    for step in STEPS
]
FAULTS += [f"{kind}:core_course_get_courses_by_field" for kind in HEAVY]


@pytest.fixture
def region(synced_region, settings) -> StandIn:
    """The region's Liboppi, synced, with changes that wait for the next sync."""
    settings.LIBOPPI_PATIENCE = {"connect": 0.5, "read": 0.3, "total": 2, "backoff": 0, "longest_wait": 0}
    synced_region.change_course(6, CourseChange(fullname="Uusi nimi", enrolkey="uusiavain", category=4))
    synced_region.close_enrolment(7)
    synced_region.delete_course(8)
    synced_region.hide_course(9)
    return synced_region


def require_whole_and_told(before: dict, run: SyncRun, stand_in: StandIn) -> None:
    """The catalogue is one or the other, the run says which and why, and nothing secret stands in it.

    What the run names as skipped, and only that, may be old while the rest is new.
    """
    after = catalogue()
    stand_in.fail()
    assert sync().error is None
    new = catalogue()
    assert before != new
    assert stand_in.token not in f"{run.message}{run.remedy}{run.error_details}{run.skipped}"
    if run.status != RunStatus.DONE:
        assert after == before
        assert run.message
        assert run.remedy
    elif after != new:
        require_only_skipped_are_old(by_course(before), by_course(after), by_course(new), run)


def require_only_skipped_are_old(old: dict, after: dict, new: dict, run: SyncRun) -> None:
    """Each part of each course is whole; those left behind are among the skipped, with a reason."""
    reasons = {item["id"]: item["reason"] for item in run.skipped_items}
    for part in {*old, *after, *new}:
        assert after.get(part) in (old.get(part), new.get(part))
    behind = {number for number, part in {*old, *new} if after.get((number, part)) != new.get((number, part))}
    assert behind
    assert all(reasons.get(number) or reasons.get(None) for number in behind)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_a_step_leaves_the_old_catalogue_or_the_new_one(region, fault):
    before = catalogue()
    region.fail(fault)
    require_whole_and_told(before, sync().run, region)


def test_fifty_megabytes_of_text_cost_only_their_course(region, settings):
    settings.LIBOPPI_PATIENCE = {}  # so much takes its time to be written and sent
    before = catalogue()
    region.change_course(6, CourseChange(summary="<p>Sana.</p>" * 4_400_000))
    run = sync().run
    assert [(item["id"], item["reason"][:14]) for item in run.skipped_items] == [(6, "It is longer t")]
    after = by_course(catalogue())
    assert all(rows == after[part] for part, rows in by_course(before).items() if part[0] == 6)
    assert Course.objects.get(moodle_id=9).state == CourseState.HIDDEN


@pytest.mark.parametrize(
    ("address", "kind"), [("closed_address", "unreachable"), ("tls_address", "certificate_invalid")]
)
def test_a_moodle_that_cannot_be_reached_changes_nothing(region, settings, request, address, kind):
    before = catalogue()
    settings.LIBOPPI_URL = request.getfixturevalue(address)
    run = sync().run
    settings.LIBOPPI_URL = region.url
    assert run.error_kind == kind
    require_whole_and_told(before, run, region)


@pytest.mark.parametrize("step", STEPS)
def test_a_moodle_that_refuses_connections_from_a_step_on_changes_nothing(region, settings, step):
    before = catalogue()
    with leaving_at(region, step) as settings.LIBOPPI_URL:
        run = sync().run
    settings.LIBOPPI_URL = region.url
    assert (run.error_kind, run.error_details["reason"]) == ("unreachable", "refused")
    require_whole_and_told(before, run, region)


@pytest.fixture
def closed_address() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"
