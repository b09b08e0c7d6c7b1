"""The test suite: SQLite in `var/` unless DATABASE_URL says otherwise, tasks run at once, no Liboppi."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, VAR_DIR, env

SECRET_KEY = "only-for-tests"  # noqa: S105 (opens nothing)
DEBUG = False
SHOW_COMPONENTS = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = BASE_URL
VAR_DIR.mkdir(exist_ok=True)
suffix = f"_{env.test_db_suffix}" if env.test_db_suffix else ""
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test{suffix}.sqlite3"}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_extranet{suffix}"}
IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {"default": {"BACKEND": IN_MEMORY}, "counts": {"BACKEND": IN_MEMORY, "LOCATION": "counts"}}
TRUSTED_PROXIES = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="extranet-test-media-"))
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LIBOPPI_URL = ""
LIBOPPI_TOKEN = ""
LIBOPPI_KEY_FIELD = "enrolkey"
LIBOPPI_PRODUCER_FIELD = "producer"
LIBOPPI_LANGUAGE_FIELD = "language"
LIBOPPI_PUSH_SECRETS = []
LIBOPPI_ALERT_RECIPIENTS = []
ACCESSIBILITY_FEEDBACK_RECIPIENTS = []
ACCESSIBILITY_FEEDBACK_MONTHS = 12
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
UPLOAD_SCANNER = ""
CLAMD_URL = ""
AXES_ENABLED = False
DEMO_ALLOWED = True
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected
