"""The language that a reader chooses by the language switch, and where the first address then leads."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories.core import StandardPageFactory, translate
from tests.integrations.liboppi.admin_catalogue import make_user

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
OTHER = {"fi": "sv", "sv": "fi"}


@pytest.fixture
def homes(homes):
    page = StandardPageFactory(parent=homes.fi, slug="kahvit")
    translate(page, homes.sv.locale, slug="kaffe")
    return homes


PAGES = {"fi": "/fi/kahvit/", "sv": "/sv/kaffe/"}


def switch(client, language: str):
    """Use the switch as a browser does, from the page in the other language."""
    left = PAGES[OTHER[language]]
    [address] = re.findall(rf'href="([^"]*)" hreflang="{language}" lang', client.get(left).content.decode())
    return client.get(address, headers={"Referer": f"{SITE}{left}"})


def first_address(client, wanted: str, **headers: str) -> str:
    answer = client.get("/", headers={"Accept-Language": wanted, **headers})
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
    return answer["Location"]


@pytest.mark.parametrize("role", ["stranger", "library staff"])
@pytest.mark.parametrize("chosen", ["fi", "sv"])
def test_the_choice_comes_before_the_browsers_languages(client, homes, role, chosen):
    if role != "stranger":
        client.force_login(make_user(role))
    answer = switch(client, chosen)
    assert answer.request["PATH_INFO"] == PAGES[chosen]
    assert "private" in answer["Cache-Control"]
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == (chosen, 31_536_000, "Lax")
    assert cookie["httponly"]
    assert first_address(client, OTHER[chosen]) == f"/{chosen}/"
    assert client.get("/olematon/", headers={"Accept-Language": OTHER[chosen]}).url == f"/{chosen}/olematon/"
    client.post(reverse("sign_out"))
    assert first_address(client, OTHER[chosen]) == f"/{chosen}/"


def test_the_last_choice_counts(client, homes):
    switch(client, "sv")
    switch(client, "fi")
    assert first_address(client, "sv") == "/fi/"


def test_the_cookie_is_for_https_alone_where_the_settings_say_so(client, homes, settings):
    settings.LANGUAGE_COOKIE_SECURE = True
    assert switch(client, "sv").cookies[settings.LANGUAGE_COOKIE_NAME]["secure"]


@pytest.mark.parametrize(
    "referrer",
    [
        "",
        f"{SITE}/sv/",
        f"{SITE}/",
        f"{SITE}/admin/",
        "https://example.fi/fi/",
        "http://[",
        "http://testserver.example/fi/",
    ],
)
def test_whoever_did_not_come_from_the_other_language_gets_no_cookie(client, homes, referrer):
    answer = client.get("/sv/kaffe/", headers={"Referer": referrer})
    assert answer.status_code == 200
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
    assert "private" not in answer.get("Cache-Control", "")


def test_a_page_that_is_not_there_chooses_nothing(client, homes):
    answer = client.get("/sv/olematon/", headers={"Referer": f"{SITE}/fi/"})
    assert answer.status_code == 404
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_reading_a_page_in_the_other_language_leaves_the_choice_as_it_is(client, homes):
    switch(client, "sv")
    assert client.get("/fi/kahvit/").status_code == 200
    assert first_address(client, "fi") == "/sv/"


@pytest.mark.parametrize("code", ["xx", "en", "", "../sv", "s" * 600])
def test_a_cookie_with_an_unknown_language_counts_for_nothing(client, homes, code):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    assert first_address(client, "sv") == "/sv/"
    assert client.get("/fi/kahvit/").status_code == 200


def test_who_has_chosen_nothing_stays_in_the_language_of_the_page_left(client, homes):
    """As after signing in on the page for it."""
    assert first_address(client, "fi", Referer=f"{SITE}/sv/logga-in/") == "/sv/"
    switch(client, "fi")
    assert first_address(client, "fi", Referer=f"{SITE}/sv/logga-in/") == "/fi/"


@pytest.mark.parametrize("missing", ["fi", "sv"])
def test_the_first_address_leads_to_a_home_page_that_is_there(client, homes, missing):
    getattr(homes, missing).unpublish()
    assert first_address(client, missing) == f"/{OTHER[missing]}/"
