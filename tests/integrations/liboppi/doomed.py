"""A sync in a process of its own that is killed at a moment of its own. Imported by the server that forks it."""

import os
import signal

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from integrations.liboppi import sync as _loaded  # noqa: E402, F401
from integrations.liboppi.models import SyncTrigger  # noqa: E402
from integrations.liboppi.sync import synchronise  # noqa: E402

settings.LOGGING_CONFIG = None


def run(database: str, url: str, token: str, seconds: float) -> None:
    """Sync with the test's own database, for so many seconds at most: then the kernel ends the process.

    Nothing of Python runs any more: no handler, no `finally`.
    """
    connection.settings_dict["NAME"] = database
    settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = url, token
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    outcome = synchronise(SyncTrigger.SCHEDULE)
    os._exit(0 if outcome.error is None else 3)
