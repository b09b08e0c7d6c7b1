"""The catalogue page in both languages with few or many courses, and those who may or may not see keys."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, Site

from integrations.liboppi.models import Course, SyncTrigger
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import synchronise
from pages.catalogue.models import CataloguePage
from pages.core.models import HomePage
from tests.factories.core import Homes, translate
from tests.integrations.liboppi.admin_catalogue import make_course, make_user


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


@pytest.fixture
def catalogue(settings) -> dict[str, CataloguePage]:
    """The catalogue page in both languages, with the region's courses."""
    with StandIn() as stand_in:
        settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token
        assert synchronise(SyncTrigger.COMMAND).error is None
    fi = Locale.objects.get(language_code="fi")
    sv, _created = Locale.objects.get_or_create(language_code="sv")
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Extranet", slug="fi-home", locale=fi))
    page = home.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit", locale=fi))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "testserver"}
    )
    hem = home.copy_for_translation(sv, copy_parents=True)
    hem.title = "Extranät"
    hem.save_revision().publish()
    kurser = page.copy_for_translation(sv)
    kurser.title, kurser.slug = "Kurser", "kurser"
    kurser.save_revision().publish()
    return {"fi": page, "sv": CataloguePage.objects.get(pk=kurser.pk)}
