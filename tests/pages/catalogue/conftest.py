"""The catalogue page in both languages with one course, and those who may and may not see its keys."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from integrations.liboppi.models import Course
from pages.catalogue.models import CataloguePage
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
