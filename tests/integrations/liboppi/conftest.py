"""Fixtures of the Liboppi tests: a canned Moodle, clients of it, and the recorded answers of a real one."""

import json
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from integrations.liboppi.client import LiboppiClient, Patience
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.canned_moodle import TOKEN, Canned, CannedMoodle, Connection
from tests.integrations.liboppi.region import as_at_first, kept_in_sync

RECORDINGS = Path(__file__).resolve().parents[2] / "moodle" / "recordings"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Messages as they stand in the code, whether the catalogues are compiled or not."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def kept_region(django_db_setup: None, django_db_blocker: Any) -> Iterator[StandIn]:
    """The region's Liboppi, synced once for all tests of a file."""
    with kept_in_sync(django_db_blocker) as stand_in:
        yield stand_in


@pytest.fixture
def synced_region(kept_region: StandIn, db: None, settings: Any) -> StandIn:
    """The region's Liboppi as it was when it was synced."""
    return as_at_first(kept_region, settings)


@pytest.fixture
def moodle() -> Iterator[CannedMoodle]:
    """A Moodle that answers what it is told to."""
    canned = CannedMoodle()
    yield canned
    canned.stop()


@pytest.fixture
def connect(moodle: CannedMoodle) -> Iterator[Callable[..., Connection]]:
    """Connects a client to the canned Moodle, or to another address, without ever sleeping."""
    opened: list[LiboppiClient] = []

    def open_client(url: str = moodle.address, **options: Any) -> Connection:
        waits: list[float] = []
        patience = Patience(**options.pop("patience", {}))
        client = LiboppiClient(url, TOKEN, patience=patience, sleep=waits.append, **options)
        opened.append(client)
        return Connection(client, waits)

    yield open_client
    for client in opened:
        client.close()


@pytest.fixture
def tls_address(moodle: CannedMoodle) -> str:
    """The canned Moodle behind a certificate that nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("self_signed.pem"))
    return moodle.speak_tls(context)


@pytest.fixture
def client(connect: Callable[..., Connection]) -> LiboppiClient:
    """A client of the canned Moodle."""
    return connect().client


@pytest.fixture(scope="session")
def recordings() -> dict[str, dict[str, Any]]:
    """The recorded answers by name: function, parameters, status, headers and body file of each."""
    entries = json.loads((RECORDINGS / "index.json").read_text())
    return {entry["name"]: entry for entry in entries}


@pytest.fixture(scope="session")
def recorded(recordings: dict[str, dict[str, Any]]) -> Callable[[str], Canned]:
    """A recorded answer as it goes over the wire."""

    def load(name: str) -> Canned:
        entry = recordings[name]
        return Canned((RECORDINGS / entry["file"]).read_bytes(), entry["status"], dict(entry["headers"]))

    return load


@pytest.fixture(scope="session")
def recorded_json(recorded: Callable[[str], Canned]) -> Callable[[str], Any]:
    """A recorded answer's decoded JSON."""
    return lambda name: json.loads(recorded(name).body)
