"""The HTTP server: loopback only, kept connections with a thread each, and a stop that waits for nobody."""

import contextlib
import errno
import socket
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Event, Lock
from typing import Any

from integrations.liboppi.standin.delivery import send
from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.site import LOOPBACK_NAMES, Request
from integrations.liboppi.standin.wire import Answer

HOST = "127.0.0.1"
MOST_BODY_BYTES = 1024 * 1024
Respond = Callable[[Request], Answer]
DelayOf = Callable[[Answer], float]


class LoopbackServer(ThreadingHTTPServer):
    """Bound and listening once made. Raises StandInError when the host or port cannot be had."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int) -> None:
        if host not in LOOPBACK_NAMES:
            raise StandInError(
                f"The stand-in serves this machine only, at {HOST}, and not at {host}: "
                "nothing in it is protected. Leave --host out."
            )
        if not 0 <= port <= 65_535:
            raise StandInError(f"A port is a number from 0 to 65535, not {port}; 0 takes any that is free.")
        self.stopping = Event()
        self._served = Event()
        self.respond: Respond
        self.delay_of: DelayOf
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        self._under_way = 0
        self.most_at_once = 0
        try:
            super().__init__((HOST, port), Handler)
        except OSError as error:
            raise _cannot_bind(port, error) from error

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Without the name look-up of http.server, which may ask a DNS server."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def serve(self) -> None:
        """Answers until `stop`, which ends it at once: nothing is looked at every so often."""
        while not self.stopping.is_set():
            self.handle_request()
        self._served.set()

    def stop(self) -> None:
        """No new connections, and those that are open are broken, whatever they wait for."""
        self.stopping.set()
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, self.server_port)).close()  # to wake `serve`
        self._served.wait()
        self.server_close()
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def request_under_way(self) -> Iterator[None]:
        """Counts how many requests are being answered at the same time."""
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is no news."""
        if not isinstance(sys.exception(), ConnectionError) and not self.stopping.is_set():
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Reads a request whole, waits as long as told, and sends the answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: LoopbackServer

    def do_GET(self) -> None:
        body = self._read_body()
        if body is None:
            return
        request = Request(self.command, self.path, self.headers, body)  # type: ignore[arg-type]
        with self.server.request_under_way():
            answer = self.server.respond(request)
            self.server.stopping.wait(self.server.delay_of(answer))
        send(self, answer, self.server.stopping)

    def do_POST(self) -> None:
        self.do_GET()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: an address may hold a token."""

    def _read_body(self) -> bytes | None:
        """None when the request was refused: without a length, or with too much."""
        if self.headers.get("Transfer-Encoding"):
            self.send_error(HTTPStatus.LENGTH_REQUIRED)
            return None
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdecimal()):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return None
        if int(length) > MOST_BODY_BYTES:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        return self.rfile.read(int(length))


def _cannot_bind(port: int, error: OSError) -> StandInError:
    if error.errno == errno.EADDRINUSE:
        return StandInError(
            f"Port {port} is taken by another program. Stop it, "
            "or choose another with --port (0 takes any free one)."
        )
    if error.errno == errno.EACCES:
        return StandInError(
            f"Port {port} is kept for the system's own services. Choose one from 1024 up with --port."
        )
    return StandInError(f"Port {port} at {HOST} cannot be had: {error.strerror}.")
