"""Tells which failure a broken connection is, from the exceptions of requests and urllib3.

The result holds none of those exceptions: they carry the request, and the request carries the token.
"""

import socket
import ssl
from collections.abc import Iterator

from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, ProxyError, ReadTimeoutError

from ..errors import CertificateInvalid, LiboppiError, TimedOut, Unreachable

# The first that is among an exception's causes names the reason; "broken" when none is.
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ProxyError, "proxy"),
    (socket.gaierror, "name"),
    (ConnectionRefusedError, "refused"),
    (ssl.SSLError, "tls"),
    (NewConnectionError, "network"),
)


def connection_failure(error: BaseException, host: str, connect: float, read: float) -> LiboppiError:
    """The failure behind an exception; `connect` and `read` are the time-outs in seconds that applied."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ConnectTimeoutError):
            if isinstance(cause, NewConnectionError):  # which urllib3 makes a kind of time-out
                continue
            return TimedOut(host=host, phase="connect", seconds=connect)
        if isinstance(cause, ReadTimeoutError):
            return TimedOut(host=host, phase="read", seconds=read)
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateInvalid(host=host, reason=cause.verify_message)
    reasons = (reason for kind, reason in _REASONS if any(isinstance(cause, kind) for cause in causes))
    return Unreachable(host=host, reason=next(reasons, "broken"))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything that it wraps, in any of the ways in which these libraries wrap."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        wrapped = (*cause.args, getattr(cause, "reason", None), cause.__cause__, cause.__context__)
        waiting.extend(item for item in wrapped if isinstance(item, BaseException))
