"""A check names each gap by what it is, how bad it is, and what Moodle's administrator must do."""

import json
import socket
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from integrations.liboppi.check import check
from integrations.liboppi.conf import Options
from integrations.liboppi.findings import Finding, Level
from integrations.liboppi.standin import CourseChange, StandIn
from tests.integrations.liboppi.canned_moodle import TOKEN
from tests.integrations.liboppi.conftest import RECORDINGS
from tests.integrations.liboppi.fetching import COURSES, GROUPS, METHODS, SEARCH


@pytest.fixture
def region() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def everything() -> Iterator[StandIn]:
    """A Moodle that leaves nothing to be wished."""
    with StandIn(groups=True, sees_hidden=True) as stand_in:
        yield stand_in


def findings(stand_in: StandIn, **options: Any) -> dict[str, Finding]:
    found = check(Options(url=stand_in.url, token=stand_in.token, **options))
    assert len({finding.name for finding in found}) == len(found)
    return {finding.name: finding for finding in found}


def not_ok(found: dict[str, Finding]) -> dict[str, Level]:
    for finding in found.values():
        assert bool(finding.message) == bool(finding.remedy) == (finding.level != Level.OK)
    return {name: finding.level for name, finding in found.items() if finding.level != Level.OK}


def test_a_moodle_that_has_everything_is_found_well(everything: StandIn) -> None:
    found = findings(everything)
    assert not_ok(found) == {}
    assert list(found) == [
        "Settings",
        "Address",
        "Web service",
        "Token",
        "Function core_webservice_get_site_info",
        "Function core_course_get_categories",
        "Function core_course_get_courses_by_field",
        "Function core_enrol_get_course_enrolment_methods",
        "Function core_course_search_courses",
        "Function core_group_get_course_groups",
        "Right moodle/course:view",
        "Right moodle/course:update",
        "Right moodle/category:viewhiddencategories",
        "Right moodle/course:viewhiddencourses",
        "Custom field enrolkey",
        "Custom field producer",
        "Custom field language",
        "Texts as typed",
        "Enrolment methods",
        "Enrolment keys of groups",
        "Pictures",
    ]


def test_the_recorded_moodle_is_good_enough() -> None:
    with StandIn(replay=RECORDINGS) as moodle:
        levels = not_ok(findings(moodle))
    assert set(levels.values()) == {Level.ADVICE}
    assert "Enrolment keys of groups" in levels


@pytest.mark.parametrize("courses", [0, 5000])
def test_it_is_quick_on_any_catalogue(courses: int) -> None:
    with StandIn(courses=courses) as stand_in:
        findings(stand_in)
        assert stand_in.requests <= 8
        assert all(call.get("field") == "ids" for call in stand_in.asked(COURSES))
        assert all(len(call["value"].split(",")) <= 50 for call in stand_in.asked(COURSES))


class TestTheWayThere:
    def test_an_address_where_nobody_answers(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{unused.getsockname()[1]}"
            found = check(Options(url=address, token=TOKEN))
        assert [(finding.name, finding.level) for finding in found] == [
            ("Settings", Level.OK),
            ("Address", Level.FAULT),
        ]

    def test_a_certificate_that_nobody_vouches_for(self, tls_address: str) -> None:
        found = check(Options(url=tls_address, token=TOKEN))
        assert [(finding.name, finding.level) for finding in found] == [
            ("Settings", Level.OK),
            ("Address", Level.OK),
            ("Secure connection", Level.FAULT),
        ]

    @pytest.mark.parametrize(
        ("failure", "step"),
        [
            ("not_json", "Web service"),
            ("web_services_disabled", "Web service"),
            ("maintenance", "Web service"),
            ("redirect", "Web service"),
            ("invalid_token", "Token"),
            ("access_exception", "Token"),
            ("account_suspended", "Token"),
        ],
    )
    def test_a_moodle_that_refuses(self, region: StandIn, failure: str, step: str) -> None:
        region.fail(failure)
        found = findings(region)
        assert not_ok(found) == {step: Level.FAULT}
        assert list(found)[-1] == step

    def test_settings_that_are_missing(self) -> None:
        (finding,) = check(Options())
        assert (finding.name, finding.level) == ("Settings", Level.FAULT)
        assert "LIBOPPI_URL" in finding.message


class TestFunctions:
    @pytest.mark.parametrize("function", ["core_course_get_categories", COURSES, METHODS])
    def test_a_needed_one_that_is_missing_is_a_fault(self, region: StandIn, function: str) -> None:
        region.fail(f"function_missing:{function}")
        found = findings(region)
        finding = found[f"Function {function}"]
        assert finding.level is Level.FAULT
        assert "External services" in finding.remedy
        assert "Pictures" not in found

    @pytest.mark.parametrize(
        ("function", "lost"), [(SEARCH, "in one answer"), (GROUPS, "enrolment keys of groups")]
    )
    def test_an_optional_one_that_is_missing_is_worth_advice(
        self, everything: StandIn, function: str, lost: str
    ) -> None:
        everything.fail(f"function_missing:{function}")
        found = findings(everything)
        assert not_ok(found) == {f"Function {function}": Level.ADVICE}
        assert lost in found[f"Function {function}"].message

    def test_one_that_fails_is_a_fault(self, region: StandIn) -> None:
        region.fail(f"php_error:{METHODS}")
        assert findings(region)["Enrolment methods"].level is Level.FAULT

    def test_courses_that_cannot_be_had_are_the_only_finding(self, region: StandIn) -> None:
        region.fail(f"server_error:{COURSES}")
        assert not_ok(findings(region))["Courses and categories"] is Level.FAULT


class TestRights:
    def test_rights_that_were_lost_are_named(self, everything: StandIn) -> None:
        everything.fail(f"degraded:{COURSES}")
        found = findings(everything)
        assert not_ok(found) == {
            "Right moodle/course:view": Level.FAULT,
            "Right moodle/course:update": Level.FAULT,
        }
        assert "startdate" in found["Right moodle/course:view"].message
        assert "timemodified" in found["Right moodle/course:update"].message
        assert "Define roles" in found["Right moodle/course:update"].remedy

    def test_courses_in_categories_that_do_not_come(self, everything: StandIn) -> None:
        everything.fail("site_policy_silent:core_course_get_categories")
        levels = not_ok(findings(everything))
        assert levels["Right moodle/category:viewhiddencategories"] is Level.FAULT

    def test_hidden_courses_that_the_account_does_not_see_are_worth_advice(self, region: StandIn) -> None:
        region.hide_course(6)
        region.hide_course(7)
        region.show_course(18)
        finding = findings(region)["Right moodle/course:viewhiddencourses"]
        assert finding.level is Level.ADVICE
        assert ": 2." in finding.message

    def test_keys_of_groups_that_may_not_be_seen_are_worth_advice(self, everything: StandIn) -> None:
        everything.fail(f"permission_missing:{GROUPS}")
        found = findings(everything)
        assert not_ok(found) == {"Enrolment keys of groups": Level.ADVICE}
        assert "moodle/course:managegroups" in found["Enrolment keys of groups"].remedy

    def test_an_account_that_sees_no_course_is_worth_advice(self, region: StandIn) -> None:
        region.fail("empty_catalogue")
        assert not_ok(findings(region))["Courses"] is Level.ADVICE


class TestWhatCoursesHold:
    @pytest.mark.parametrize("option", ["key_field", "producer_field", "language_field"])
    def test_a_custom_field_that_no_course_has(self, everything: StandIn, option: str) -> None:
        found = findings(everything, **{option: "toinen"})
        assert not_ok(found) == {"Custom field toinen": Level.ADVICE}
        assert "Course custom fields" in found["Custom field toinen"].remedy

    def test_a_custom_field_that_is_not_wanted_is_not_missed(self, everything: StandIn) -> None:
        assert not_ok(findings(everything, key_field="", producer_field="", language_field="")) == {}

    def test_formatted_texts(self) -> None:
        with StandIn(courses=100, groups=True, fail="raw_ignored") as stand_in:
            found = findings(stand_in)
        assert not_ok(found) == {"Texts as typed": Level.FAULT}
        assert "moodlewssettingraw" in found["Texts as typed"].remedy

    def test_texts_that_may_be_formatted(self, region: StandIn) -> None:
        span = '<span lang="sv" class="multilang">På svenska</span>'
        for number in region.courses:
            region.hide_course(number)
        region.show_course(2)
        region.change_course(2, CourseChange(summary=f"<p>{span}</p>"))
        assert findings(region)["Texts as typed"].level is Level.OK
        region.fail("raw_ignored")
        assert findings(region)["Texts as typed"].level is Level.ADVICE

    def test_formatted_texts_of_a_real_moodle(self) -> None:
        with StandIn(replay=RECORDINGS, fail="raw_ignored") as moodle:
            assert findings(moodle)["Texts as typed"].level is Level.FAULT

    @pytest.mark.parametrize("failure", ["picture_refused", "picture_no_image", "server_error:pluginfile"])
    def test_pictures_that_cannot_be_fetched(self, everything: StandIn, failure: str) -> None:
        everything.fail(failure)
        assert not_ok(findings(everything)) == {"Pictures": Level.ADVICE}


class TestTheCommand:
    @pytest.fixture
    def run(self, region: StandIn, settings: Any) -> Callable[..., tuple[int, str]]:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = region.url, region.token

        def call(*words: str) -> tuple[int, str]:
            out = StringIO()
            with pytest.raises(SystemExit) as ended:
                call_command("liboppi_check", *words, stdout=out)
            return int(ended.value.code or 0), out.getvalue()

        return call

    def test_advice_alone_is_no_failure(self, run: Callable[..., tuple[int, str]]) -> None:
        code, printed = run("--json")
        answer = json.loads(printed)
        assert (code, answer["ok"]) == (0, True)
        assert {check["level"] for check in answer["checks"]} == {"ok", "advice"}
        assert all(check.keys() == {"name", "ok", "level", "message", "remedy"} for check in answer["checks"])

    def test_it_is_readable(self, run: Callable[..., tuple[int, str]], region: StandIn) -> None:
        region.fail(f"function_missing:{METHODS}")
        code, printed = run()
        assert code == 1
        assert "✓ Token\n" in printed
        assert "! Function core_group_get_course_groups\n" in printed
        assert f"✗ Function {METHODS}\n  The web service of" in printed
        assert region.token not in printed
