"""What a reader sees when something is not there, not allowed or broken."""

import re

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from django.views.defaults import bad_request, permission_denied, server_error
from wagtail.models import Site


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


@pytest.mark.parametrize(("status", "view"), [(400, bad_request), (500, server_error)])
def test_a_fault_is_told_in_both_languages_without_asking_the_database(rf, status, view):
    answer = view(rf.get("/fi/"), *([] if status == 500 else [SuspiciousOperation("secret")]))
    assert answer.status_code == status  # outside of a test with a database: a query would be refused
    shown = html(answer)
    assert '<html lang="fi"' in shown
    assert re.search(r'<section[^>]*lang="sv"', shown)
    assert 'href="/fi/"' in shown
    assert 'href="/sv/"' in shown
    assert 'class="site-header"' in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert "secret" not in shown
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script", shown)


def test_a_host_that_is_not_ours_is_a_bad_request(client):
    answer = client.get("/sv/", headers={"Host": "example.com", "Referer": "http://example.com/fi/"})
    assert answer.status_code == 400
    assert "Begäran kunde inte behandlas" in html(answer)
    assert not answer.cookies


def test_an_expired_form_is_told_in_the_readers_language(homes):
    with override("sv"):
        address = reverse("sign_in")
    answer = Client(enforce_csrf_checks=True).post(address, {"username": "a", "password": "b"})
    assert answer.status_code == 403
    shown = html(answer)
    assert '<html lang="sv"' in shown
    assert 'class="ds-link" href="/sv/"' in shown


@pytest.mark.parametrize(
    ("cookie", "wanted", "language"), [("", "sv", "sv"), ("", "en", "fi"), ("sv", "fi", "sv")]
)
def test_an_address_without_a_language_is_not_found_in_the_readers(client, homes, cookie, wanted, language):
    client.cookies["language"] = cookie
    headers = {"Accept-Language": wanted}
    answer = client.get("/olematon/", headers=headers, follow=True)
    assert answer.redirect_chain == [(f"/{language}/olematon/", 302)]
    assert f'<html lang="{language}"' in html(answer)
    for path in ("/media/images/olematon.jpg", "/documents/1/olematon.pdf"):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 404
        assert f'<html lang="{language}"' in html(answer)
        assert f'href="/{language}/"' in html(answer)


def test_a_page_that_is_not_there_costs_few_queries(client, homes, django_assert_max_num_queries):
    client.get("/fi/")
    with django_assert_max_num_queries(7):
        client.get("/fi/olematon/")


@pytest.mark.parametrize("path", ["/fi/olematon/", "/sv/olematon/", "/fi/"])
def test_a_page_that_is_not_there_is_told_on_a_site_without_any_page_or_site(client, db, path):
    Site.objects.all().delete()
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'<html lang="{path[1:3]}"' in html(answer)


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html"])
def test_error_pages_stand_without_any_content(db, rf, name):
    assert "<h1" in render_to_string(name, request=rf.get("/fi/x/"))
