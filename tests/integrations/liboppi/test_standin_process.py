"""How the stand-in starts and stops: its address, its port, its command and the signals that end it."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.liboppi.standin import StandIn, StandInError
from tests.integrations.liboppi.standin_calls import courses, session

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


def test_another_host_than_loopback_is_refused() -> None:
    with pytest.raises(StandInError, match=r"at 127\.0\.0\.1, and not at 0\.0\.0\.0"):
        StandIn(host="0.0.0.0")  # noqa: S104 - to be refused


def test_a_taken_port_is_named_with_the_remedy() -> None:
    with StandIn() as first:
        port = int(first.url.rsplit(":", 1)[1])
        with pytest.raises(StandInError, match=rf"Port {port} is taken .* --port"):
            StandIn(port=port)


def test_stopping_breaks_open_connections_and_frees_the_port(stand_in: StandIn) -> None:
    port = int(stand_in.url.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as waiting:
        waiting.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert waiting.recv(4_096).startswith(b"HTTP/1.1 200 ")
        stand_in.stop()
        assert waiting.recv(1) == b""
    with StandIn(port=port) as again:
        assert courses(again)


def run(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("start", [("-m", "integrations.liboppi.standin"), ("manage.py", "liboppi_standin")])
def test_the_command_says_where_it_serves_and_a_signal_stops_it(
    start: tuple[str, ...], stop: signal.Signals
) -> None:
    with run(*start, "--port", "0") as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Liboppi stand-in at http://127.0.0.1:")
        assert line.endswith(" (token standin-token)\n")
        assert session.get(f"{line.split()[3]}/health").json() == {"status": "ok"}
        process.send_signal(stop)
        assert process.communicate() == ("", "")
    assert process.returncode == 0


@pytest.mark.parametrize("start", [("-m", "integrations.liboppi.standin"), ("manage.py", "liboppi_standin")])
def test_the_command_that_cannot_start_says_why_and_exits_with_one(start: tuple[str, ...]) -> None:
    with StandIn() as first:
        port = first.url.rsplit(":", 1)[1]
        with run(*start, "--port", port) as process:
            _, said = process.communicate()
    assert process.returncode == 1
    assert f"Port {port} is taken" in said
    assert "Traceback" not in said
