"""Where the language switch leads from each kind of page and view, and what hreflang links say."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from integrations.liboppi.models import CourseText
from pages.catalogue.models import CataloguePage
from pages.core.models import StandardPage
from tests.factories.core import PageFactory, StandardPageFactory, make_alias, translate

pytestmark = pytest.mark.django_db


class CataloguePageFactory(PageFactory):
    title = "Kurssit"

    class Meta:
        model = CataloguePage


def switch(client, address: str) -> list[tuple[str, str]]:
    """The (language, address) pairs of the language switch at `address`."""
    answer = client.get(address).content.decode()
    links = re.search(r'<nav class="languages".*?</nav>', answer, re.DOTALL)
    assert links is not None
    found = re.findall(r'href="([^"]*)" hreflang="(\w+)" lang="(\w+)"', links.group())
    assert all(hreflang == lang for _address, hreflang, lang in found)
    return [(lang, address.replace("&amp;", "&")) for address, lang, _lang in found]


def hreflang(client, address: str) -> dict[str, str]:
    links = re.findall(
        r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', client.get(address).content.decode()
    )
    return dict(links)


class TestFromAPage:
    def test_to_its_translation(self, client, homes, swedish):
        page = StandardPageFactory(parent=homes.fi, slug="kahvit")
        translate(page, swedish, slug="kaffe")
        assert switch(client, "/fi/kahvit/") == [("sv", "/sv/kaffe/")]
        assert switch(client, "/sv/kaffe/") == [("fi", "/fi/kahvit/")]

    def test_to_its_alias(self, client, homes, swedish):
        make_alias(StandardPageFactory(parent=homes.fi, slug="kahvit"), swedish)
        assert switch(client, "/fi/kahvit/") == [("sv", "/sv/kahvit/")]
        assert switch(client, "/sv/kahvit/") == [("fi", "/fi/kahvit/")]

    def test_to_the_nearest_ancestor_that_the_other_language_has(self, client, homes, swedish):
        section = StandardPageFactory(parent=homes.fi, slug="ryhmat")
        page = StandardPageFactory(parent=section, slug="digi")
        StandardPageFactory(parent=page, slug="kokous")
        assert switch(client, "/fi/ryhmat/digi/kokous/") == [("sv", "/sv/")]
        translate(section, swedish, slug="grupper")
        assert switch(client, "/fi/ryhmat/digi/kokous/") == [("sv", "/sv/grupper/")]

    def test_not_to_a_draft(self, client, homes, swedish):
        page = StandardPageFactory(parent=homes.fi, slug="kahvit")
        translate(page, swedish, slug="kaffe").unpublish()
        assert switch(client, "/fi/kahvit/") == [("sv", "/sv/")]

    def test_keeps_the_query_on_the_same_page_only(self, client, homes, swedish):
        page = StandardPageFactory(parent=homes.fi, slug="kahvit")
        assert switch(client, "/fi/kahvit/?page=2") == [("sv", "/sv/")]
        translate(page, swedish, slug="kaffe")
        assert switch(client, "/fi/kahvit/?page=2&q=a%26b") == [("sv", "/sv/kaffe/?page=2&q=a%26b")]

    def test_keeps_the_rest_of_a_routable_pages_path(self, client, homes, swedish, course):
        catalogue = CataloguePageFactory(parent=homes.fi, slug="kurssit")
        translate(catalogue, swedish, slug="kurser")
        CourseText.objects.create(course=course, language="sv", title="Digitalt stöd")
        assert switch(client, "/fi/kurssit/12/") == [("sv", "/sv/kurser/12/")]
        assert hreflang(client, "/sv/kurser/12/") == {
            "fi": "http://testserver/fi/kurssit/12/",
            "sv": "http://testserver/sv/kurser/12/",
        }

    def test_says_the_languages_own_name(self, client, homes):
        assert "Svenska</a>" in client.get("/fi/").content.decode()
        assert "Suomi</a>" in client.get("/sv/").content.decode()

    def test_has_no_link_to_a_language_without_a_home_page(self, client, homes):
        homes.sv.unpublish()
        assert '<nav class="languages"' not in client.get("/fi/").content.decode()


class TestFromAnotherView:
    def test_to_the_same_view_with_its_query(self, client, homes):
        with override("fi"):
            here = f"{reverse('search')}?q=a%26b"
        with override("sv"):
            there = f"{reverse('search')}?q=a%26b"
        assert here != there
        assert switch(client, here) == [("sv", there)]

    @pytest.mark.parametrize("address", ["/fi/olematon/", "/fi/olematon/x/?q=1", "/documents/99/x.pdf"])
    def test_from_a_page_that_is_not_found_to_the_home_page(self, client, homes, address):
        assert switch(client, address) == [("sv", "/sv/")]


class TestHreflang:
    def test_names_the_page_and_its_translation(self, client, homes, swedish):
        page = StandardPageFactory(parent=homes.fi, slug="kahvit")
        translate(page, swedish, slug="kaffe")
        named = {"fi": "http://testserver/fi/kahvit/", "sv": "http://testserver/sv/kaffe/"}
        assert hreflang(client, "/fi/kahvit/") == named
        assert hreflang(client, "/sv/kaffe/") == named

    def test_leaves_aliases_and_untranslated_pages_out(self, client, homes, swedish):
        page = StandardPageFactory(parent=homes.fi, slug="kahvit")
        assert hreflang(client, "/fi/kahvit/") == {}
        make_alias(page, swedish)
        assert StandardPage.objects.count() == 2
        assert hreflang(client, "/fi/kahvit/") == {}
        assert hreflang(client, "/sv/kahvit/") == {}
