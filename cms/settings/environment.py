"""Everything the project takes from its environment, read once into one typed object.

Knows the names and defaults of `.env.example`. Nothing else in the project reads `os.environ`.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"
CLAMAV = "pages.core.uploads.clamav.scan"
SHORTEST_SECRET = 32  # characters
FALSE_STRINGS = ("false", "off", "n", "no", "0", "")


@dataclass(frozen=True)
class Environment:
    """The environment's values. Durations are minutes, days or months, as the names say."""

    secret_key: str = field(repr=False)
    debug: bool
    show_components: bool
    allowed_hosts: list[str]
    base_url: str
    trusted_proxies: int
    database: dict[str, Any] = field(repr=False)
    cache: dict[str, Any] = field(repr=False)
    email: dict[str, Any] = field(repr=False)
    email_from: str
    media_root: Path
    liboppi_url: str
    liboppi_token: str = field(repr=False)
    liboppi_key_field: str
    liboppi_producer_field: str
    liboppi_language_field: str
    liboppi_interval_minutes: int
    liboppi_time_budget_minutes: int
    liboppi_push_secrets: list[str] = field(repr=False)
    liboppi_alert_recipients: list[str]
    accessibility_feedback_recipients: list[str]
    accessibility_feedback_months: int
    upload_max_megabytes: int
    upload_scanner: str
    clamd_url: str
    oai_admin_email: str
    search_lexicon_dir: Path
    test_db_suffix: str


def read_environment(dotenv: Path | None = BASE_DIR / ".env") -> Environment:
    """Read the process environment, and `.env` for what it lacks.

    Raises ImproperlyConfigured naming the variable whose value can't be used.
    """
    if dotenv and dotenv.is_file():
        environ.Env.read_env(dotenv)
    env = environ.Env()
    email_from = _address("EMAIL_FROM", env.str("EMAIL_FROM", default="webmaster@localhost"))
    return Environment(
        secret_key=env.str("SECRET_KEY", default=""),
        debug=_truth(env, "DEBUG"),
        show_components=_truth(env, "SHOW_COMPONENTS", default=env.str("DEBUG", default="false")),
        allowed_hosts=env.list("ALLOWED_HOSTS", default=[]),
        base_url=env.str("BASE_URL", default="").rstrip("/"),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, "proxies", least=0),
        database=_database(env),
        cache=_read(env.cache_url, "CACHE_URL", "locmemcache://", "redis://host:6379/0"),
        email=_read(env.email_url, "EMAIL_URL", "consolemail://", "smtp://user:password@host:587"),
        email_from=email_from,
        media_root=BASE_DIR / env.str("MEDIA_ROOT", default="var/media"),
        liboppi_url=env.str("LIBOPPI_URL", default=""),
        liboppi_token=env.str("LIBOPPI_TOKEN", default=""),
        liboppi_key_field=env.str("LIBOPPI_KEY_FIELD", default="enrolkey"),
        liboppi_producer_field=env.str("LIBOPPI_PRODUCER_FIELD", default="producer"),
        liboppi_language_field=env.str("LIBOPPI_LANGUAGE_FIELD", default="language"),
        liboppi_interval_minutes=_number(env, "LIBOPPI_INTERVAL_MINUTES", 60, "minutes"),
        liboppi_time_budget_minutes=_number(env, "LIBOPPI_TIME_BUDGET_MINUTES", 25, "minutes"),
        liboppi_push_secrets=_secrets(env, "LIBOPPI_PUSH_SECRETS"),
        liboppi_alert_recipients=_addresses(env, "LIBOPPI_ALERT_RECIPIENTS"),
        accessibility_feedback_recipients=_addresses(env, "ACCESSIBILITY_FEEDBACK_RECIPIENTS"),
        accessibility_feedback_months=_number(env, "ACCESSIBILITY_FEEDBACK_MONTHS", 12, "months"),
        upload_max_megabytes=_number(env, "UPLOAD_MAX_MEGABYTES", 50, "megabytes"),
        upload_scanner=_scanner(env),
        clamd_url=_clamd_url(env),
        oai_admin_email=_address("OAI_ADMIN_EMAIL", env.str("OAI_ADMIN_EMAIL", default=email_from)),
        search_lexicon_dir=BASE_DIR / env.str("SEARCH_LEXICON_DIR", default="var/lexicon"),
        test_db_suffix=env.str("TEST_DB_SUFFIX", default=""),
    )


def _read(reader: Any, name: str, default: Any, example: str) -> Any:
    try:
        return reader(name, default=default)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name} can't be read. Give it in the form {example}.") from error


def _truth(env: environ.Env, name: str, default: str = "false") -> bool:
    text = env.str(name, default=default).lower()
    if text not in (*env.BOOLEAN_TRUE_STRINGS, *FALSE_STRINGS):
        raise ImproperlyConfigured(f"{name} is {text!r}. Give true or false.")
    return text in env.BOOLEAN_TRUE_STRINGS


def _number(env: environ.Env, name: str, default: int, unit: str, least: int = 1) -> int:
    number = _read(env.int, name, default, f"a whole number of {unit}, such as {default}")
    if number < least:
        raise ImproperlyConfigured(f"{name} is {number}. Give {least} or more.")
    return int(number)


def _secrets(env: environ.Env, name: str) -> list[str]:
    secrets = _list(env, name)
    for number, secret in enumerate(secrets, start=1):
        if len(secret) < SHORTEST_SECRET:
            raise ImproperlyConfigured(
                f"Secret {number} in {name} has {len(secret)} characters. "
                f"Give {SHORTEST_SECRET} or more, such as `openssl rand -hex 32` makes."
            )
    return secrets


def _scanner(env: environ.Env) -> str:
    """The function that scans uploads; where only the address of a ClamAV daemon is given, that of ClamAV."""
    return str(env.str("UPLOAD_SCANNER", default="") or (CLAMAV if _clamd_url(env) else ""))


def _clamd_url(env: environ.Env) -> str:
    url = str(env.str("CLAMD_URL", default=""))
    if url and not url.startswith(("tcp://", "unix:///")):
        raise ImproperlyConfigured(
            f"CLAMD_URL is {url!r}. Give it in the form tcp://host:3310 or unix:///run/clamav/clamd.ctl."
        )
    return url


def _addresses(env: environ.Env, name: str) -> list[str]:
    return [_address(name, address) for address in _list(env, name)]


def _address(name: str, address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} holds {address!r}, which is no e-mail address. Give it in the form name@example.fi."
        ) from error
    return address


def _list(env: environ.Env, name: str) -> list[str]:
    """The parts between commas, without spaces around them and without empty ones."""
    return [part.strip() for part in env.str(name, default="").split(",") if part.strip()]


def _database(env: environ.Env) -> dict[str, Any]:
    example = "postgres://user:password@host:5432/name or sqlite:////path/to/file"
    database: dict[str, Any] = _read(env.db_url, "DATABASE_URL", "sqlite:///var/db.sqlite3", example)
    if not database.get("ENGINE"):
        raise ImproperlyConfigured(f"DATABASE_URL can't be read. Give it in the form {example}.")
    if "sqlite" in database["ENGINE"] and database["NAME"] != ":memory:":
        database["NAME"] = str(BASE_DIR / database["NAME"])
    return database


def environment_with(**changes: str) -> dict[str, str]:
    """This process's whole environment with `changes`, for a process that it starts."""
    return {**os.environ, **changes}
