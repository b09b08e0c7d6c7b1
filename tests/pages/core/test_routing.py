"""From an address to its page."""

import pytest

from pages.catalogue.models import CataloguePage
from tests.factories.core import StandardPageFactory
from tests.integrations.liboppi.admin_catalogue import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def deep(homes):
    """The page /fi/a/b/c/; another of the same slug stands elsewhere."""
    page = homes.fi
    for slug in "abc":
        page = StandardPageFactory.create(parent=page, slug=slug, title=slug)
    StandardPageFactory.create(parent=homes.fi, slug="c", title="Toinen")
    return page


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("a/", "a"),
        ("a/b/", "b"),
        ("a/b/c/", "c"),
        ("c/", "Toinen"),
    ],
)
def test_leads_to_the_page(client, deep, path, title):
    assert client.get(f"/fi/{path}").context["page"].title == title


@pytest.mark.parametrize("path", ["b/", "b/c/", "a/c/", "c/b/", "a/b/c/d/", "a/x/c/", "d/"])
def test_leads_nowhere_by_a_way_that_does_not_exist(client, deep, path):
    assert client.get(f"/fi/{path}").status_code == 404


def test_passes_through_a_draft_but_does_not_show_it(client, homes):
    draft = StandardPageFactory.create(parent=homes.fi, slug="luonnos", live=False)
    StandardPageFactory.create(parent=draft, slug="valmis", title="Valmis")
    assert client.get("/fi/luonnos/").status_code == 404
    assert client.get("/fi/luonnos/valmis/").context["page"].title == "Valmis"


def test_the_other_languages_tree_has_its_own_pages(client, deep):
    assert client.get("/sv/a/b/c/").status_code == 404


def test_a_page_with_a_routing_of_its_own_is_asked_before_those_under_it(client, homes):
    catalogue = homes.fi.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit"))
    make_course(12)
    catalogue.add_child(instance=StandardPageFactory.build(title="Sivu", slug="12"))
    assert client.get("/fi/kurssit/12/").context["course"].course.moodle_id == 12


def test_a_language_without_a_home_page_is_answered_by_the_sites_own(client, homes):
    homes.sv.unpublish()
    assert client.get("/sv/").context["page"].title == homes.fi.title
