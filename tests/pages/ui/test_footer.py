"""The links at the foot of every page."""

import re

import pytest

from tests.factories.core import StandardPageFactory, make_alias, translate

pytestmark = pytest.mark.django_db


def links(client, address: str) -> list[tuple[str, str]]:
    """The (attributes, text) pairs of the footer's links at `address`."""
    shown = client.get(address).content.decode()
    found = re.search(r'<ul class="site-footer__links">.*?</ul>', shown, re.DOTALL)
    return re.findall(r"<a ([^>]*)>(.*?)</a>", found.group()) if found else []


@pytest.fixture
def privacy(homes):
    """A page that both home pages name in their footers, with an alias in the other tree."""
    page = StandardPageFactory(parent=homes.fi, title="Tietosuoja", slug="tietosuoja")
    for home in (homes.fi, homes.sv):
        home.footer_pages = [("page", page)]
        home.save_revision().publish()
    return page


def test_lead_to_the_page_in_the_readers_language(client, homes, swedish, privacy):
    translate(privacy, swedish, title="Dataskydd", slug="dataskydd")
    assert links(client, "/fi/") == [('href="/fi/tietosuoja/"', "Tietosuoja")]
    assert links(client, "/sv/") == [('href="/sv/dataskydd/"', "Dataskydd")]
    assert links(client, "/sv/dataskydd/") == [('href="/sv/dataskydd/" aria-current="page"', "Dataskydd")]


def test_say_in_which_language_an_untranslated_page_is(client, homes, swedish, privacy):
    make_alias(privacy, swedish)
    assert links(client, "/sv/") == [('href="/sv/tietosuoja/" lang="fi"', "Tietosuoja")]


def test_leave_out_what_is_not_published(client, homes, privacy):
    privacy.unpublish()
    assert links(client, "/fi/") == []


def test_are_not_there_where_an_editor_chose_none(client, homes):
    assert links(client, "/fi/") == []
