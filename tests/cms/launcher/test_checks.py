"""What keeps the site from starting is said in a sentence that names the fault and the remedy."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from cms.launcher.checks import (
    NotReadyError,
    check_database,
    check_directory,
    check_liboppi,
    check_port,
    free_port,
)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def outside_databases(django_db_blocker) -> Iterator[None]:
    """Leave to reach databases other than the tests' own."""
    with django_db_blocker.unblock():
        yield


def connection_to(**settings: object) -> BaseDatabaseWrapper:
    return ConnectionHandler({"default": settings})["default"]


def sqlite(name: object) -> BaseDatabaseWrapper:
    return connection_to(ENGINE="django.db.backends.sqlite3", NAME=name)


def test_a_taken_port_is_named_with_a_free_one_to_take_instead(taken_port):
    with pytest.raises(NotReadyError, match=rf"Port {taken_port} is taken.* PORT=\d+ make run") as caught:
        check_port(taken_port)
    offered = re.search(r"PORT=(\d+)", str(caught.value))
    assert offered is not None
    check_port(int(offered[1]))


def test_a_port_that_cannot_be_is_refused():
    with pytest.raises(NotReadyError, match="There is no port 70000"):
        check_port(70000)


def test_another_port_is_found_where_the_preferred_one_is_taken(taken_port):
    assert free_port(taken_port) != taken_port


def test_a_nearly_full_directory_is_named_with_what_is_free_and_what_is_needed(tmp_path):
    with pytest.raises(
        NotReadyError, match=rf"{tmp_path}, is nearly full: \d+ MB are free and 1048576 MB"
    ) as caught:
        check_directory(tmp_path, "the database", "Or go elsewhere.", needed=2**40)
    assert str(caught.value).endswith("Or go elsewhere.")


def test_a_directory_that_is_missing_is_made(tmp_path):
    check_directory(tmp_path / "new" / "media", "pictures", "", needed=1)
    assert (tmp_path / "new" / "media").is_dir()


def test_a_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(NotReadyError, match=f"{tmp_path}/file/media, can't be written to"):
        check_directory(tmp_path / "file" / "media", "pictures", "")


def test_a_database_in_memory_is_refused():
    with pytest.raises(NotReadyError, match="in memory can't be shared"):
        check_database(sqlite(":memory:"))


@pytest.mark.usefixtures("outside_databases")
def test_a_file_that_is_no_database_is_named_and_left_as_it_was(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but notes that somebody needs. " * 20)
    before = path.read_bytes()
    with pytest.raises(NotReadyError, match=f"{path} can't be opened"):
        check_database(sqlite(path))
    assert path.read_bytes() == before


@pytest.mark.usefixtures("outside_databases")
def test_a_database_server_that_does_not_answer_is_named_without_its_password():
    unreachable = connection_to(
        ENGINE="django.db.backends.postgresql",
        NAME="extranet", USER="extranet", PASSWORD="verysecret", HOST="127.0.0.1", PORT=free_port(0),
    )  # fmt: skip
    with pytest.raises(NotReadyError, match=r"127\.0\.0\.1:\d+/extranet\) can't be reached") as caught:
        check_database(unreachable)
    assert "verysecret" not in str(caught.value)


@pytest.mark.usefixtures("outside_databases")
def test_a_database_that_answers_is_accepted(tmp_path):
    check_database(sqlite(tmp_path / "db.sqlite3"))


@pytest.mark.parametrize(
    ("url", "token", "missing"),
    [("https://liboppi.example", "", "LIBOPPI_TOKEN is not"), ("", "secret-token", "LIBOPPI_URL is not")],
)
def test_half_of_liboppis_settings_is_refused(url, token, missing):
    with pytest.raises(NotReadyError, match=missing) as caught:
        check_liboppi(url, token)
    assert "secret-token" not in str(caught.value)


@pytest.mark.parametrize(("url", "token"), [("", ""), ("https://liboppi.example", "token")])
def test_all_or_none_of_liboppis_settings_is_accepted(url, token):
    check_liboppi(url, token)
