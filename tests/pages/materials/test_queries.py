"""What a material's page costs when it has all that a material can have."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.materials.models import MaterialFile, MaterialLink, MaterialPage, MaterialUse, MaterialUseFile
from pages.materials.target_groups import TargetGroup
from pages.materials.uses.choices import UseState
from tests.factories.core import DocumentFactory, ImageFactory, make_alias
from tests.factories.materials import MaterialPageFactory, ThemeFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db
BOUNDS = {"stranger": 15, "library staff": 20, "specialist": 23}


@pytest.fixture
def material(bank, swedish):
    """The Swedish page of a material with files, links, uses, an old version, relatives and related items."""
    themes = [ThemeFactory.create(), ThemeFactory.create()]
    original = MaterialPageFactory.create(parent=bank, title="Satupolku", themes=themes)
    page = MaterialPageFactory.create(
        parent=bank,
        title="Runopolku",
        themes=themes,
        target_groups=[TargetGroup.objects.create(name="Lapset", slug="lapset")],
        files=[MaterialFile(document=DocumentFactory.create(), sort_order=place) for place in range(3)],
        links=[MaterialLink(title="Video", url="https://example.fi/")],
        picture=ImageFactory.create(),
        based_on=original,
    )
    for text in ("Kartta.", "Kuvia."):
        page = MaterialPage.objects.get(pk=page.pk)
        page.what_changed = text
        page.save_revision().publish()
    adaptation = MaterialPageFactory.create(parent=bank, title="Loru", themes=themes, based_on=page)
    told = {"language": "fi", "library": "Raisio", "used_on": "2026-03-14", "text": "Hyvin."}
    for _number in range(2):
        use = MaterialUse.objects.create(material=page.translation_key, state=UseState.SHOWN, **told)
        MaterialUseFile.objects.create(use=use, file="oma.pdf", name="oma.pdf", size=1)
    aliases = [make_alias(one, swedish) for one in (original, adaptation, page)]
    call_command("index_search", stdout=StringIO())
    return aliases[-1]


@pytest.mark.parametrize("role", BOUNDS)
@pytest.mark.parametrize("rest", ["", "versioner/1/"])
def test_a_page_with_everything_on_it_keeps_to_the_bound(material, role, rest):
    client, url = signed_in(role), f"{material.url}{rest}"
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        shown = client.get(url)
    for name in ("files", "links", "theme_names", "uses", "versions"):
        assert shown.context[name], name
    assert shown.context["relatives"].original
    assert shown.context["relatives"].adaptations
    assert ("Material på det här temat" in shown.content.decode()) == (not rest)
    assert len(queries) <= BOUNDS[role]
