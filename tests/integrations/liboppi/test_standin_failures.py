"""The stand-in told to fail: each kind as a client sees it, when it falls due, and the controls."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
import requests

from integrations.liboppi.standin import StandIn, StandInError
from integrations.liboppi.standin.failure_kinds import KINDS, describe_kinds
from tests.integrations.liboppi.conftest import RECORDINGS
from tests.integrations.liboppi.standin_calls import (
    CATEGORIES,
    COURSES,
    METHODS,
    REST_PATH,
    SEARCH,
    SITE_INFO,
    ask,
    call,
    courses,
    session,
)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("invalid_token", "bad_token"),
        ("access_exception", "expired_token"),
        ("account_suspended", "suspended_user"),
        ("account_deleted", "deleted_user"),
        ("account_nologin", "nologin_user"),
        ("maintenance", "maintenance_setting"),
        ("upgrade_running", "upgrade_running"),
        ("php_error", "ids_with_unknown"),
        ("database_error", "ids_empty"),
        ("parameter_refused", "missing_parameter"),
        ("record_unknown", "unknown_function"),
    ],
)
def test_a_moodle_error_is_byte_for_byte_the_recorded_one(stand_in: StandIn, kind: str, name: str) -> None:
    stand_in.fail(kind)
    answer = call(stand_in, COURSES)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.content == (RECORDINGS / "errors" / f"{name}.json").read_bytes()


@pytest.mark.parametrize(
    ("kind", "status", "header", "value", "starts"),
    [
        ("maintenance_cli", 503, "Retry-After", "300", "<!DOCTYPE html>"),
        ("web_services_disabled", 403, "Content-Type", "text/html; charset=utf-8", ""),
        ("rate_limited", 429, "Retry-After", "1", "<html>"),
        ("server_error", 500, "Content-Type", "text/html; charset=utf-8", "<html>"),
        ("gateway_timeout", 504, "Content-Type", "text/html; charset=utf-8", "<html>"),
        ("redirect", 303, "Location", "/login/index.php", "<!DOCTYPE html>"),
        ("not_json", 200, "Content-Type", "text/html; charset=utf-8", "<!DOCTYPE html>"),
        ("xml", 200, "Content-Type", "application/xml; charset=utf-8", "<?xml"),
        ("invalid_json", 200, "Content-Type", "application/json", "<br />\n<b>Warning</b>"),
        ("wrong_shape", 200, "Content-Type", "application/json", '"ok"'),
    ],
)
def test_an_answer_that_is_not_moodles_json_has_its_status_and_header(
    stand_in: StandIn, kind: str, status: int, header: str, value: str, starts: str
) -> None:
    stand_in.fail(kind)
    answer = call(stand_in, COURSES)
    assert (answer.status_code, answer.headers[header]) == (status, value)
    assert answer.text.startswith(starts)


@pytest.mark.parametrize(
    ("kind", "error"), [("permission_missing", "nopermissions"), ("site_policy", "sitepolicynotagreed")]
)
def test_a_refusal_names_its_error_code(stand_in: StandIn, kind: str, error: str) -> None:
    stand_in.fail(kind)
    assert ask(stand_in, COURSES)["errorcode"] == error


def test_the_site_policy_spares_site_information(stand_in: StandIn) -> None:
    stand_in.fail("site_policy")
    assert ask(stand_in, SITE_INFO)["sitename"] == "Liboppi"


def test_a_silent_site_policy_degrades_courses_and_empties_categories(stand_in: StandIn) -> None:
    stand_in.fail("site_policy_silent")
    assert "timemodified" not in courses(stand_in)[6]
    assert ask(stand_in, CATEGORIES) == []
    assert ask(stand_in, METHODS, courseid=6)["errorcode"] == "sitepolicynotagreed"


def test_a_missing_function_is_not_listed_and_refused(stand_in: StandIn) -> None:
    stand_in.fail(f"function_missing:{METHODS}")
    listed = {function["name"] for function in ask(stand_in, SITE_INFO)["functions"]}
    assert METHODS not in listed
    assert COURSES in listed
    assert ask(stand_in, METHODS, courseid=6)["errorcode"] == "accessexception"
    assert courses(stand_in)


def test_without_a_function_named_all_but_site_information_are_missing(stand_in: StandIn) -> None:
    stand_in.fail("function_missing")
    assert [function["name"] for function in ask(stand_in, SITE_INFO)["functions"]] == [SITE_INFO]
    assert ask(stand_in, CATEGORIES)["errorcode"] == "accessexception"


def test_a_degraded_answer_has_the_public_fields_a_bare_user_gets(stand_in: StandIn) -> None:
    stand_in.fail("degraded")
    bare = json.loads((RECORDINGS / "errors" / "force_password_change.json").read_bytes())
    assert list(courses(stand_in)[6]) == list(bare["courses"][0])


def test_half_of_the_courses_go_missing_from_every_answer(stand_in: StandIn) -> None:
    whole = set(courses(stand_in))
    stand_in.fail("half_missing")
    assert whole - set(courses(stand_in)) == {course_id for course_id in whole if course_id % 2 == 0}
    assert courses(stand_in, field="id", value="6") == {}


def test_an_empty_catalogue_has_neither_courses_nor_categories(stand_in: StandIn) -> None:
    stand_in.fail("empty_catalogue")
    assert ask(stand_in, COURSES) == {"courses": [], "warnings": []}
    assert ask(stand_in, CATEGORIES) == []
    assert ask(stand_in, SEARCH, criterianame="search", criteriavalue="")["total"] == 0


def test_wrong_types_spoil_every_second_course(stand_in: StandIn) -> None:
    right = ask(stand_in, COURSES)["courses"]
    stand_in.fail("wrong_types")
    spoilt = ask(stand_in, COURSES)["courses"]
    assert [
        place for place, pair in enumerate(zip(right, spoilt, strict=True)) if pair[0] != pair[1]
    ] == list(range(1, len(right), 2))


@pytest.mark.parametrize("kind", ["truncated", "reset"])
def test_an_answer_that_breaks_off_is_noticed_by_the_client(stand_in: StandIn, kind: str) -> None:
    stand_in.fail(kind)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        call(stand_in, COURSES)


def test_a_silent_answer_ends_when_the_stand_in_stops(stand_in: StandIn) -> None:
    stand_in.fail("timeout")
    host, port = stand_in.url.removeprefix("http://").split(":")
    with StandIn(fail="timeout") as other, socket.create_connection((host, int(port))) as waiting:
        waiting.sendall(f"POST {REST_PATH} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n".encode())
        stand_in.stop()
        with suppress(ConnectionResetError):  # either way it ends: who reads first is luck
            assert waiting.recv(1) == b""
        with pytest.raises(requests.ReadTimeout):
            session.post(other.url + REST_PATH, timeout=0.2)


def test_a_huge_answer_goes_on_past_64_megabytes(stand_in: StandIn) -> None:
    stand_in.fail("huge")
    form = {"wstoken": stand_in.token, "wsfunction": COURSES, "moodlewsrestformat": "json"}
    with session.post(stand_in.url + REST_PATH, data=form, stream=True) as answer:
        assert "Content-Length" not in answer.headers
        assert sum(map(len, answer.iter_content(1024 * 1024))) > 64 * 1024 * 1024


def test_the_stand_in_answers_on_after_every_failure(stand_in: StandIn) -> None:
    for kind in KINDS:
        if kind not in ("timeout", "huge"):
            stand_in.fail(f"{kind}:6:{CATEGORIES}" if kind == "poison" else f"{kind}:{CATEGORIES}")
            assert courses(stand_in)
    stand_in.fail()
    assert ask(stand_in, CATEGORIES)


def test_after_and_times_choose_which_calls_fail(stand_in: StandIn) -> None:
    stand_in.fail(f"rate_limited:{COURSES}:after=1:times=2")
    assert [call(stand_in, COURSES).status_code for _ in range(5)] == [200, 429, 429, 200, 200]
    assert call(stand_in, CATEGORIES).status_code == 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", r'no failure "nonsense"\. Known are: invalid_token, '),
        ("timeout:core_nonsense", '"core_nonsense" is not understood'),
        ("poison", "lacks the course's id"),
        ("timeout:6", '"6" is not understood'),
        ("timeout:after=soon", '"after=soon" is not understood'),
        ("recorded:errors/bad_token", "Start with --replay"),
    ],
)
def test_a_failure_not_understood_is_named_and_changes_nothing(
    stand_in: StandIn, text: str, said: str
) -> None:
    stand_in.fail("empty_catalogue")
    with pytest.raises(StandInError, match=said):
        stand_in.fail(text)
    assert courses(stand_in) == {}


def test_poison_is_in_every_list_that_holds_the_course_and_in_no_other(stand_in: StandIn) -> None:
    stand_in.fail("poison:6")
    for params in ({}, {"field": "ids", "value": "2,6"}, {"field": "id", "value": "6"}):
        assert ask(stand_in, COURSES, **params).keys() == {"exception", "message"}
    assert set(courses(stand_in, field="ids", value="2,4")) == {2, 4}
    assert ask(stand_in, SEARCH, criterianame="search", criteriavalue="")["total"] == 17


def test_poison_can_be_in_a_page_of_the_search(stand_in: StandIn) -> None:
    stand_in.fail(f"poison:6:{SEARCH}")
    page = {"criterianame": "search", "criteriavalue": "", "perpage": "4"}
    answers = [ask(stand_in, SEARCH, page=str(number), **page) for number in range(4)]
    assert ["exception" in answer for answer in answers].count(True) == 1
    assert 6 in courses(stand_in)


def test_where_raw_is_ignored_texts_come_as_if_nobody_had_asked_for_it(stand_in: StandIn) -> None:
    formatted = courses(stand_in)
    stand_in.fail("raw_ignored")
    assert courses(stand_in, moodlewssettingraw="true") == formatted
    stand_in.fail()
    assert courses(stand_in, moodlewssettingraw="true") != formatted


def test_every_kind_is_described_in_one_line() -> None:
    lines = describe_kinds().splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)
    assert all(len(line.split()) > 2 for line in lines)


def test_the_mode_is_changed_while_it_runs(stand_in: StandIn) -> None:
    answer = session.post(
        f"{stand_in.url}/standin/mode", data={"fail": "maintenance", "delay": "0", "courses": "30"}
    )
    assert (answer.status_code, answer.url) == (200, f"{stand_in.url}/standin/")
    assert "maintenance" in answer.text
    assert ask(stand_in, COURSES)["errorcode"] == "sitemaintenance"
    session.post(f"{stand_in.url}/standin/mode", data={"fail": ""})
    assert len(courses(stand_in)) == 31


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("fail", "<b>x</b>", "no failure &quot;&lt;b&gt;x&lt;/b&gt;&quot;"),
        ("delay", "soon", "delay is a number, not &quot;soon&quot;"),
        ("delay", "-1", "A delay is from 0 to 3600 seconds, not -1"),
        ("courses", "-5", "1 to 50000 courses, not -5"),
        ("courses", "nan", "with an end"),
    ],
)
def test_a_wrong_mode_is_explained_and_changes_nothing(
    stand_in: StandIn, field: str, value: str, said: str
) -> None:
    before = courses(stand_in)
    answer = session.post(f"{stand_in.url}/standin/mode", data={"fail": "timeout", field: value})
    assert answer.status_code == 400
    assert said in answer.text
    assert courses(stand_in) == before


def test_a_course_is_changed_hidden_deleted_and_restored_over_http(stand_in: StandIn) -> None:
    control = f"{stand_in.url}/standin/course/6"
    before = courses(stand_in)
    session.post(control, data={"action": "change", "enrolkey": "uusi", "summary": "<p>Uusi.</p>"})
    assert courses(stand_in)[6]["summary"] == "<p>Uusi.</p>"
    session.post(control, data={"action": "hide"})
    assert 6 not in courses(stand_in)
    session.post(control, data={"action": "delete"})
    assert "(deleted)" in session.get(f"{stand_in.url}/standin/").text
    session.post(control, data={"action": "restore"})
    assert courses(stand_in) == before


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("course/6", {"action": "burn"}),
        ("course/999", {"action": "hide"}),
        ("course/6", {"action": "change", "category": "99"}),
    ],
)
def test_a_wrong_course_control_is_explained(stand_in: StandIn, path: str, data: dict[str, str]) -> None:
    answer = session.post(f"{stand_in.url}/standin/{path}", data=data)
    assert answer.status_code == 400
    assert "There is no" in answer.text


def test_a_category_is_hidden_and_shown_over_http(stand_in: StandIn) -> None:
    control = f"{stand_in.url}/standin/category/2"
    before = courses(stand_in)
    session.post(control, data={"action": "hide"})
    assert set(before) - set(courses(stand_in)) == {2, 3, 6, 8, 9, 10}
    assert "(hidden)" in session.get(f"{stand_in.url}/standin/").text
    session.post(control, data={"action": "show"})
    assert courses(stand_in) == before
    assert session.post(control, data={"action": "burn"}).status_code == 400
    assert session.post(f"{stand_in.url}/standin/category/99", data={"action": "hide"}).status_code == 400


@pytest.mark.parametrize("header", [{"Origin": "https://elsewhere.example"}, {"Host": "elsewhere.example"}])
def test_pages_of_other_sites_cannot_use_the_controls(stand_in: StandIn, header: dict[str, str]) -> None:
    answer = session.post(f"{stand_in.url}/standin/mode", data={"fail": "timeout"}, headers=header)
    assert answer.status_code == 403
    assert courses(stand_in)


def test_delays_are_for_each_request_and_each_course() -> None:
    with StandIn(delay=0.01, per_course_delay=1.0) as stand_in:
        assert call(stand_in, COURSES).elapsed.total_seconds() >= 0.01 + 18 * 0.001
