"""Calls as Liboppi makes them: signed as the administrator's page tells, without the plugin's own code."""

import hashlib
import hmac
import json
import time
from typing import Any

from django.test import Client

SECRET = "a secret of thirty-two characters"
OLD_SECRET = "an older secret of 32 characters."
CHANGED = "/api/v1/liboppi/changed"


def sign(timestamp: str, body: bytes, secret: str = SECRET) -> str:
    digest = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


def send(body: bytes, timestamp: str, signature: str, **more: Any) -> Any:
    """A call with these very bytes and headers."""
    headers = {"X-Liboppi-Timestamp": timestamp, "X-Liboppi-Signature": signature}
    options = {"content_type": "application/json", **more}
    return Client(enforce_csrf_checks=True).post(CHANGED, data=body, headers=headers, **options)


def call(asked: Any = None, *, secret: str = SECRET, seconds_off: int = 0) -> Any:
    """A signed call; `asked` is the body, as bytes or to be made JSON of."""
    body = asked if isinstance(asked, bytes) else json.dumps(asked or {}).encode()
    timestamp = str(int(time.time()) + seconds_off)
    return send(body, timestamp, sign(timestamp, body, secret))
