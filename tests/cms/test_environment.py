"""What the environment may say of secrets and addresses, and how a wrong value is told."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import read_environment

SECRET = "a secret of thirty-two characters"


def read(monkeypatch, **values: str):
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_environment(dotenv=None)


def test_secrets_and_addresses_stand_between_commas(monkeypatch):
    env = read(
        monkeypatch,
        LIBOPPI_PUSH_SECRETS=f" {SECRET} ,{SECRET}2,",
        LIBOPPI_ALERT_RECIPIENTS="one@example.fi, two@example.fi",
    )
    assert env.liboppi_push_secrets == [SECRET, f"{SECRET}2"]
    assert env.liboppi_alert_recipients == ["one@example.fi", "two@example.fi"]


def test_none_is_none(monkeypatch):
    env = read(monkeypatch, LIBOPPI_PUSH_SECRETS="", LIBOPPI_ALERT_RECIPIENTS=" ")
    assert (env.liboppi_push_secrets, env.liboppi_alert_recipients) == ([], [])


def test_secrets_are_not_shown(monkeypatch):
    assert SECRET not in repr(read(monkeypatch, LIBOPPI_PUSH_SECRETS=SECRET))


def test_a_short_secret_is_refused_by_its_place_and_not_shown(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="Secret 2 in LIBOPPI_PUSH_SECRETS has 5 char") as failure:
        read(monkeypatch, LIBOPPI_PUSH_SECRETS=f"{SECRET},short")
    assert "short" not in str(failure.value)


@pytest.mark.parametrize(
    "name", ["LIBOPPI_ALERT_RECIPIENTS", "ACCESSIBILITY_FEEDBACK_RECIPIENTS", "EMAIL_FROM"]
)
@pytest.mark.parametrize("value", ["keeper", "keeper@", "Keeper <keeper@example.fi>", "a@b.fi\nBcc: c@d.fi"])
def test_an_address_that_is_none_is_refused_with_its_name(monkeypatch, name, value):
    with pytest.raises(ImproperlyConfigured, match=name) as failure:
        read(monkeypatch, **{name: value})
    assert repr(value) in str(failure.value)


def test_personal_data_of_feedback_is_kept_for_a_year_unless_told(monkeypatch):
    assert read(monkeypatch).accessibility_feedback_months == 12
    assert read(monkeypatch, ACCESSIBILITY_FEEDBACK_MONTHS="6").accessibility_feedback_months == 6
    with pytest.raises(ImproperlyConfigured, match="ACCESSIBILITY_FEEDBACK_MONTHS is 0"):
        read(monkeypatch, ACCESSIBILITY_FEEDBACK_MONTHS="0")


@pytest.mark.parametrize(
    ("debug", "own", "shown"),
    [("true", None, True), ("false", None, False), ("true", "false", False), ("false", "true", True)],
)
def test_components_are_shown_to_developers_unless_told_otherwise(monkeypatch, debug, own, shown):
    monkeypatch.delenv("SHOW_COMPONENTS", raising=False)
    values = {"DEBUG": debug} | ({"SHOW_COMPONENTS": own} if own else {})
    assert read(monkeypatch, **values).show_components is shown


@pytest.mark.parametrize(
    ("values", "scanner"),
    [
        ({}, ""),
        ({"CLAMD_URL": "tcp://clamd:3310"}, "pages.core.uploads.clamav.scan"),
        ({"CLAMD_URL": "unix:///run/clamd.ctl", "UPLOAD_SCANNER": "scanners.own"}, "scanners.own"),
    ],
)
def test_uploads_are_scanned_where_a_scanner_is_named(monkeypatch, values, scanner):
    assert read(monkeypatch, **{"CLAMD_URL": "", "UPLOAD_SCANNER": "", **values}).upload_scanner == scanner


def test_an_address_of_a_scanner_that_is_none_is_refused(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="CLAMD_URL is 'clamd:3310'"):
        read(monkeypatch, CLAMD_URL="clamd:3310")
