"""The material bank for other programs; what all pages have in common is tested in core."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.materials.models import MaterialFile
from tests.factories.core import DocumentFactory, ImageFactory, translate
from tests.factories.materials import MaterialPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db

PATH = "/api/v1/materials/"
CC_BY = {"code": "cc-by-4.0", "name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def titles(client, **query) -> list[str]:
    return [item["title"] for item in client.get(PATH, query).json()["items"]]


@pytest.fixture
def theme(swedish):
    """A theme with a Swedish name."""
    theme = ThemeFactory.create(name="Digitaidot", slug="digitaidot")
    version = theme.copy_for_translation(swedish)
    version.name = "Digitala färdigheter"
    version.save()
    return theme


def test_an_item_tells_themes_authors_licence_and_files(client, bank, theme):
    document = DocumentFactory.create(title="Ohje", credit="Naantali", licence="cc-by-4.0")
    MaterialPageFactory.create(
        parent=bank,
        title="Satupolku",
        themes=[theme],
        material_languages=["sv", "fi"],
        files=[MaterialFile(document=document, label="Ohje polulle", language="fi")],
    )
    item = client.get(PATH).json()["items"][0]
    assert (item["kind"], item["languages"]) == ("guide", ["fi", "sv"])
    assert (item["authors"], item["year"], item["licence"]) == ("Naantalin kaupunginkirjasto", 2024, CC_BY)
    assert item["credit"].startswith("Satupolku. Naantalin kaupunginkirjasto, 2024. CC BY 4.0")
    assert item["themes"] == [{"slug": "digitaidot", "name": "Digitaidot"}]
    assert item["files"] == [
        {
            "name": "Ohje polulle",
            "url": f"http://testserver{document.url}",
            "type": "text/plain",
            "size": len(b"Lue ensin."),
            "language": "fi",
            "credit": "Naantali",
            "licence": CC_BY,
            "accessibility": {"is_readable": True, "is_tagged": None, "has_title": None, "language": ""},
        }
    ]


def test_what_is_not_known_is_null_or_empty(client, bank):
    MaterialPageFactory.create(parent=bank, kind="", authors="", year=None, licence="")
    item = client.get(PATH).json()["items"][0]
    assert [item[name] for name in ("kind", "authors", "year", "licence", "themes", "files")] == [
        None, "", None, None, [], [],
    ]  # fmt: skip


def test_themes_are_named_in_the_language_of_the_locale(client, bank, theme, swedish):
    page = translate(MaterialPageFactory.create(parent=bank, themes=[theme]), swedish, slug="sagostig")
    named = [{"slug": "digitaidot", "name": "Digitala färdigheter"}]
    assert client.get(PATH, {"locale": "sv"}).json()["items"][0]["themes"] == named
    finnish_browser = {"Accept-Language": "fi"}
    assert client.get(f"{PATH}{page.pk}/", headers=finnish_browser).json()["themes"] == named


def test_filters_narrow_the_list_and_its_count(client, bank, theme):
    MaterialPageFactory.create(parent=bank, title="Molemmat", themes=[theme], material_languages=["sv"])
    MaterialPageFactory.create(parent=bank, title="Teema", themes=[theme])
    MaterialPageFactory.create(parent=bank, title="Kieli", material_languages=["sv"])
    assert titles(client) == ["Kieli", "Teema", "Molemmat"]
    assert titles(client, theme="digitaidot") == ["Teema", "Molemmat"]
    assert titles(client, theme="digitaidot", language="sv") == ["Molemmat"]
    assert titles(client, search="molem", language="sv") == ["Molemmat"]
    assert client.get(PATH, {"theme": "olematon"}).json() == {"count": 0, "items": []}


def test_a_material_is_found_by_its_theme_and_authors(client, bank, theme):
    MaterialPageFactory.create(parent=bank, title="Satupolku", themes=[theme])
    assert titles(client, search="digitaid") == ["Satupolku"]
    assert titles(client, search="naantal") == ["Satupolku"]


@pytest.mark.parametrize("query", [{"language": "xx"}, {"language": ""}, {"theme": "a" * 101}])
def test_filters_refuse_what_makes_no_sense(client, bank, query):
    answer = client.get(PATH, query)
    assert answer.status_code == 422
    assert next(iter(query)) in answer.json()["detail"]


def test_a_detail_tells_the_picture_with_its_credit(client, bank):
    page = MaterialPageFactory.create(
        parent=bank, picture=ImageFactory.create(), picture_alt="Lapsia metsässä"
    )
    picture = client.get(f"{PATH}{page.pk}/").json()["picture"]
    assert picture.pop("url").startswith("http://testserver/media/images/")
    assert picture == {
        "width": 640, "height": 480, "alt": "Lapsia metsässä", "credit": "Matkakuvaaja", "licence": CC_BY,
    }  # fmt: skip


def test_files_and_themes_cost_no_queries_of_their_own(client, bank):
    def cost(parts):
        MaterialPageFactory.create(
            parent=bank,
            themes=[ThemeFactory.create() for _ in range(parts)],
            files=[
                MaterialFile(document=DocumentFactory.create(), sort_order=place) for place in range(parts)
            ],
        )
        client.get(PATH)
        with CaptureQueriesContext(connection) as queries:
            client.get(PATH)
        return len(queries)

    assert cost(1) == cost(5)
