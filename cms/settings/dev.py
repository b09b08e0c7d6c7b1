"""A developer's machine and the demo: SQLite, a secret key of its own, static files from their sources."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, SECRET_KEY, VAR_DIR


def _kept_secret_key() -> str:
    """A random key that outlives restarts, so that nobody is signed out by them."""
    path = VAR_DIR / "secret_key"
    try:
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        if not path.read_text():
            path.write_text(get_random_secret_key())
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key can't be kept in {path}: {error.strerror}. Make room or set SECRET_KEY."
        ) from error


SECRET_KEY = SECRET_KEY or _kept_secret_key()
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected
DEMO_ALLOWED = True
