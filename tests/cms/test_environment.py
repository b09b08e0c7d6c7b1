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


@pytest.mark.parametrize("name", ["LIBOPPI_ALERT_RECIPIENTS", "EMAIL_FROM"])
@pytest.mark.parametrize("value", ["keeper", "keeper@", "Keeper <keeper@example.fi>", "a@b.fi\nBcc: c@d.fi"])
def test_an_address_that_is_none_is_refused_with_its_name(monkeypatch, name, value):
    with pytest.raises(ImproperlyConfigured, match=name) as failure:
        read(monkeypatch, **{name: value})
    assert repr(value) in str(failure.value)
