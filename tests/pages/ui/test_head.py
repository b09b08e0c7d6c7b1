"""What search engines and other services read of a page."""

import re

import pytest

from pages.catalogue.models import CataloguePage
from pages.core.models import PendingTranslation
from tests.factories.core import ImageFactory, StandardPageFactory, make_alias, translate
from tests.integrations.liboppi.admin_catalogue import make_course

pytestmark = pytest.mark.django_db


def head(client, address: str) -> dict[str, str]:
    """The properties of Open Graph, `canonical`, and the addresses of each hreflang."""
    shown = client.get(address).content.decode().split("</head>")[0]
    found = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">', shown))
    found |= dict(re.findall(r'<link rel="(canonical)" href="([^"]*)">', shown))
    return found | dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', shown))


@pytest.fixture
def page(homes):
    return StandardPageFactory(parent=homes.fi, title="Kahvit & teet", slug="kahvit", lead="Aamulla.")


def test_a_page_says_what_it_is_in_its_language(client, homes, swedish, page):
    translate(page, swedish, title="Kaffe", slug="kaffe", lead="På morgonen.")
    found = head(client, "/sv/kaffe/?utm=1")
    assert found["og:title"] == "Kaffe"
    assert found["og:description"] == "På morgonen."
    assert found["og:site_name"] == homes.sv.title
    assert (found["og:locale"], found["og:locale:alternate"]) == ("sv_FI", "fi_FI")
    assert found["canonical"] == found["og:url"] == found["sv"]
    assert found["canonical"].endswith("/sv/kaffe/")
    assert found["x-default"] == found["fi"]
    assert found["fi"].endswith("/fi/kahvit/")
    assert head(client, "/fi/kahvit/")["og:title"] == "Kahvit &amp; teet"


def test_those_who_have_signed_in_are_told_the_address_alone(admin_client, homes, swedish, page):
    translate(page, swedish, title="Kaffe", slug="kaffe")
    assert set(head(admin_client, "/fi/kahvit/")) == {"canonical", "fi", "sv", "x-default"}


def test_a_later_page_of_a_list_is_an_address_of_its_own(client, page):
    assert head(client, "/fi/kahvit/?page=3&q=a")["canonical"].endswith("/fi/kahvit/?page=3")
    for number in ("1", "x", "-2", "²"):
        assert head(client, f"/fi/kahvit/?page={number}")["canonical"].endswith("/fi/kahvit/")


def test_an_untranslated_page_is_in_its_own_language_and_has_no_alternates(client, swedish, page):
    make_alias(page, swedish)
    found = head(client, "/sv/kahvit/")
    assert found["og:locale"] == "fi_FI"
    assert not {"fi", "sv", "x-default"} & found.keys()
    assert not {"fi", "sv", "x-default"} & head(client, "/fi/kahvit/").keys()


def test_a_translation_that_is_not_published_yet_is_none(client, swedish, page):
    pending = translate(page, swedish, slug="kaffe")
    PendingTranslation.objects.create(page=pending, language="fi")
    assert "sv" not in head(client, "/fi/kahvit/")
    assert head(client, "/sv/kaffe/")["og:locale"] == "fi_FI"
    assert "language-note" in client.get("/sv/kaffe/").content.decode()


def test_the_picture_is_the_pages_own_else_the_home_pages(client, homes, page):
    assert "og:image" not in head(client, "/fi/kahvit/")
    homes.fi.social_image = ImageFactory(description="Kirjoja hyllyssä")
    homes.fi.save_revision().publish()
    found = head(client, "/fi/kahvit/")
    assert found["og:image"].startswith("http://testserver/media/images/")
    assert (found["og:image:width"], found["og:image:height"]) != ("", "")
    assert found["og:image:alt"] == "Kirjoja hyllyssä"
    assert found["twitter:card"] == "summary_large_image"
    own = ImageFactory(description="Kahvikuppi")
    page.body = [("picture", {"image": own, "caption": ""})]
    page.save_revision().publish()
    assert head(client, "/fi/kahvit/")["og:image:alt"] == "Kahvikuppi"


def test_the_picture_is_described_in_the_language_of_the_librarys_descriptions_only(
    client, homes, swedish, page
):
    page.body = [("picture", {"image": ImageFactory(description="Kahvikuppi"), "caption": ""})]
    page.save_revision().publish()
    translate(page, swedish, title="Kaffe", slug="kaffe", body=page.body)
    found = head(client, "/sv/kaffe/")
    assert "og:image" in found
    assert "og:image:alt" not in found


def test_a_lists_later_page_has_no_alternates(client, swedish, page):
    translate(page, swedish, slug="kaffe")
    assert head(client, "/fi/kahvit/?page=1")["sv"].endswith("/sv/kaffe/")
    assert not {"fi", "sv", "x-default"} & head(client, "/fi/kahvit/?page=2").keys()


@pytest.fixture
def catalogue(homes, swedish):
    page = CataloguePage(title="Kurssit", slug="kurssit", locale=homes.fi.locale, lead="Kaikki kurssit.")
    catalogue = homes.fi.add_child(instance=page)
    translate(catalogue, swedish, title="Kurser", slug="kurser", lead="Alla kurser.")
    return catalogue


def test_a_course_is_told_of_in_its_own_words_and_picture(client, catalogue):
    course = make_course(12, titles={"fi": "Digituki"})
    course.own_image = ImageFactory(title="Kansi", description="Käsi ja hiiri")
    course.save()
    found = head(client, "/sv/kurser/12/")
    assert found["og:locale"] == "fi_FI"
    assert "Alla kurser" not in found["og:description"]
    assert found["og:image"].startswith("http://testserver/media/images/")
    assert head(client, "/fi/kurssit/12/")["og:image:alt"] == "Käsi ja hiiri"


def test_what_may_not_be_indexed_has_no_alternates(client, catalogue):
    assert head(client, "/fi/kurssit/")["sv"].endswith("/sv/kurser/")
    assert not {"fi", "sv", "x-default"} & head(client, "/fi/kurssit/?sort=title").keys()


def test_the_way_to_a_course_ends_in_the_courses_language(client, catalogue):
    make_course(12, titles={"fi": "Digituki"})
    body = client.get("/sv/kurser/12/").content.decode()
    assert '<span aria-current="page" lang="fi">Digituki</span>' in body


@pytest.mark.parametrize(
    ("titles", "expected"), [({"fi": "Digituki"}, set()), ({"fi": "A", "sv": "B"}, {"fi", "sv"})]
)
def test_a_course_is_an_alternate_only_in_the_languages_that_it_is_described_in(
    client, catalogue, titles, expected
):
    make_course(12, titles=titles)
    found = head(client, "/fi/kurssit/12/")
    assert {"fi", "sv"} & found.keys() == expected
    assert found["og:title"] == titles["fi"]
    assert head(client, "/sv/kurser/12/")["og:locale"] == ("sv_FI" if "sv" in titles else "fi_FI")
