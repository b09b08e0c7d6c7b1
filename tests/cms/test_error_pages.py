"""What a reader sees when something is not there, not allowed or broken."""

import re

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from django.views.defaults import permission_denied, server_error

from tests.factories.core import make_homes


@pytest.fixture
def homes(db):
    return make_homes()


def html(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_page_that_is_not_there_is_told_in_the_readers_language_with_ways_on(client, homes, language):
    answer = client.get(f"/{language}/olematon/")
    assert answer.status_code == 404
    shown = html(answer)
    assert f'<html lang="{language}"' in shown
    assert f'href="/{language}/"' in shown
    assert 'role="search"' in shown
    assert '<meta name="robots" content="noindex">' in shown


def test_a_stranger_who_may_not_see_a_page_is_offered_to_sign_in(rf, homes, client):
    request: HttpRequest = client.get("/fi/").wsgi_request
    shown = html(permission_denied(request, PermissionError()))
    assert "?next=/fi/" in shown


def test_staff_who_may_not_see_a_page_are_not_sent_to_sign_in_again(homes, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("staff"))
    shown = html(permission_denied(client.get("/fi/").wsgi_request, PermissionError()))
    assert "?next=" not in shown


def test_a_fault_of_ours_is_told_in_both_languages_without_asking_the_database(rf):
    answer = server_error(rf.get("/fi/"))  # outside of a test with a database: a query would be refused
    assert answer.status_code == 500
    shown = html(answer)
    assert '<html lang="fi"' in shown
    assert re.search(r'<div[^>]*lang="sv"', shown)
    assert 'href="/fi/"' in shown
    assert 'href="/sv/"' in shown
    assert "Traceback" not in shown


def test_an_expired_form_is_told_in_the_readers_language(homes):
    with override("sv"):
        address = reverse("sign_in")
    answer = Client(enforce_csrf_checks=True).post(address, {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert '<html lang="sv"' in html(answer)


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html"])
def test_error_pages_stand_without_any_content(db, rf, name):
    assert "<h1" in render_to_string(name, request=rf.get("/fi/x/"))
