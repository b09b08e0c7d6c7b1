"""The sign-in page as people and password managers see it."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    with override("fi"):
        return reverse("sign_in")


def html(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_names_its_fields_for_people_and_password_managers(client, address):
    shown = html(client.get(address))
    assert '<label class="ds-label" for="id_username">' in shown
    assert 'autocomplete="username"' in shown
    assert '<label class="ds-label" for="id_password">' in shown
    assert 'autocomplete="current-password"' in shown
    assert '<meta name="robots" content="noindex">' in shown


def test_tells_errors_on_top_and_beside_the_field(client, address):
    shown = html(client.post(address, {"username": "kirsi", "password": ""}))
    assert 'class="ds-error-summary" role="alert"' in shown
    assert 'href="#id_password"' in shown
    assert 'aria-describedby="id_password_error"' in shown
    assert 'id="id_password_error"' in shown
    assert 'value="kirsi"' in shown


def test_a_wrong_password_is_not_sent_back(client, address):
    answer = client.post(address, {"username": "kirsi", "password": "salainen sana"})
    assert "ds-error-summary" in html(answer)
    assert "salainen sana" not in html(answer)


def test_leads_back_to_where_the_reader_was_and_nowhere_else(client, address, django_user_model):
    django_user_model.objects.create_user("kirsi", password="a long password")
    words = {"username": "kirsi", "password": "a long password"}
    assert client.post(address, {**words, "next": "/fi/?a=b"}).url == "/fi/?a=b"
    client.logout()
    assert "example.com" not in client.post(address, {**words, "next": "https://example.com/"}).url


def test_has_no_link_to_itself(client, address):
    assert "?next=" not in html(client.get(address))


def test_a_locked_reader_is_told_for_how_long(rf):
    context = {"cooloff_timedelta": timedelta(minutes=15), "username": "kirsi"}
    with override("en"):
        shown = render_to_string("accounts/locked_out.html", context, rf.get("/fi/"))
    assert "15 minutes" in shown
