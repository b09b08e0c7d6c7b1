"""The demo on a site, loaded once for all tests of a module, with the courses of the stand-in for Liboppi."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from integrations.liboppi.models import SyncTrigger
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import synchronise


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """The site after `load_demo`, a first sync, and `load_demo` again; where its media files are."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), StandIn() as stand_in:
        liboppi = {"LIBOPPI_URL": stand_in.url, "LIBOPPI_TOKEN": stand_in.token}
        with transaction.atomic(), override_settings(MEDIA_ROOT=media, **liboppi):
            call_command("load_demo", verbosity=0)
            synchronise(SyncTrigger.COMMAND)
            call_command("load_demo", verbosity=0)
            yield media
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def indexed(demo, django_db_blocker) -> None:
    """The words of the demo are in the search's index, as the worker puts them there."""
    with django_db_blocker.unblock():
        call_command("index_search", stdout=StringIO())
