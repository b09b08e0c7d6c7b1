"""Settings become options, and an address or token that cannot be used is told before anything is sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks import run_checks

from integrations.liboppi.conf import Options, check_address, check_token
from integrations.liboppi.errors import NotConfigured


def test_settings_become_options(settings: Any) -> None:
    settings.LIBOPPI_URL = " https://liboppi.example/moodle/ "
    settings.LIBOPPI_TOKEN = "abc123\n"
    settings.LIBOPPI_KEY_FIELD = "avain"
    settings.LIBOPPI_PRODUCER_FIELD = "tuottaja"
    settings.LIBOPPI_LANGUAGE_FIELD = "kieli"
    settings.LIBOPPI_INTERVAL_MINUTES = 15
    settings.LIBOPPI_GRACE_DAYS = 3
    settings.LIBOPPI_TIME_BUDGET_MINUTES = 10
    settings.LIBOPPI_COLLECTION = "Kurssikuvat"
    settings.LANGUAGE_CODE = "sv-fi"
    settings.LANGUAGES = [("sv-fi", "Swedish"), ("fi", "Finnish")]
    assert Options.from_settings() == Options(
        url="https://liboppi.example/moodle",
        token="abc123",
        key_field="avain",
        producer_field="tuottaja",
        language_field="kieli",
        interval_minutes=15,
        grace_days=3,
        time_budget_minutes=10,
        collection="Kurssikuvat",
        default_language="sv",
        languages=("sv", "fi"),
    )


def test_a_site_without_liboppi_has_options_but_no_connection(settings: Any) -> None:
    settings.LIBOPPI_URL = settings.LIBOPPI_TOKEN = ""
    with pytest.raises(NotConfigured, match="LIBOPPI_URL isn't set") as failure:
        Options.from_settings().require_connection()
    assert failure.value.exit_code == 2


def test_an_address_alone_is_not_enough() -> None:
    with pytest.raises(NotConfigured, match="LIBOPPI_TOKEN isn't set"):
        Options(url="https://liboppi.example").require_connection()


@pytest.mark.parametrize("value", [0, -5, "often", None])
def test_an_interval_that_is_no_number_is_told(settings: Any, value: object) -> None:
    settings.LIBOPPI_INTERVAL_MINUTES = value
    with pytest.raises(NotConfigured, match="LIBOPPI_INTERVAL_MINUTES isn't a whole number"):
        Options.from_settings()


def test_the_token_is_not_in_the_repr() -> None:
    assert "abc123" not in repr(Options(url="https://liboppi.example", token="abc123"))


@pytest.mark.parametrize(
    "url",
    [
        "https://liboppi.example",
        "https://liboppi.example:8443/moodle",
        "http://127.0.0.1:8081",
        "http://127.8.8.8",
        "http://localhost:8081",
        "http://[::1]:8081",
    ],
)
def test_an_address_that_can_be_used(url: str) -> None:
    assert check_address(url) == url
    assert check_address(f"{url}/") == url


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "missing"),
        ("liboppi.example", "not_an_address"),
        ("ftp://liboppi.example", "not_an_address"),
        ("https://", "not_an_address"),
        ("https://liboppi.example:port", "not_an_address"),
        ("https://liboppi example", "not_an_address"),
        ("https://[::1", "not_an_address"),
        ("http://liboppi.example", "insecure"),
        ("http://10.0.0.1", "insecure"),
        ("http://localhost.example", "insecure"),
        ("https://user:secret@liboppi.example", "credentials"),
        ("https://liboppi.example/?wstoken=secret", "extra_parts"),
        ("https://liboppi.example/#secret", "extra_parts"),
    ],
)
def test_an_address_that_can_not_be_used(url: str, problem: str) -> None:
    with pytest.raises(NotConfigured) as failure:
        check_address(url)
    assert failure.value.details["problem"] == problem
    assert "secret" not in f"{failure.value} {failure.value!r}"
    assert "LIBOPPI_URL" in failure.value.remedy_text


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "äiti"])
def test_a_token_that_can_not_be_one_is_told_and_not_shown(token: str) -> None:
    with pytest.raises(NotConfigured, match="LIBOPPI_TOKEN") as failure:
        check_token(token)
    assert token not in f"{failure.value} {failure.value!r}"


class TestSystemChecks:
    @pytest.fixture
    def found(self, settings: Any) -> Callable[[], list[tuple[str | None, str]]]:
        return lambda: [(fault.id, fault.msg) for fault in run_checks(tags=["liboppi"])]

    def test_good_settings_have_no_fault(self, settings: Any, found: Any) -> None:
        settings.LIBOPPI_PUSH_SECRETS = ["a secret of thirty-two characters"]
        settings.LIBOPPI_ALERT_RECIPIENTS = ["keeper@example.fi"]
        assert found() == []

    def test_a_short_secret_is_told_by_its_place(self, settings: Any, found: Any) -> None:
        settings.LIBOPPI_PUSH_SECRETS = ["a secret of thirty-two characters", "far too short"]
        assert found() == [
            ("liboppi.E001", "Secret 2 in LIBOPPI_PUSH_SECRETS has 13 characters and opens nothing.")
        ]

    def test_a_recipient_that_is_none_is_told(self, settings: Any, found: Any) -> None:
        settings.LIBOPPI_ALERT_RECIPIENTS = ["keeper@example.fi", "keeper"]
        assert found() == [
            ("liboppi.E002", "LIBOPPI_ALERT_RECIPIENTS holds 'keeper', which is no e-mail address.")
        ]
