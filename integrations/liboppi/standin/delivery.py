"""Sends an answer over the wire, whole or in one of the ways in which an answer fails to arrive."""

import contextlib
import select
import socket
import struct
from http.server import BaseHTTPRequestHandler
from threading import Event

from integrations.liboppi.standin.wire import Answer, Delivery

MISSING_BYTES = 1_000
ENDLESS_BYTES = 96 * 1024 * 1024
BLOCK = b'{"id":' + b" " * (1024 * 1024)
PATIENCE = 0.1  # seconds between two looks at a silent connection


def send(handler: BaseHTTPRequestHandler, answer: Answer, stopping: Event) -> None:
    """Everything but a whole answer ends the connection. `stopping` ends a silence."""
    match answer.delivery:
        case Delivery.WHOLE:
            _send_whole(handler, answer)
            return
        case Delivery.TRUNCATED:
            handler.wfile.write(_head(handler, answer, len(answer.body) + MISSING_BYTES) + answer.body)
        case Delivery.RESET:
            _send_half(handler, answer)
        case Delivery.SILENT:
            _be_silent(handler.connection, stopping)
        case Delivery.ENDLESS:
            _send_endless(handler, answer)
    handler.close_connection = True


def _send_whole(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Head and body in one write: two would wait for each other on a kept connection (Nagle, delayed ACK)."""
    head = _head(handler, answer, len(answer.body))
    handler.wfile.write(head if handler.command == "HEAD" else head + answer.body)


def _head(handler: BaseHTTPRequestHandler, answer: Answer, length: int | None) -> bytes:
    """Status line and headers; without a length the connection's end is the body's."""
    lines = [
        f"HTTP/1.1 {answer.status} {handler.responses.get(answer.status, ('',))[0]}",
        f"Date: {handler.date_time_string()}",
        f"Content-Type: {answer.content_type}",
        *(f"{name}: {value}" for name, value in answer.headers.items()),
        "Connection: close" if length is None or handler.close_connection else "Connection: keep-alive",
    ]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _send_half(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Half of the body, then a reset instead of an orderly end (SO_LINGER with no time to linger)."""
    handler.wfile.write(_head(handler, answer, len(answer.body)) + answer.body[: len(answer.body) // 2])
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _be_silent(connection: socket.socket, stopping: Event) -> None:
    while not stopping.is_set():
        readable, _, _ = select.select([connection], [], [], PATIENCE)
        if readable and not connection.recv(1, socket.MSG_PEEK):
            return


def _send_endless(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    """Blocks of JSON that never closes, until the client goes or it is enough."""
    with contextlib.suppress(ConnectionError):
        handler.wfile.write(_head(handler, answer, None) + b'{"courses":[')
        for _ in range(ENDLESS_BYTES // len(BLOCK)):
            handler.wfile.write(BLOCK)
