"""What `liboppi_sync` and `liboppi_check` print, and the exit codes that others rely on."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from integrations.liboppi.models import Course, SyncRun
from integrations.liboppi.standin import StandIn

pytestmark = pytest.mark.django_db

FIELDS = {
    "status", "created", "updated", "unchanged", "withdrawn", "restored", "skipped", "requests", "seconds",
}  # fmt: skip


@pytest.fixture
def region(settings):
    with StandIn() as stand_in:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token
        yield stand_in


def run(*words: str) -> tuple[int, str, str]:
    """The command's exit code, and what it printed to both streams."""
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(*words, stdout=out, stderr=err)
    return int(ended.value.code or 0), out.getvalue(), err.getvalue()


def test_a_sync_tells_its_counts_and_exits_with_0(region):
    code, printed, _err = run("liboppi_sync", "--json")
    answer = json.loads(printed)
    assert code == 0
    assert answer.keys() >= FIELDS
    assert (answer["status"], answer["created"]) == ("done", Course.objects.count())


def test_a_failed_sync_exits_with_1_and_says_what_to_do(region):
    region.fail("invalid_token")
    code, _out, printed = run("liboppi_sync")
    assert code == 1
    assert "LIBOPPI_TOKEN" in printed
    assert region.token not in printed


def test_a_site_without_liboppi_exits_with_2_and_records_nothing():
    code, printed, _err = run("liboppi_sync", "--json")
    answer = json.loads(printed)
    assert code == 2
    assert answer.keys() >= FIELDS
    assert answer["status"] == "not_configured"
    assert "LIBOPPI_URL" in answer["message"]
    assert not SyncRun.objects.exists()


def test_a_refused_sync_exits_with_3_and_force_overrides(region):
    run("liboppi_sync")
    region.fail("empty_catalogue")
    code, printed, _err = run("liboppi_sync", "--json")
    assert (code, json.loads(printed)["status"]) == (3, "refused")
    assert run("liboppi_sync", "--force")[0] == 0


def test_a_dry_run_names_the_courses_and_writes_none(region):
    code, printed, _err = run("liboppi_sync", "--dry-run")
    assert code == 0
    assert "+ 7 Tekijänoikeudet-webinaari" in printed
    assert "digidiplomi" not in printed
    assert not Course.objects.exists()


def test_a_check_of_a_good_site_exits_with_0(region):
    code, printed, _err = run("liboppi_check", "--json")
    assert code == 0
    assert json.loads(printed)["ok"] is True


def test_a_check_names_each_missing_function_and_exits_with_1(region):
    region.fail("function_missing:core_enrol_get_course_enrolment_methods")
    code, printed, _err = run("liboppi_check", "--json")
    bad = [check for check in json.loads(printed)["checks"] if not check["ok"]]
    assert code == 1
    assert ["core_enrol_get_course_enrolment_methods" in check["message"] for check in bad] == [True]


def test_a_check_notices_lost_rights(region):
    region.fail("degraded")
    code, printed, _err = run("liboppi_check")
    assert code == 1
    assert "timemodified" in printed
