"""Asks a ClamAV daemon about a file, by its INSTREAM command (clamd(8)), over TCP or a unix socket."""

import socket
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

from .scanner import ScannerUnreachable

PORT = 3310
CONNECT_TIMEOUT = 5  # seconds
VERDICT_TIMEOUT = 60  # seconds, for each step of sending and waiting
CHUNK = 64 * 1024  # bytes
LONGEST_ANSWER = 4096  # bytes


def scan(file: IO[bytes]) -> str:
    """The name of what clamd found, "" where nothing. Raises ScannerUnreachable where it gave no verdict."""
    try:
        with _connect(settings.CLAMD_URL) as connection:
            connection.settimeout(VERDICT_TIMEOUT)
            connection.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
            connection.sendall(bytes(4))
            answer = _answer(connection)
    except OSError as error:
        raise ScannerUnreachable(f"clamd: {type(error).__name__}") from error
    return _verdict(answer)


def _connect(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECT_TIMEOUT)
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((parts.hostname or "", parts.port or PORT), CONNECT_TIMEOUT)


def _answer(connection: socket.socket) -> str:
    """What stands before the closing NUL."""
    received = b""
    while not received.endswith(b"\0") and len(received) < LONGEST_ANSWER:
        part = connection.recv(LONGEST_ANSWER)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> str:
    said = answer.partition(": ")[2]
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerUnreachable(f"clamd answered {answer[:200]!r}")
