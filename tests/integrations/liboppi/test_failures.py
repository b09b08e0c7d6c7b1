"""Every way in which Moodle, its web server or the network fails is told by a failure of its own."""

import json
import socket
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from integrations.liboppi.answers import read_courses, require_whole
from integrations.liboppi.client import LiboppiClient
from integrations.liboppi.errors import (
    AccessDenied,
    AccountRefused,
    AnswerTooLarge,
    CourseHidden,
    DegradedAnswer,
    EndpointMissing,
    FunctionMissing,
    LiboppiError,
    MoodleFault,
    NotJson,
    ParameterRefused,
    PermissionMissing,
    RateLimited,
    RecordUnknown,
    Redirected,
    RequestRefused,
    ServerFailed,
    SitePolicyNotAgreed,
    TimedOut,
    TokenRejected,
    UnderMaintenance,
    UnexpectedShape,
    Unreachable,
    UpgradeRunning,
    WebServicesDisabled,
    message_for,
    remedy_for,
)
from tests.integrations.liboppi.canned_moodle import TOKEN, Canned, CannedMoodle, Connection, Ending

Connect = Callable[..., Connection]
Load = Callable[[str], Canned]
HTML = {"Content-Type": "text/html; charset=utf-8"}

# What each recorded answer means when it comes to a question for all courses, and what its message names.
RECORDED = {
    "errors/authorization_header": (TokenRejected, "LIBOPPI_TOKEN"),
    "errors/bad_token": (TokenRejected, "LIBOPPI_TOKEN"),
    "errors/empty_token": (TokenRejected, "LIBOPPI_TOKEN"),
    "errors/no_token": (TokenRejected, "LIBOPPI_TOKEN"),
    "errors/maintenance_setting.bad_token": (TokenRejected, "LIBOPPI_TOKEN"),
    "errors/expired_token": (AccessDenied, "core_course_get_courses_by_field"),
    "errors/function_not_in_service": (AccessDenied, "core_course_get_courses_by_field"),
    "errors/ip_restricted_token": (AccessDenied, "core_course_get_courses_by_field"),
    "errors/restricted_users_not_authorised": (AccessDenied, "core_course_get_courses_by_field"),
    "errors/service_disabled": (AccessDenied, "core_course_get_courses_by_field"),
    "errors/user_without_rest_use": (AccessDenied, "core_course_get_courses_by_field"),
    "errors/deleted_user": (AccountRefused, "deleted"),
    "errors/suspended_user": (AccountRefused, "suspended"),
    "errors/nologin_user": (AccountRefused, "isn't allowed to log in"),
    "errors/site_policy_not_agreed_manual_auth.search": (SitePolicyNotAgreed, "site policy"),
    "errors/maintenance_setting": (UnderMaintenance, "under maintenance"),
    "errors/maintenance_cli": (UnderMaintenance, "300"),
    "errors/maintenance_cli.admin": (UnderMaintenance, "300"),
    "errors/maintenance_cli.course_index": (UnderMaintenance, "300"),
    "errors/upgrade_running": (UpgradeRunning, "upgraded"),
    "errors/webservices_disabled": (WebServicesDisabled, "403"),
    "errors/rest_protocol_disabled": (WebServicesDisabled, "403"),
    "errors/unknown_function": (FunctionMissing, "core_course_get_courses_by_field"),
    "errors/nopermission": (PermissionMissing, "Manage groups"),
    "errors/missing_parameter": (ParameterRefused, "core_course_get_courses_by_field"),
    "errors/missing_wsfunction": (ParameterRefused, "core_course_get_courses_by_field"),
    "errors/unexpected_parameter": (ParameterRefused, "core_course_get_courses_by_field"),
    "errors/wrong_type_parameter": (ParameterRefused, "core_course_get_courses_by_field"),
    "errors/ids_empty": (MoodleFault, "dmlreadexception"),
    "errors/ids_with_unknown": (MoodleFault, 'Attempt to assign property "contextvalidated" on null'),
    "core_course_get_courses": (MoodleFault, "errorcoursecontextnotvalid"),
    "core_course_get_courses.ids_hidden_course": (MoodleFault, "errorcoursecontextnotvalid"),
    "core_course_get_courses_by_field.field_ids_6_16_17_999999": (MoodleFault, "contextvalidated"),
    "errors/bad_restformat": (NotJson, "XML"),
    "errors/json_body": (NotJson, "XML"),
    "core_course_get_courses_by_field.id_6.xml_answer": (NotJson, "XML"),
    "errors/maintenance_setting.course_index": (NotJson, "In maintenance mode | liboppi"),
    "errors/forcelogin.course_index": (Redirected, "303"),
    "errors/upgrade_running.course_index": (ServerFailed, "500"),
}
# And when it comes to a question for one course's enrolment methods.
RECORDED_FOR_ONE = {
    "errors/unknown_courseid": (RecordUnknown, "courseid 17"),
    "errors/unknown_instanceid": (RecordUnknown, "courseid 17"),
    "enrol/core_enrol_get_course_enrolment_methods.17_piilotettu": (CourseHidden, "courseid 17"),
    "enrol/core_enrol_get_course_enrolment_methods.31_hidcat": (CourseHidden, "courseid 17"),
    "enrol/enrol_self_get_instance_info.50_course17_piilotettu": (CourseHidden, "courseid 17"),
    "enrol/enrol_self_get_instance_info.92_course31_hidcat": (CourseHidden, "courseid 17"),
    "errors/site_policy_not_agreed_manual_auth.enrolmethods": (SitePolicyNotAgreed, "site policy"),
}


def assert_well_told(failure: LiboppiError, named: str) -> None:
    """A message that names what matters, a remedy, details that can be stored, and the token nowhere."""
    assert named in str(failure)
    assert failure.remedy_text
    stored = json.loads(json.dumps(failure.details))
    assert message_for(failure.kind, stored) == str(failure)
    assert remedy_for(failure.kind, stored) == failure.remedy_text
    assert failure.__cause__ is None
    assert failure.__context__ is None
    told = f"{failure!r} {failure} {failure.remedy_text} {stored}"
    frames = traceback.walk_tb(failure.__traceback__)
    told += " ".join(repr(value) for frame, _line in frames for value in frame.f_locals.values())
    assert TOKEN not in told


@pytest.mark.parametrize("name", RECORDED)
def test_a_recorded_failure_is_told_apart(
    name: str, connect: Connect, moodle: CannedMoodle, recorded: Load
) -> None:
    kind, named = RECORDED[name]
    moodle.answer(recorded(name))
    with pytest.raises(kind) as failure:
        connect().client.courses()
    assert type(failure.value) is kind
    assert failure.value.exit_code == 1
    assert_well_told(failure.value, named)


@pytest.mark.parametrize("name", RECORDED_FOR_ONE)
def test_a_recorded_failure_about_one_course_names_it(
    name: str, connect: Connect, moodle: CannedMoodle, recorded: Load
) -> None:
    kind, named = RECORDED_FOR_ONE[name]
    moodle.answer(recorded(name))
    with pytest.raises(kind) as failure:
        connect().client.enrolment_methods(17)
    assert type(failure.value) is kind
    assert_well_told(failure.value, named)


def test_every_recorded_failure_is_looked_at(recordings: dict[str, dict[str, Any]], recorded: Load) -> None:
    def fails(name: str) -> bool:
        return recorded(name).status != 200 or not recorded(name).body.startswith(
            (b"[", b'{"courses"', b'{"id"')
        )

    failing = {name for name, entry in recordings.items() if fails(name)}
    harmless = {
        "core_webservice_get_site_info",
        "core_course_search_courses.empty",
        "core_course_search_courses.page0_perpage5",
        "core_course_search_courses.page1_perpage5",
        "core_course_search_courses.page99_perpage5",
        "enrol/enrol_guest_get_instance_info.37",
        "errors/site_policy_not_agreed_manual_auth.site_info",
    }
    assert failing - harmless == {*RECORDED, *RECORDED_FOR_ONE}


@pytest.mark.parametrize(
    "name",
    [
        "core_course_get_courses_by_field.as_bare",
        "errors/force_password_change.all",
        "errors/site_policy_not_agreed_manual_auth.all",
        "errors/user_not_fully_setup.all",
    ],
)
def test_an_answer_with_only_public_fields_is_refused(
    name: str, client: LiboppiClient, moodle: CannedMoodle, recorded: Load
) -> None:
    moodle.answer(recorded(name))
    courses, skipped = read_courses(client.courses())
    assert len(courses) == 30
    assert skipped == []
    with pytest.raises(DegradedAnswer, match="timemodified") as failure:
        require_whole(courses, [])
    assert failure.value.exit_code == 3


def test_a_refused_connection_is_told(connect: Connect) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        connection = connect(f"http://{address}", patience={"attempts": 3})
        with pytest.raises(Unreachable) as failure:
            connection.client.courses()
    assert failure.value.details == {"host": address, "reason": "refused"}
    assert connection.client.requests == 3
    assert_well_told(failure.value, address)


def test_a_host_that_nobody_knows_is_told(connect: Connect) -> None:
    with pytest.raises(Unreachable, match=r"liboppi\.invalid.*host name") as failure:
        connect("https://liboppi.invalid").client.courses()
    assert_well_told(failure.value, "liboppi.invalid")


@pytest.mark.parametrize("ending", [Ending.RESET, Ending.CUT])
def test_a_body_that_breaks_off_is_told(connect: Connect, moodle: CannedMoodle, ending: Ending) -> None:
    moodle.answer(Canned(b'{"courses": [{"id": 1', ending=ending))
    with pytest.raises(Unreachable) as failure:
        connect().client.courses()
    assert failure.value.details["reason"] == "broken"
    assert_well_told(failure.value, "before the answer was complete")


def test_a_silent_moodle_is_told_and_not_asked_again(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(b"{", ending=Ending.SILENT))
    connection = connect(patience={"read": 0.1})
    with pytest.raises(TimedOut) as failure:
        connection.client.courses()
    assert failure.value.details == {"host": moodle.host, "phase": "read", "seconds": 0.1}
    assert connection.client.requests == 1
    assert_well_told(failure.value, "0.1")


def test_an_answer_that_takes_too_long_as_a_whole_is_told(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer([])
    with pytest.raises(TimedOut) as failure:
        connect(patience={"total": 0}).client.categories()
    assert failure.value.details["phase"] == "total"
    assert_well_told(failure.value, "receiving the whole answer")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        (
            "https://elsewhere.example/login/index.php?wstoken=x#y",
            "https://elsewhere.example/login/index.php",
        ),
        ("https://user:secret@elsewhere.example/", "https://elsewhere.example/"),
        ("/login/index.php", "/login/index.php"),
        ("http://[", "?"),
    ],
)
def test_a_redirect_is_not_followed(
    connect: Connect, moodle: CannedMoodle, location: str, target: str
) -> None:
    moodle.answer(Canned(status=302, headers={"Location": location}))
    with pytest.raises(Redirected) as failure:
        connect().client.courses()
    assert failure.value.details["target"] == target
    assert len(moodle.received) == 1
    assert_well_told(failure.value, target)


def test_the_body_of_a_redirect_is_bounded_too(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(b"x" * 3_000_000, status=302, headers={"Location": "https://elsewhere.example/"}))
    with pytest.raises(AnswerTooLarge):
        connect(max_bytes=1024 * 1024).client.courses()


@pytest.mark.parametrize(
    ("body", "came", "named"),
    [
        (b'{"courses": [{"id": 1', "truncated", "JSON that ends too early"),
        (b"", "nothing", "nothing"),
        (b"<!DOCTYPE html><title>Log in\n to <i>Liboppi</i></title>", "html", "Log in to Liboppi"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "xml", "XML"),
        (b"Notice: Undefined index: x in /var/www/lib.php", "text", "text"),
        (b"[" * 100_000, "truncated", "JSON that ends too early"),
    ],
)
def test_what_is_no_json_is_told(
    connect: Connect, moodle: CannedMoodle, body: bytes, came: str, named: str
) -> None:
    moodle.answer(Canned(body, headers=HTML))
    with pytest.raises(NotJson) as failure:
        connect().client.courses()
    assert failure.value.details["came"] == came
    assert_well_told(failure.value, named)


@pytest.mark.parametrize("body", [b"null", b"[]", b"7", b'{"courses": null}', b'{"courses": {"1": {}}}'])
def test_json_of_another_shape_is_told(connect: Connect, moodle: CannedMoodle, body: bytes) -> None:
    moodle.answer(body)
    with pytest.raises(UnexpectedShape) as failure:
        connect().client.courses()
    assert_well_told(failure.value, "core_course_get_courses_by_field")


def test_a_huge_answer_is_not_read_to_its_end(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(b"x" * 3_000_000))
    with pytest.raises(AnswerTooLarge) as failure:
        connect(max_bytes=1024 * 1024).client.courses()
    assert_well_told(failure.value, "1.0 megabytes")


@pytest.mark.parametrize(
    ("status", "kind", "named"),
    [
        (401, RequestRefused, "401"),
        (403, RequestRefused, "Forbidden by the firewall"),
        (404, EndpointMissing, "127.0.0.1"),
        (429, RateLimited, "45"),
        (500, ServerFailed, "500"),
        (502, ServerFailed, "502"),
        (503, UnderMaintenance, "45"),
        (504, ServerFailed, "504"),
    ],
)
def test_a_status_of_the_web_server_is_told(
    connect: Connect, moodle: CannedMoodle, status: int, kind: type[LiboppiError], named: str
) -> None:
    body = b"<html><title>Forbidden by the firewall</title></html>"
    moodle.answer(Canned(body, status=status, headers={**HTML, "Retry-After": "45"}))
    with pytest.raises(kind) as failure:
        connect().client.courses()
    assert_well_told(failure.value, named)


@pytest.mark.parametrize(
    "code", ["forcepasswordchangenotice", "usernotfullysetup", "wsaccessuserexpired", "wsaccessuserunknown"]
)
def test_an_account_that_is_not_in_order_is_told(
    client: LiboppiClient, moodle: CannedMoodle, code: str
) -> None:
    moodle.answer({"exception": "moodle_exception", "errorcode": code, "message": "x"})
    with pytest.raises(AccountRefused) as failure:
        client.courses()
    assert failure.value.details["problem"] == code


def test_a_function_that_the_service_does_not_list_is_named(
    client: LiboppiClient, moodle: CannedMoodle, recorded: Load
) -> None:
    site = {"functions": [{"name": "core_webservice_get_site_info"}, {"name": None}, "odd"]}
    moodle.answer(site, recorded("errors/function_not_in_service"))
    client.site_info()
    with pytest.raises(FunctionMissing, match="core_enrol_get_course_enrolment_methods"):
        client.enrolment_methods(6)


def test_moodles_message_is_quoted_without_html_token_or_end(
    client: LiboppiClient, moodle: CannedMoodle
) -> None:
    message = f"<p>Bad&nbsp;things <script>alert(1)</script> with {TOKEN}</p>" + "blah " * 1000
    moodle.answer(
        {"exception": "Error", "errorcode": "weird", "message": message, "debuginfo": "SELECT secret"}
    )
    with pytest.raises(MoodleFault) as failure:
        client.courses()
    said = failure.value.details["said"]
    assert said.startswith("Bad things alert(1) with …blah")
    assert len(said) <= 300
    assert "weird" in str(failure.value)
    assert "secret" not in str(failure.value)
    assert TOKEN not in f"{failure.value!r} {failure.value}"
