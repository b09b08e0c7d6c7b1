"""How much somebody may send within an hour. The cache knows a keyed hash of who it was, and no more.

The counts lie where all processes find them; two that come in the same moment may count as one.
"""

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

_HOUR = 3600  # seconds


def takes_more(what: str, sender: object, most: int) -> bool:
    """Count one more `what` from `sender`; whether it is still within `most` an hour."""
    hour = timezone.now().strftime("%Y%m%d%H")
    key = salted_hmac(f"throttle.{what}", f"{hour}/{sender}", algorithm="sha256").hexdigest()
    counts = caches["counts"]
    counts.add(key, 0, _HOUR)
    try:
        return counts.incr(key) <= most
    except ValueError:  # it ran out in between
        return True


def network_address(request: HttpRequest) -> str:
    """Where the request comes from: what the outermost of our own proxies saw, else who is connected.

    What stands further left in X-Forwarded-For is the sender's own word and worth nothing.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies: int = settings.TRUSTED_PROXIES
    if proxies and len(seen) >= proxies and seen[-proxies]:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
