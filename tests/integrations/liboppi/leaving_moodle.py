"""A Moodle that goes away: it passes calls on to the stand-in, and from one function on listens no more."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

import requests

from integrations.liboppi.standin import StandIn


class LeavingMoodle(ThreadingHTTPServer):
    """`step` is the function whose first call meets nobody any more."""

    daemon_threads = True

    def __init__(self, stand_in: StandIn, step: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stand_in = stand_in
        self.step = f"wsfunction={step}&".encode()
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._leaving = Lock()

    def leave(self) -> None:
        """Connections are refused from now on."""
        if self._leaving.acquire(blocking=False):
            self.shutdown()
            self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: LeavingMoodle

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.step in body:
            self.server.leave()
            return
        answer = requests.post(
            self.server.stand_in.url + self.path,
            data=body,
            headers={"Content-Type": self.headers["Content-Type"]},
            timeout=30,
        )
        self.send_response(answer.status_code)
        self.send_header("Content-Type", answer.headers["Content-Type"])
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@contextmanager
def leaving_at(stand_in: StandIn, step: str) -> Iterator[str]:
    """The address of a Moodle that is gone once `step` is called."""
    server = LeavingMoodle(stand_in, step)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server.url
    finally:
        server.leave()
