"""Whether a call comes from Liboppi: an HMAC over its time and its body, by a secret that both sides know.

Knows neither HTTP nor the database. What a call asks for, and whether it came before, is for others to say.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

TIMESTAMP_HEADER = "X-Liboppi-Timestamp"
SIGNATURE_HEADER = "X-Liboppi-Signature"
TOLERANCE = timedelta(minutes=5)
REPLAY_WINDOW = 2 * TOLERANCE  # a call whose time is 5 minutes ahead can be sent again for 10
MOST_SIGNATURES = 4

_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"sha256=([0-9a-f]{64})")


@dataclass(frozen=True)
class Secret:
    """A secret that both sides know; where errors are reported, it doesn't show."""

    value: str = field(repr=False)

    def sign(self, timestamp: str, body: bytes) -> str:
        """HMAC-SHA256 over `timestamp.body`, 64 hex digits."""
        return hmac.new(self.value.encode(), _signed(timestamp, body), hashlib.sha256).hexdigest()


def is_genuine(
    timestamp: str, signatures: str, body: bytes, *, secrets: Iterable[Secret], now: datetime
) -> bool:
    """Whether one of the `secrets` has signed the body at a time within TOLERANCE of `now`.

    `timestamp` is in seconds since 1970, `signatures` one or several `sha256=<hex>` separated by commas.
    """
    given = _hex_digests(signatures)
    if not _TIMESTAMP.fullmatch(timestamp) or not given:
        return False
    expected = [secret.sign(timestamp, body) for secret in secrets]
    # Every pair is compared, so that the time taken tells nothing of which one matched.
    matches = [hmac.compare_digest(one, other) for one in given for other in expected]
    is_timely = abs(now.timestamp() - int(timestamp)) <= TOLERANCE.total_seconds()
    return any(matches) and is_timely


def fingerprint(timestamp: str, body: bytes) -> str:
    """What tells a call from every other, whichever secret signed it: 64 hex digits."""
    return hashlib.sha256(_signed(timestamp, body)).hexdigest()


def _signed(timestamp: str, body: bytes) -> bytes:
    return timestamp.encode() + b"." + body


def _hex_digests(signatures: str) -> list[str]:
    parts = signatures.split(",", MOST_SIGNATURES)[:MOST_SIGNATURES]
    found = (_SIGNATURE.fullmatch(part.strip()) for part in parts)
    return [match[1] for match in found if match]
