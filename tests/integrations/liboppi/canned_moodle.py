"""A Moodle on loopback that answers exactly what a test tells it to, and remembers what it was asked."""

import json
import socket
import ssl
import struct
import threading
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from integrations.liboppi.client import LiboppiClient

TOKEN = "5e6f0c1d9b7a48e2b3c4d5e6f7a8b9c0"


class Ending(Enum):
    """How the connection ends after the body."""

    WHOLE = "whole"
    CUT = "cut"  # Content-Length promises a byte more than comes
    RESET = "reset"
    SILENT = "silent"  # the header comes, the body never


@dataclass(frozen=True)
class Canned:
    """An answer as it goes over the wire."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    ending: Ending = Ending.WHOLE


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    form: dict[str, str]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Quiet: connections that break are what these tests are about."""


class CannedMoodle:
    """Gives the answers in turn, the last one over and over, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Canned] = []
        self.received: list[Received] = []
        self.stopping = threading.Event()
        moodle = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                form = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
                moodle.received.append(Received("POST", self.path, dict(self.headers), form))
                moodle.send(self)

            def log_message(self, *_args: Any, **_kwargs: Any) -> None:
                """Quiet."""

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.address = f"http://{self.host}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def answer(self, *answers: Canned | dict[str, Any] | list[Any] | bytes) -> None:
        """Answer these from now on; anything but Canned is sent as a good JSON answer."""
        self.answers = [_canned(answer) for answer in answers]

    def speak_tls(self, context: ssl.SSLContext) -> str:
        """Answer only over TLS from now on; the address."""
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        return self.address.replace("http:", "https:")

    def send(self, handler: BaseHTTPRequestHandler) -> None:
        canned = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        handler.send_response(canned.status)
        for name, value in canned.headers.items():
            handler.send_header(name, value)
        missing = 0 if canned.ending is Ending.WHOLE else 1
        handler.send_header("Content-Length", str(len(canned.body) + missing))
        handler.end_headers()
        handler.wfile.write(canned.body)
        if canned.ending is Ending.SILENT:
            self.stopping.wait()
        if canned.ending is Ending.RESET:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if canned.ending is not Ending.WHOLE:
            handler.close_connection = True

    def stop(self) -> None:
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()


def _canned(answer: Canned | dict[str, Any] | list[Any] | bytes) -> Canned:
    if isinstance(answer, Canned):
        return answer
    return Canned(answer if isinstance(answer, bytes) else json.dumps(answer).encode())


@dataclass
class Connection:
    """A client of the canned Moodle, and the waits that it would have made, in seconds."""

    client: LiboppiClient
    waits: list[float]
