"""The catalogue page in both languages with few or many courses, and those who may or may not see keys."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client, override_settings

from integrations.liboppi.models import Course, SyncTrigger
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import synchronise
from pages.catalogue.models import CataloguePage
from tests.factories.core import Homes, make_homes, translate
from tests.integrations.liboppi.admin_catalogue import make_course, make_user
from tests.kept import kept
from tests.pages.catalogue.answers import index_courses


@pytest.fixture
def addresses(homes: Homes) -> dict[str, str]:
    """The catalogue's address in each language."""
    page = homes.fi.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit", locale=homes.fi.locale))
    swedish = translate(page, homes.sv.locale, title="Kurser", slug="kurser")
    return {"fi": page.url, "sv": swedish.url}


@pytest.fixture
def bare_course(addresses) -> Course:
    """The course number 5, which asks for a key that nobody knows yet."""
    return make_course(5, key_required=True)


@pytest.fixture
def sign_in() -> Callable[[str], tuple[Client, Any]]:
    """A browser with a new user of the role, and the user."""

    def browser(role: str) -> tuple[Client, Any]:
        user, client = make_user(role), Client()
        client.force_login(user)
        return client, user

    return browser


@pytest.fixture(scope="module")
def kept_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """The catalogue page in both languages, with the region's courses: once for all tests of a file."""
    with kept(django_db_blocker), StandIn() as stand_in:
        with override_settings(LIBOPPI_URL=stand_in.url, LIBOPPI_TOKEN=stand_in.token):
            assert synchronise(SyncTrigger.COMMAND).error is None
        homes = make_homes()
        page = homes.fi.add_child(
            instance=CataloguePage(title="Kurssit", slug="kurssit", locale=homes.fi.locale)
        )
        kurser = translate(page, homes.sv.locale, title="Kurser", slug="kurser")
        index_courses()
        yield {"fi": page.pk, "sv": kurser.pk}


@pytest.fixture
def catalogue(kept_catalogue: dict[str, int], db: None) -> dict[str, CataloguePage]:
    """The catalogue page in both languages, with the region's courses."""
    return {language: CataloguePage.objects.get(pk=pk) for language, pk in kept_catalogue.items()}
