"""The plugin's settings as one typed object, and the rules for the address and the token.

Knows Django's settings; connects nowhere.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from .errors import NotConfigured
from .push_signature import Secret

DEFAULT_GRACE_DAYS = 14
DEFAULT_PUSH_DELAY = 20  # seconds
SHORTEST_SECRET = 32  # characters


@dataclass(frozen=True)
class Options:
    """How courses are fetched and read.

    `key_field`, `producer_field` and `language_field` are short names of Moodle's course custom fields; ""
    means none. `default_language` is the language of a course that doesn't tell its own, `languages` are
    those of the site, all as ISO 639-1 codes. `grace_days`: how long a missing course stays in sight.
    `time_budget_minutes`: how long fetching may take; below the background worker's own limit. `patience`:
    how long to wait for an answer, by the names of `transport.Patience`, in seconds.
    """

    url: str = ""
    token: str = field(default="", repr=False)
    key_field: str = "enrolkey"
    producer_field: str = "producer"
    language_field: str = "language"
    interval_minutes: int = 60
    grace_days: int = DEFAULT_GRACE_DAYS
    time_budget_minutes: int = 25
    patience: Mapping[str, Any] = field(default_factory=dict)
    collection: str = "Liboppi"
    default_language: str = "fi"
    languages: tuple[str, ...] = ("fi", "sv")

    @classmethod
    def from_settings(cls) -> Self:
        """What Django's settings say. An address or a token may be missing: `require_connection` tells.

        Raises NotConfigured for a number that is none.
        """
        return cls(
            url=getattr(settings, "LIBOPPI_URL", "").strip().rstrip("/"),
            token=getattr(settings, "LIBOPPI_TOKEN", "").strip(),
            key_field=getattr(settings, "LIBOPPI_KEY_FIELD", cls.key_field),
            producer_field=getattr(settings, "LIBOPPI_PRODUCER_FIELD", cls.producer_field),
            language_field=getattr(settings, "LIBOPPI_LANGUAGE_FIELD", cls.language_field),
            interval_minutes=_number("LIBOPPI_INTERVAL_MINUTES", cls.interval_minutes),
            grace_days=_number("LIBOPPI_GRACE_DAYS", cls.grace_days),
            time_budget_minutes=_number("LIBOPPI_TIME_BUDGET_MINUTES", cls.time_budget_minutes),
            patience=getattr(settings, "LIBOPPI_PATIENCE", {}),
            collection=getattr(settings, "LIBOPPI_COLLECTION", cls.collection),
            default_language=_base_language(settings.LANGUAGE_CODE),
            languages=tuple(_base_language(code) for code, _name in settings.LANGUAGES),
        )

    def require_connection(self) -> None:
        """Raise NotConfigured unless there are an address and a token that can be used."""
        check_address(self.url)
        check_token(self.token)


@dataclass(frozen=True)
class PushOptions:
    """How Liboppi may ask for a sync by itself.

    Any of the `secrets` may have signed a call; none means that no call is taken. `delay_seconds`: how long
    calls are gathered before one sync takes them all.
    """

    secrets: tuple[Secret, ...] = ()
    delay_seconds: int = DEFAULT_PUSH_DELAY

    @classmethod
    def from_settings(cls) -> Self:
        """What Django's settings say. Secrets that are too short to be safe are as good as none."""
        secrets = getattr(settings, "LIBOPPI_PUSH_SECRETS", ())
        return cls(
            secrets=tuple(Secret(secret) for secret in secrets if len(secret) >= SHORTEST_SECRET),
            delay_seconds=_number("LIBOPPI_PUSH_DELAY_SECONDS", cls.delay_seconds),
        )


def alert_recipients() -> list[str]:
    """The e-mail addresses of those who are told when syncs keep failing."""
    return list(getattr(settings, "LIBOPPI_ALERT_RECIPIENTS", ()))


def check_address(url: str) -> str:
    """The address without a slash at its end.

    Plain http is accepted only for this very machine: the token travels in the request. Raises NotConfigured.
    """
    if not url:
        raise NotConfigured(setting="LIBOPPI_URL", problem="missing", value="")
    if "@" in url:
        raise NotConfigured(setting="LIBOPPI_URL", problem="credentials", value="hidden")
    parts = _split(url)
    if parts is None or parts.scheme not in ("http", "https") or any(sign.isspace() for sign in url):
        raise NotConfigured(setting="LIBOPPI_URL", problem="not_an_address", value=url)
    if parts.query or parts.fragment:
        raise NotConfigured(setting="LIBOPPI_URL", problem="extra_parts", value="hidden")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise NotConfigured(setting="LIBOPPI_URL", problem="insecure", value=url)
    return url.rstrip("/")


def check_token(token: str) -> str:
    """The token. Raises NotConfigured, which never shows it."""
    if not token:
        raise NotConfigured(setting="LIBOPPI_TOKEN", problem="missing", value="")
    if not token.isascii() or not token.isprintable() or " " in token:
        raise NotConfigured(setting="LIBOPPI_TOKEN", problem="not_a_token", value="hidden")
    return token


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, by name or by address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def _number(name: str, default: int) -> int:
    value = getattr(settings, name, default)
    if not isinstance(value, int) or value < 1:
        raise NotConfigured(setting=name, problem="not_a_number", value=str(value))
    return value


def _base_language(code: str) -> str:
    return code.lower().replace("_", "-").split("-")[0]
