"""The steps from nothing to a running site, and what stands where when it runs.

Knows the parts and their order. How processes are watched and ended is the supervisor's.
"""

import socket
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone
from django_q.tasks import fetch
from wagtail.models import Site

from cms.demo.loader import load_demo
from cms.demo.site import DemoRefusedError
from cms.settings.environment import environment_with
from integrations.liboppi.models import Course, RunStatus, SyncRun, SyncTrigger
from integrations.liboppi.schedule import sync_soon
from integrations.liboppi.standin import DEFAULT_TOKEN
from pages.search.lexicon import LANGUAGES
from pages.search.lexicon.files import is_built

from .checks import HOST, NotReadyError, check_database, check_directory, check_liboppi, check_port, free_port
from .child import command
from .supervisor import Supervisor

STANDIN_PORT = 8765
FIRST_SYNC_SECONDS = 40
WEB_WORKERS = 2
WEB_THREADS = 4


@dataclass(frozen=True)
class Places:
    """Where a running site answers. `standin` is "" when the catalogue comes from a real Liboppi."""

    web: str
    standin: str


def check_places(port: int) -> None:
    """Raise NotReadyError for the first setting that would keep the site from running."""
    check_port(port)
    check_liboppi(settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN)
    remedy = "Or put them elsewhere: MEDIA_ROOT=/path/to/media make run"
    check_directory(Path(settings.MEDIA_ROOT), "pictures and documents", remedy)


def prepare_words(supervisor: Supervisor) -> None:
    """Make the search's word lists where they are missing, so that no reader waits for them."""
    if not all(map(is_built, LANGUAGES)):
        supervisor.say("Making the search's word lists, once …")
        supervisor.complete(_build_lexicon)


def _build_lexicon() -> None:
    try:
        call_command("build_lexicon", verbosity=0)
    except CommandError as error:
        sys.exit(str(error))


def prepare_data(port: int) -> None:
    """Bring the database up to date and load the demo content; exits with a sentence where that can't be."""
    try:
        check_database(connection)
        call_command("migrate", interactive=False, verbosity=0)
        _load_demo()
    except NotReadyError as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database can't be prepared: {error}")
    for site in Site.objects.filter(hostname__in=(HOST, "localhost")).exclude(hostname=HOST, port=port):
        site.hostname, site.port = HOST, port
        site.save()


def start(supervisor: Supervisor, port: int) -> Places:
    """Start stand-in, worker and web; return when the web answers and the first sync is over or late."""
    places = Places(f"http://{HOST}:{port}", _start_standin(supervisor))
    environment = _environment(places)
    asked = timezone.now()
    task = sync_soon(SyncTrigger.COMMAND)
    supervisor.start("worker", command([sys.executable, "manage.py", "qcluster"], environment))
    supervisor.start("web", command(web_command(port), environment))
    _first_sync(supervisor, task, asked)
    supervisor.wait_until(lambda: answers(f"{places.web}/health/"))
    return places


def _first_sync(supervisor: Supervisor, task: str, asked: datetime) -> None:
    supervisor.say("The first sync of the catalogue …")
    if supervisor.wait_until(lambda: fetch(task) is not None, FIRST_SYNC_SECONDS):
        supervisor.say(_outcome(SyncRun.objects.filter(started__gte=asked).first()))
        connection.close()
        supervisor.complete(_load_demo)
    else:
        supervisor.say("The first sync takes long; it goes on in the background.")


def _load_demo() -> None:
    """Load the demo, or what of it waited for the catalogue; a site with content of its own is left alone."""
    with suppress(DemoRefusedError):
        load_demo()


def web_command(port: int) -> list[str]:
    """gunicorn; with DEBUG it shows requests and takes in changed code."""
    development = ["--reload", "--access-logfile", "-"] if settings.DEBUG else ["--preload"]
    return [
        sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"{HOST}:{port}", "--no-control-socket",
        "--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS), "--graceful-timeout", "3",
        "--log-level", "warning", *development,
    ]  # fmt: skip


def answers(address: str) -> bool:
    """Whether a server answers at `address`, be it with a client error."""
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310 (an address of our own)
            return True
    except urllib.error.HTTPError as error:
        return error.code < HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False


def _start_standin(supervisor: Supervisor) -> str:
    if settings.LIBOPPI_URL:
        return ""
    port = free_port(STANDIN_PORT)
    words = [sys.executable, "-m", "integrations.liboppi.standin", "--port", str(port)]
    supervisor.start("stand-in", command(words, environment_with(PYTHONUNBUFFERED="1")))
    supervisor.wait_until(lambda: _listens(port))
    return f"http://{HOST}:{port}"


def _environment(places: Places) -> dict[str, str]:
    """What worker and web see: the stand-in as their Liboppi, and the address at which they are reached."""
    liboppi = {"LIBOPPI_URL": places.standin, "LIBOPPI_TOKEN": DEFAULT_TOKEN} if places.standin else {}
    base_url = {} if settings.BASE_URL else {"BASE_URL": places.web}
    return environment_with(PYTHONUNBUFFERED="1", **liboppi, **base_url)


def _listens(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def _outcome(run: SyncRun | None) -> str:
    if run is None:
        return "The first sync could not run; the worker's lines above say why."
    if run.status == RunStatus.DONE:
        return f"The catalogue holds {Course.objects.in_catalogue().count()} courses."
    return f"The first sync failed: {run.message} {run.remedy}"
