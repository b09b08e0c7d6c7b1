"""What the client sends, what it gives, and how patient it is. Failures have a file of their own."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

from integrations.liboppi.client import LiboppiClient
from integrations.liboppi.errors import (
    CertificateInvalid,
    NotConfigured,
    RateLimited,
    ServerFailed,
    UnderMaintenance,
    Unreachable,
)
from tests.integrations.liboppi.canned_moodle import TOKEN, Canned, CannedMoodle, Connection, Ending

Connect = Callable[..., Connection]
COURSES = {"courses": [{"id": 6, "fullname": "Digituki kirjastoissa"}], "warnings": []}


def test_site_info_never_shows_the_accounts_secret_key(
    client: LiboppiClient, moodle: CannedMoodle, recorded: Callable[[str], Canned]
) -> None:
    answer = recorded("core_webservice_get_site_info")
    assert b"userprivateaccesskey" in answer.body
    moodle.answer(answer)
    info = client.site_info()
    assert info["release"] == "5.1+ (Build: 20251017)"
    assert "userprivateaccesskey" not in info


def test_courses_and_categories_are_asked_for_as_their_authors_typed_them(
    client: LiboppiClient, moodle: CannedMoodle
) -> None:
    moodle.answer([], COURSES)
    assert client.categories() == []
    assert client.courses() == COURSES["courses"]
    categories, courses = moodle.received
    assert categories.path == courses.path == "/webservice/rest/server.php"
    assert categories.form == {
        "wstoken": TOKEN,
        "wsfunction": "core_course_get_categories",
        "moodlewsrestformat": "json",
        "moodlewssettingraw": "true",
    }
    assert courses.form["wsfunction"] == "core_course_get_courses_by_field"
    assert courses.form["moodlewssettingraw"] == "true"


def test_enrolment_methods_are_asked_for_one_course(client: LiboppiClient, moodle: CannedMoodle) -> None:
    moodle.answer([{"id": 15, "courseid": 6, "type": "self"}])
    assert client.enrolment_methods(6) == [{"id": 15, "courseid": 6, "type": "self"}]
    assert moodle.received[0].form["wsfunction"] == "core_enrol_get_course_enrolment_methods"
    assert moodle.received[0].form["courseid"] == "6"


def test_a_moodle_in_a_folder_of_its_host_is_found(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer([])
    connect(f"{moodle.address}/moodle/").client.categories()
    assert moodle.received[0].path == "/moodle/webservice/rest/server.php"


def test_json_is_read_whatever_the_content_type_says(client: LiboppiClient, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(json.dumps(COURSES).encode(), headers={"Content-Type": "text/html; charset=utf-8"}))
    assert client.courses() == COURSES["courses"]


def test_a_compressed_answer_is_read(client: LiboppiClient, moodle: CannedMoodle) -> None:
    body = gzip.compress(json.dumps(COURSES).encode())
    moodle.answer(Canned(body, headers={"Content-Type": "application/json", "Content-Encoding": "gzip"}))
    assert client.courses() == COURSES["courses"]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_failure_is_asked_again(connect: Connect, moodle: CannedMoodle, status: int) -> None:
    moodle.answer(Canned(status=status), Canned(json.dumps(COURSES).encode()))
    connection = connect()
    assert connection.client.courses() == COURSES["courses"]
    assert connection.client.requests == 2
    assert len(moodle.received) == 2


def test_a_connection_that_breaks_in_the_body_is_asked_again(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(b'{"courses": [', ending=Ending.RESET), Canned(json.dumps(COURSES).encode()))
    assert connect().client.courses() == COURSES["courses"]


def test_waits_grow_and_end(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(status=502))
    connection = connect(patience={"attempts": 4, "backoff": 1})
    with pytest.raises(ServerFailed):
        connection.client.courses()
    assert connection.client.requests == 4
    first, second, third = connection.waits
    assert first == 0
    assert 2 <= second <= 2.5
    assert 4 <= third <= 4.5


def test_a_short_retry_after_is_honoured(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(status=429, headers={"Retry-After": "7"}), Canned(json.dumps(COURSES).encode()))
    connection = connect()
    assert connection.client.courses() == COURSES["courses"]
    assert connection.waits == [7]


def test_a_long_retry_after_is_not_waited_for(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(status=503, headers={"Retry-After": "300"}))
    connection = connect()
    with pytest.raises(UnderMaintenance, match="300"):
        connection.client.courses()
    assert connection.waits == []
    assert connection.client.requests == 1


def test_a_retry_after_that_is_no_time_is_passed_over(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer(Canned(status=429, headers={"Retry-After": "soon"}))
    with pytest.raises(RateLimited) as failure:
        connect().client.courses()
    assert failure.value.details["seconds"] is None


def test_an_error_of_moodle_is_not_asked_again(connect: Connect, moodle: CannedMoodle) -> None:
    moodle.answer({"exception": "Error", "message": "x"})
    connection = connect()
    with pytest.raises(Exception, match="Error"):
        connection.client.courses()
    assert connection.client.requests == 1


def test_netrc_adds_no_authorization(
    connect: Connect, moodle: CannedMoodle, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login librarian password open-sesame\n")
    monkeypatch.setenv("NETRC", str(netrc))
    moodle.answer([])
    connect().client.categories()
    assert "Authorization" not in moodle.received[0].headers


def test_loopback_is_reached_past_a_proxy(
    connect: Connect, moodle: CannedMoodle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    moodle.answer([])
    assert connect().client.categories() == []


def test_a_proxy_that_fails_is_named(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(Unreachable) as failure:
        connect("https://liboppi.example").client.categories()
    assert failure.value.details == {"host": "liboppi.example", "reason": "proxy"}


def test_a_certificate_that_nobody_vouches_for_is_refused(
    connect: Connect, tls_address: str, moodle: CannedMoodle
) -> None:
    with pytest.raises(CertificateInvalid, match="self-signed certificate") as failure:
        connect(tls_address).client.categories()
    assert failure.value.details["host"] == tls_address.removeprefix("https://")
    assert moodle.received == []


def test_https_is_spoken_with_who_does_not_speak_it(connect: Connect, moodle: CannedMoodle) -> None:
    with pytest.raises(Unreachable) as failure:
        connect(moodle.address.replace("http:", "https:")).client.categories()
    assert failure.value.details["reason"] == "tls"


def test_its_repr_has_no_token(client: LiboppiClient) -> None:
    assert TOKEN not in repr(client)
    assert TOKEN not in repr(vars(client))


def test_the_token_is_not_sent_in_clear_over_a_network() -> None:
    with pytest.raises(NotConfigured, match="https"):
        LiboppiClient("http://liboppi.example", TOKEN)
