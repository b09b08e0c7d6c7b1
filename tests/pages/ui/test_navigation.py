"""The main navigation and the breadcrumbs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.catalogue.models import CataloguePage
from tests.factories.core import PageFactory, StandardPageFactory, make_alias

pytestmark = pytest.mark.django_db


class CataloguePageFactory(PageFactory):
    title = "Kurssit"

    class Meta:
        model = CataloguePage


@pytest.fixture
def sections(homes):
    """Two sections in the menu and one that is not."""
    return [
        StandardPageFactory(parent=homes.fi, title="Ryhmät", slug="ryhmat", show_in_menus=True),
        StandardPageFactory(parent=homes.fi, title="Koulutukset", slug="koulutukset", show_in_menus=True),
        StandardPageFactory(parent=homes.fi, title="Tuki", slug="tuki"),
    ]


def navigation(client, address: str) -> list[tuple[str, str]]:
    """The (attributes, text) pairs of the first main navigation at `address`."""
    answer = client.get(address).content.decode()
    nav = re.search(r'<nav class="navigation".*?</nav>', answer, re.DOTALL)
    assert nav is not None
    return [
        (" ".join(attributes.split()), text)
        for attributes, text in re.findall(r'<a class="navigation__link" ([^>]*)>(.*?)</a>', nav.group())
    ]


def crumbs(client, address: str) -> list[tuple[str, str]]:
    """The (address, text) pairs of the breadcrumbs at `address`; where the reader is has no address."""
    answer = client.get(address).content.decode()
    nav = re.search(r'<nav class="ds-breadcrumbs.*?</nav>', answer, re.DOTALL)
    found = re.findall(r"<li><(?:a[^>]*href=\"([^\"]*)\"|span)[^>]*>(.*?)</", nav.group() if nav else "")
    return [(address, text) for address, text in found]


class TestMainNavigation:
    def test_lists_what_editors_put_into_menus(self, client, sections):
        assert navigation(client, "/fi/") == [
            ('href="/fi/ryhmat/"', "Ryhmät"),
            ('href="/fi/koulutukset/"', "Koulutukset"),
        ]

    def test_marks_the_page_and_the_section_that_the_reader_is_in(self, client, sections):
        StandardPageFactory(parent=sections[0], slug="digi")
        assert navigation(client, "/fi/ryhmat/")[0][0] == 'href="/fi/ryhmat/" aria-current="page"'
        assert navigation(client, "/fi/ryhmat/digi/") == [
            ('href="/fi/ryhmat/" aria-current="true"', "Ryhmät"),
            ('href="/fi/koulutukset/"', "Koulutukset"),
        ]

    def test_marks_the_catalogue_as_the_section_of_a_course(self, client, homes, course):
        CataloguePageFactory(parent=homes.fi, slug="kurssit", show_in_menus=True)
        assert navigation(client, "/fi/kurssit/12/") == [
            ('href="/fi/kurssit/" aria-current="true"', "Kurssit")
        ]

    def test_says_in_which_language_an_alias_is(self, client, sections, swedish):
        make_alias(sections[0], swedish)
        assert navigation(client, "/sv/") == [('href="/sv/ryhmat/" lang="fi"', "Ryhmät")]

    def test_has_a_second_level_that_opens_by_itself(self, client, sections):
        StandardPageFactory(parent=sections[0], title="Digitutorit", slug="digi", show_in_menus=True)
        StandardPageFactory(parent=sections[0], title="Iki-ryhmä", slug="iki", show_in_menus=True)
        StandardPageFactory(parent=sections[2], title="Ohjeet", slug="ohjeet", show_in_menus=True)
        assert navigation(client, "/fi/ryhmat/digi/") == [
            ('href="/fi/ryhmat/" aria-current="true"', "Ryhmät"),
            ('href="/fi/ryhmat/digi/" aria-current="page"', "Digitutorit"),
            ('href="/fi/ryhmat/iki/"', "Iki-ryhmä"),
            ('href="/fi/koulutukset/"', "Koulutukset"),
        ]
        shown = client.get("/fi/").content.decode()
        openers = re.findall(r'<summary class="navigation__opener"><span[^>]*>(.*?)</span></span>', shown)
        assert [re.sub("<[^>]*>", "", opener) for opener in openers] == ["Alasivut: Ryhmät"] * 2

    def test_leaves_drafts_out(self, client, sections):
        sections[0].unpublish()
        assert [text for _attributes, text in navigation(client, "/fi/")] == ["Koulutukset"]


class TestBreadcrumbs:
    def test_lead_from_the_home_page_to_the_page(self, client, sections):
        page = StandardPageFactory(parent=sections[0], title="Digitutorit", slug="digi")
        StandardPageFactory(parent=page, title="Kokous", slug="kokous")
        assert [address for address, _text in crumbs(client, "/fi/ryhmat/digi/kokous/")] == [
            "/fi/",
            "/fi/ryhmat/",
            "/fi/ryhmat/digi/",
            "",
        ]
        assert [text for _address, text in crumbs(client, "/fi/ryhmat/digi/kokous/")[1:]] == [
            "Ryhmät",
            "Digitutorit",
            "Kokous",
        ]

    def test_are_not_on_the_home_page(self, client, homes):
        assert crumbs(client, "/fi/") == []

    def test_name_what_a_routable_page_shows(self, client, homes, course):
        CataloguePageFactory(parent=homes.fi, slug="kurssit")
        assert crumbs(client, "/fi/kurssit/12/")[1:] == [("/fi/kurssit/", "Kurssit"), ("", "Digituki")]


def test_a_page_costs_the_same_number_of_queries_however_many_pages_there_are(client, homes, swedish):
    section = StandardPageFactory(parent=homes.fi, title="Ryhmät", slug="ryhmat", show_in_menus=True)
    StandardPageFactory(parent=section, slug="digi")
    make_alias(section, swedish)

    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    few = [queries(address) for address in ("/fi/", "/fi/ryhmat/digi/", "/sv/ryhmat/")]
    for number in range(5):
        page = StandardPageFactory(parent=homes.fi, title=f"Osio {number}", show_in_menus=True)
        StandardPageFactory(parent=page)
        make_alias(page, swedish)
    assert [queries(address) for address in ("/fi/", "/fi/ryhmat/digi/", "/sv/ryhmat/")] == few
    assert max(few) < 20
