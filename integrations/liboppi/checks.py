"""Django's system checks of the plugin's settings: what would else show only when it is too late."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .conf import SHORTEST_SECRET, alert_recipients


@register("liboppi")
def check_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Secrets that are too short (never shown), and recipients that no mail can reach."""
    return [*_short_secrets(), *_unfit_recipients()]


def _short_secrets() -> Iterator[Error]:
    for number, secret in enumerate(getattr(settings, "LIBOPPI_PUSH_SECRETS", ()), start=1):
        if len(secret) < SHORTEST_SECRET:
            yield Error(
                f"Secret {number} in LIBOPPI_PUSH_SECRETS has {len(secret)} characters and opens nothing.",
                hint=f"Give {SHORTEST_SECRET} or more, such as `openssl rand -hex 32` makes.",
                id="liboppi.E001",
            )


def _unfit_recipients() -> Iterator[Error]:
    for address in alert_recipients():
        try:
            validate_email(address)
        except ValidationError:
            yield Error(
                f"LIBOPPI_ALERT_RECIPIENTS holds {address!r}, which is no e-mail address.",
                hint="Give a list of addresses in the form name@example.fi.",
                id="liboppi.E002",
            )
