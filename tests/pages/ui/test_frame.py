"""What every page of the site has around its content, and what a strict content security policy forbids."""

import re

import pytest

from pages.core.models import StandardPage
from tests.factories.core import StandardPageFactory, make_alias, translate

pytestmark = pytest.mark.django_db


def html(client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


class TestTheFrame:
    @pytest.mark.parametrize("language", ["fi", "sv"])
    def test_says_its_language_title_and_description(self, client, homes, swedish, language):
        page = StandardPageFactory(parent=homes.fi, title="Kahvit", slug="kahvit", lead="Aamulla & illalla.")
        translate(page, swedish, title="Kaffe", slug="kaffe", lead="På morgonen & kvällen.")
        shown = html(client, {"fi": "/fi/kahvit/", "sv": "/sv/kaffe/"}[language])
        home = {"fi": homes.fi, "sv": homes.sv}[language]
        title = {"fi": "Kahvit", "sv": "Kaffe"}[language]
        description = {"fi": "Aamulla &amp; illalla.", "sv": "På morgonen &amp; kvällen."}[language]
        assert f'<html lang="{language}"' in shown
        assert f"<title>{title} – {home.title}</title>" in shown
        assert f'<meta name="description" content="{description}">' in shown

    def test_puts_an_editors_own_title_and_description_for_search_engines_first(self, client, homes):
        StandardPageFactory(
            parent=homes.fi, slug="kahvit", seo_title="Aamukahvit", search_description="Verkossa joka kuussa."
        )
        shown = html(client, "/fi/kahvit/")
        assert "<title>Aamukahvit – " in shown
        assert 'content="Verkossa joka kuussa."' in shown

    def test_lets_the_keyboard_skip_to_the_content(self, client, homes):
        shown = html(client, "/fi/")
        assert shown.index('href="#main"') < shown.index("<header")
        assert '<main id="main" tabindex="-1">' in shown

    def test_shows_the_home_pages_footer(self, client, homes):
        homes.fi.footer = "<p>Ota yhteyttä: tuki@example.fi</p>"
        homes.fi.save_revision().publish()
        StandardPageFactory(parent=homes.fi, slug="kahvit")
        assert "Ota yhteyttä: tuki@example.fi" in html(client, "/fi/kahvit/")

    def test_shows_what_django_has_to_say(self, client, homes, admin_user):
        client.force_login(admin_user)
        page = StandardPageFactory(parent=homes.fi, slug="kahvit")
        client.post(f"/admin/pages/{page.pk}/unpublish/")
        shown = html(client, "/fi/")
        assert 'role="status"' in shown
        assert 'class="ds-alert alert" data-color="success"' in shown

    def test_stands_on_a_site_without_any_content(self, client):
        answer = client.get("/fi/")
        assert answer.status_code in (200, 404)
        assert '<html lang="fi"' in answer.content.decode()


class TestTheAccount:
    def test_of_a_stranger_is_a_way_in_that_leads_back(self, client, homes):
        StandardPageFactory(parent=homes.fi, slug="kahvit")
        assert "?next=/fi/kahvit/%3Fpage%3D2%26q%3Da" in html(client, "/fi/kahvit/?page=2&q=a")

    def test_of_staff_is_a_name_and_a_form_that_signs_out(self, client, homes, django_user_model):
        client.force_login(
            django_user_model.objects.create_user("kirsi", first_name="Kirsi", last_name="Kirjasto")
        )
        shown = html(client, "/sv/")
        form = re.search(r'<form class="account" method="post" action="([^"]*)">(.*?)</form>', shown)
        assert form is not None
        assert "Kirsi Kirjasto" in form.group(2)
        assert "csrfmiddlewaretoken" in form.group(2)
        [home] = re.findall(r'name="next" value="([^"]*)"', form.group(2))
        assert client.post(form.group(1), {"next": home}).url == "/sv/"
        assert "Kirsi Kirjasto" not in html(client, "/fi/")


class TestTheContentSecurityPolicy:
    @pytest.mark.parametrize("signed_in", [False, True])
    def test_has_nothing_inline_to_forbid(self, client, homes, admin_user, signed_in):
        """Wagtail's user bar brings templates and scripts of its own for editors."""
        if signed_in:
            client.force_login(admin_user)
        answer = client.get("/fi/")
        shown = answer.content.decode()
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert ("wagtail-userbar" in shown) is signed_in
        assert not re.search(r"<style|\sstyle=|\son\w+=", shown)
        scripts = re.findall(r"<script\b[^>]*>", shown)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts)


class TestAnUntranslatedPage:
    def test_says_so_in_the_readers_language_and_marks_its_own_text(self, client, homes, swedish):
        page = StandardPageFactory(
            parent=homes.fi,
            title="Kahvit",
            slug="kahvit",
            lead="Aamulla.",
            body=[("text", "<p>Tervetuloa.</p>")],
        )
        make_alias(page, swedish)
        shown = html(client, "/sv/kahvit/")
        assert 'class="language-note"' in shown
        assert 'lang="fi">Kahvit</h1>' in shown
        assert 'lang="fi">Aamulla.</p>' in shown
        assert '<div class="body" lang="fi">' in shown

    def test_says_nothing_of_it_in_its_own_language(self, client, homes, swedish):
        page = StandardPageFactory(
            parent=homes.fi, title="Kahvit", slug="kahvit", body=[("text", "<p>Hei.</p>")]
        )
        make_alias(page, swedish)
        shown = html(client, "/fi/kahvit/")
        assert "language-note" not in shown
        assert '<div class="body">' in shown
        assert StandardPage.objects.count() == 2
