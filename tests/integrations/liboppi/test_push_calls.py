"""Who may call, and what a call may look like."""

import logging
import time
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from integrations.liboppi.models import PushCall
from integrations.liboppi.push import MOST_CALLS, ensure_push_schedule
from tests.integrations.liboppi.push_calls import CHANGED, OLD_SECRET, SECRET, call, send, sign


@pytest.fixture(autouse=True)
def secrets(settings) -> None:
    settings.LIBOPPI_PUSH_SECRETS = [SECRET]


def now() -> str:
    return str(int(time.time()))


def assert_refused(answer, status: int, told: str) -> None:
    """A problem that tells what to do, and nothing stored."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert told in answer.json()["detail"]
    assert SECRET not in answer.content.decode()
    assert PushCall.objects.count() == 0


@pytest.mark.django_db
class TestAGoodCall:
    def test_names_courses(self):
        answer = call({"courses": [16, 6, 16]})
        assert (answer.status_code, answer.json()) == (202, {"accepted": 2, "sync": "queued"})
        assert PushCall.objects.get().courses == [6, 16]

    @pytest.mark.parametrize("asked", [b"{}", b'{"courses": []}'])
    def test_that_names_none_means_all(self, asked):
        assert call(asked).json() == {"accepted": "all", "sync": "queued"}
        assert PushCall.objects.get().courses == []

    def test_may_be_a_little_early_or_late(self):
        assert call({"courses": [1]}, seconds_off=-280).status_code == 202
        assert call({"courses": [1]}, seconds_off=280).status_code == 202

    def test_may_name_a_thousand_courses_that_nobody_knows(self):
        assert call({"courses": [*range(5, 1004), 2**63 - 1]}).json()["accepted"] == 1000

    def test_makes_a_constant_number_of_queries(self):
        counts = []
        for number in (1, 2, 3):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                call({"courses": [number]})
            counts.append(len(queries))
        assert max(counts) <= 15
        assert counts[1] == counts[2]


@pytest.mark.django_db
class TestSecrets:
    def test_overlap_while_they_are_changed(self, settings):
        settings.LIBOPPI_PUSH_SECRETS = [SECRET, OLD_SECRET]
        assert call({"courses": [1]}, secret=SECRET).status_code == 202
        assert call({"courses": [2]}, secret=OLD_SECRET).status_code == 202
        settings.LIBOPPI_PUSH_SECRETS = [SECRET]
        assert call({"courses": [3]}, secret=OLD_SECRET).status_code == 401

    def test_of_both_sides_may_be_changed_in_any_order(self):
        timestamp, body = now(), b"{}"
        both = f"{sign(timestamp, body, OLD_SECRET)}, {sign(timestamp, body, SECRET)}"
        assert send(body, timestamp, both).status_code == 202

    @pytest.mark.parametrize("configured", [[], [""], ["x" * 31]])
    def test_that_are_missing_or_short_open_nothing(self, settings, configured):
        settings.LIBOPPI_PUSH_SECRETS = configured
        for secret in (SECRET, *configured):
            assert_refused(call(secret=secret), 404, "LIBOPPI_PUSH_SECRETS")


@pytest.mark.django_db
class TestACallThatIsNotGenuine:
    @pytest.mark.parametrize("secret", ["", OLD_SECRET, SECRET[:-1], SECRET + " "])
    def test_signed_with_another_secret(self, secret):
        answer = call(secret=secret)
        assert_refused(answer, 401, "Check the secret and both servers' clocks")
        assert answer["WWW-Authenticate"] == "HMAC-SHA256"

    @pytest.mark.parametrize("seconds_off", [-86_400, -302, 302, 86_400])
    def test_too_old_or_from_the_future(self, seconds_off):
        assert_refused(call(seconds_off=seconds_off), 401, "at most 5 minutes off")

    def test_tells_a_forger_no_more_about_the_time_than_about_the_secret(self):
        assert call(seconds_off=-400).json() == call(secret=OLD_SECRET).json()

    def test_with_another_body(self):
        timestamp = now()
        signature = sign(timestamp, b'{"courses": [6]}')
        assert_refused(send(b'{"courses": [7]}', timestamp, signature), 401, "signature")

    def test_with_another_time(self):
        timestamp = now()
        later = str(int(timestamp) + 1)
        assert_refused(send(b"{}", later, sign(timestamp, b"{}")), 401, "signature")

    @pytest.mark.parametrize(
        "timestamp", ["", "soon", "-1", "1e9", "١٢٣", "9" * 13, f"{'9' * 5000}", "1795000000.5", "0x10"]
    )
    def test_whose_time_is_none(self, timestamp):
        assert_refused(send(b"{}", timestamp, sign(timestamp, b"{}")), 401, "seconds since 1970")

    @pytest.mark.parametrize(
        "change",
        [
            lambda right: "",
            lambda right: right.removeprefix("sha256="),
            lambda right: right.upper(),
            lambda right: right[:-1],
            lambda right: right + "0",
            lambda right: "sha256=" + "ä" * 64,
            lambda right: right.replace("sha256", "sha1"),
            lambda right: ",".join([*["sha256=" + "0" * 64] * 9, right]),
        ],
    )
    def test_whose_signature_has_another_form(self, change):
        timestamp = now()
        assert_refused(send(b"{}", timestamp, change(sign(timestamp, b"{}"))), 401, "sha256=")

    def test_without_any_header(self):
        assert_refused(Client().post(CHANGED, b"{}", content_type="application/json"), 401, "Send")

    def test_by_somebody_who_is_signed_in(self, admin_client):
        assert_refused(admin_client.post(CHANGED, b"{}", content_type="application/json"), 401, "Send")


@pytest.mark.django_db
class TestACallThatCannotBeRead:
    @pytest.mark.parametrize(
        "body",
        [
            b" ",
            b"courses=6",
            b"\xff\xfe",
            b'{"courses": [6]',
            b"[6]",
            b"null",
            b"6",
            b'"{}"',
            b'{"courses": 6}',
            b'{"courses": null}',
            b'{"courses": {"6": 6}}',
            b'{"courses": ["6"]}',
            b'{"courses": [6.0]}',
            b'{"courses": [6.5]}',
            b'{"courses": [true]}',
            b'{"courses": [null]}',
            b'{"courses": [[6]]}',
            b'{"courses": [0]}',
            b'{"courses": [-6]}',
            b'{"courses": [9223372036854775808]}',
            b'{"courses": [1' + b"0" * 5000 + b"]}",
            b'{"courses": [NaN]}',
            b'{"courses": ["\\u0000"]}',
            b'{"courses": [6]}\x00',
            b"\x00",
            b'{"course": [6]}',
            b'{"courses": [6], "force": true}',
            b"[" * 60_000,
            b'{"courses": ' + str([*range(1, 1002)]).encode() + b"}",
        ],
    )
    def test_is_refused_with_what_to_send(self, body):
        assert_refused(call(body), 400, 'Send {"courses": [6, 16]}, or {} for all.')

    def test_is_told_where_its_fault_is(self):
        assert_refused(
            call({"courses": [6, -7]}), 400, "courses.1: Input should be greater than or equal to 1"
        )

    def test_is_not_read_when_it_is_huge(self):
        body = b'{"courses": [' + b"6," * 40_000 + b"6]}"
        assert_refused(call(body), 413, "65536 bytes")

    @pytest.mark.parametrize(
        "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
    )
    def test_must_be_declared_as_json(self, content_type):
        timestamp = now()
        answer = send(b"{}", timestamp, sign(timestamp, b"{}"), content_type=content_type)
        assert_refused(answer, 415, "application/json")

    def test_may_declare_its_characters(self):
        timestamp = now()
        declared = "application/json; charset=utf-8"
        assert send(b"{}", timestamp, sign(timestamp, b"{}"), content_type=declared).status_code == 202

    @pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
    def test_can_only_be_posted(self, client, method):
        assert getattr(Client(), method)(CHANGED).status_code == 405


@pytest.mark.django_db
class TestARepeatedCall:
    def test_is_refused(self):
        timestamp, body = now(), b'{"courses": [6]}'
        assert send(body, timestamp, sign(timestamp, body)).status_code == 202
        answer = send(body, timestamp, sign(timestamp, body))
        assert (answer.status_code, PushCall.objects.count()) == (409, 1)
        assert "no need to send it again" in answer.json()["detail"]

    def test_is_refused_when_another_secret_signs_it(self, settings):
        settings.LIBOPPI_PUSH_SECRETS = [SECRET, OLD_SECRET]
        timestamp = now()
        assert send(b"{}", timestamp, sign(timestamp, b"{}", SECRET)).status_code == 202
        assert send(b"{}", timestamp, sign(timestamp, b"{}", OLD_SECRET)).status_code == 409

    def test_is_refused_after_it_was_carried_out(self):
        timestamp = now()
        send(b"{}", timestamp, sign(timestamp, b"{}"))
        assert send(b"{}", timestamp, sign(timestamp, b"{}")).status_code == 409


@pytest.mark.django_db
def test_too_many_calls_in_a_minute_are_told_to_wait():
    calls = [PushCall(signature=f"{number:064}", courses=[number]) for number in range(1, MOST_CALLS + 1)]
    PushCall.objects.bulk_create(calls)
    answer = call({"courses": [6]})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Name several courses in one call" in answer.json()["detail"]
    PushCall.objects.filter(pk=calls[0].pk).update(received=timezone.now() - timedelta(minutes=2))
    assert call({"courses": [6]}).status_code == 202


@pytest.mark.django_db
def test_secrets_and_signatures_are_in_no_log_and_no_answer(caplog):
    caplog.set_level(logging.DEBUG)
    answers = [call(), call(secret=OLD_SECRET), call(b"nonsense"), call(seconds_off=-400)]
    told = caplog.text + "".join(answer.content.decode() for answer in answers)
    assert SECRET not in told
    assert sign(now(), b"{}")[7:] not in told


@pytest.mark.django_db
def test_the_call_is_described_in_openapi():
    described = Client().get("/api/v1/openapi.json").json()["paths"][CHANGED]["post"]
    headers = {parameter["name"] for parameter in described["parameters"]}
    assert headers == {"X-Liboppi-Timestamp", "X-Liboppi-Signature"}
    assert {"202", "400", "401", "404", "409", "413", "415", "429"} <= described["responses"].keys()
    body = described["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"]["courses"]["maxItems"] == 1000


# Threads see only what is committed; see test_admin_sync_now.
@pytest.mark.django_db(transaction=True, available_apps=["django_q", "integrations.liboppi"])
def test_of_many_calls_alike_at_once_one_is_taken():
    ensure_push_schedule()
    timestamp, body = now(), b'{"courses": [6]}'
    together, statuses = Barrier(6), []

    def repeat() -> None:
        together.wait()
        try:
            statuses.append(send(body, timestamp, sign(timestamp, body)).status_code)
        finally:
            connection.close()

    threads = [Thread(target=repeat) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [202, *[409] * 5]
    assert PushCall.objects.count() == 1
