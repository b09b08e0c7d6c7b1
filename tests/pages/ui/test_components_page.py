"""The developers' page of components: where it is, and that it leaves none out."""

from pathlib import Path

import pytest

from pages import ui
from pages.ui.components import all_components

pytestmark = pytest.mark.django_db
ADDRESSES = ("/fi/ui/", "/sv/ui/", "/fi/ui/dialog/", "/sv/ui/dialog/")
SHOWN_AS_THE_PAGES_OWN_HEAD = {"page_header"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_there_only_where_the_setting_says_so(client, settings, homes, address):
    settings.SHOW_COMPONENTS = False
    assert client.get(address).status_code == 404
    settings.SHOW_COMPONENTS = True
    assert client.get(address).status_code == 200


def test_it_has_an_example_of_every_component():
    """Add what is missing to `component_examples`, a few lines each; pages.ui.components tells how."""
    templates = Path(ui.__file__).parent / "templates" / "ui" / "components"
    components = {component.name: component for component in all_components()}
    assert {path.stem for path in templates.glob("*.html")} - set(components) == SHOWN_AS_THE_PAGES_OWN_HEAD
    assert all(component.states and component.description for component in components.values())


def test_its_examples_speak_the_readers_language_and_cost_no_query(
    client, settings, homes, django_assert_max_num_queries
):
    settings.SHOW_COMPONENTS = True
    client.get("/fi/ui/")
    with django_assert_max_num_queries(5):  # the frame's
        finnish = client.get("/fi/ui/?theme=reading&theme=nonsense").content.decode()
    swedish = client.get("/sv/ui/").content.decode()
    assert "Varaus puuttuu" in finnish
    assert "Varaus puuttuu" not in swedish
    assert "Bokning saknas" in swedish
    assert '<h2 class="section__title" id="card-list" lang="en">card_list</h2>' in finnish
    assert 'value="reading" checked' in finnish
