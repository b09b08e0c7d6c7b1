"""A Moodle that has pictures and nothing else: gives what a test has put there, over real HTTP."""

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

PREFIX = "/webservice/pluginfile.php/"


@dataclass(frozen=True)
class Answer:
    """What a GET of a picture is answered with; an `etag` that is asked for gets a 304."""

    body: bytes = b""
    content_type: str = "image/png"
    status: int = 200
    etag: str = ""


def picture(
    file_format: str = "PNG", colour: Any = "teal", size: tuple[int, int] = (32, 18), mode: str = "RGB"
) -> bytes:
    """A picture of one colour."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, file_format)
    return file.getvalue()


def animation() -> bytes:
    """An animated GIF of three frames."""
    file = BytesIO()
    frames = [Image.new("RGB", (24, 24), colour) for colour in ("red", "white", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


class PictureMoodle:
    """`files` are the answers by path, other paths get a 404; `asked` are the paths in their order."""

    def __init__(self) -> None:
        self.files: dict[str, Answer] = {}
        self.asked: list[str] = []
        moodle = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = urlsplit(self.path).path.removeprefix(PREFIX)
                moodle.asked.append(path)
                answer = moodle.files.get(path, Answer(status=404, content_type="text/html"))
                same = answer.etag and self.headers.get("If-None-Match") == answer.etag
                self.send_response(304 if same else answer.status)
                if answer.etag:
                    self.send_header("ETag", answer.etag)
                body = b"" if same else answer.body
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any, **_kwargs: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def stop(self) -> None:
        """Close the door: from now on connections are refused."""
        self._server.shutdown()
        self._server.server_close()
