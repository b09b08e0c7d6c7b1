"""Django's system checks of the plugin's settings and database: what would else show when it is too late."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connections

from .alphabet import COLLATION
from .conf import SHORTEST_SECRET, alert_recipients


@register("liboppi")
def check_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Secrets that are too short (never shown), and recipients that no mail can reach."""
    return [*_short_secrets(), *_unfit_recipients()]


@register(Tags.database)
def check_collation(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Whether PostgreSQL can sort as the site's languages do. Runs with `migrate` and `check --database`."""
    unfit = [alias for alias in databases or () if not _has_collation(connections[alias])]
    return [
        Error(
            f"The database {alias!r} lacks the collation {COLLATION}: lists could not be sorted.",
            hint="Use a PostgreSQL that was built with ICU, as those of Debian and postgresql.org are, and a "
            "database whose encoding is UTF8.",
            id="liboppi.E003",
        )
        for alias in unfit
    ]


def _has_collation(connection: Any) -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_collation WHERE collname = %s AND collencoding IN (-1, pg_char_to_encoding("
            "getdatabaseencoding()))",
            [COLLATION],
        )
        return cursor.fetchone() is not None


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
