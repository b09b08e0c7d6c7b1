"""What the scanner refuses is not taken, nor anything while it can't be asked."""

import logging
import socket
import threading

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from pages.core.uploads import check_upload

from . import files

TYPES = frozenset({"txt", "pdf"})
CLAMAV = "pages.core.uploads.clamav.scan"


def scan_for_eicar(file) -> str:
    return "Eicar-Test" if files.EICAR in file.read() else ""


class Daemon:
    """Enough of clamd to answer INSTREAM calls on a port of its own, one after the other."""

    def __init__(self, answer: bytes | None = None) -> None:
        self.answer, self.received = answer, b""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                command = stream.read(10)
                self.received = b""
                while length := int.from_bytes(stream.read(4), "big"):
                    self.received += stream.read(length)
                found = b"stream: Win.Eicar FOUND\0" if files.EICAR in self.received else b"stream: OK\0"
                connection.sendall(b"UNKNOWN" if command != b"zINSTREAM\0" else self.answer or found)


@pytest.fixture
def daemon(settings):
    made = []

    def start(answer: bytes | None = None) -> Daemon:
        made.append(Daemon(answer))
        settings.UPLOAD_SCANNER, settings.CLAMD_URL = CLAMAV, made[-1].url
        return made[-1]

    yield start
    for one in made:
        one.socket.close()


def refusal(name: str, data: bytes) -> str:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        check_upload(files.upload(name, data), TYPES)
    return refused.value.messages[0]


def test_a_scanner_of_ones_own(settings):
    settings.UPLOAD_SCANNER = f"{__name__}.scan_for_eicar"
    assert "virus scanner refused" in refusal("testi.txt", files.EICAR)
    assert check_upload(files.upload("ohje.txt", b"Hei"), TYPES) == "txt"


def test_clamav(daemon):
    clamd = daemon()
    assert "virus scanner refused" in refusal("testi.txt", files.EICAR)
    large = b"Hei! " * 50_000
    assert check_upload(files.upload("ohje.txt", large), TYPES) == "txt"
    assert clamd.received == large


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0"])
def test_no_verdict_is_no_pass(daemon, answer):
    daemon(answer)
    assert "can't be checked" in refusal("ohje.txt", b"Hei")


def test_an_unreachable_scanner_lets_nothing_pass_and_is_logged(settings, tmp_path, caplog):
    settings.UPLOAD_SCANNER, settings.CLAMD_URL = CLAMAV, f"unix://{tmp_path}/clamd.ctl"
    with caplog.at_level(logging.ERROR):
        assert "can't be checked" in refusal("salainen.txt", b"Hei")
    assert "scanner can't be reached" in caplog.text
    assert "salainen" not in caplog.text
