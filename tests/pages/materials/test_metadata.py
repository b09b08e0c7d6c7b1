"""What search engines read of a material: a LearningResource of schema.org."""

import json
from typing import Any

import pytest
from lxml import etree

from pages.materials.models import MaterialFile
from tests.factories.core import DocumentFactory, make_alias
from tests.factories.materials import MaterialPageFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def resource(client, page) -> dict:
    head: Any = etree.HTML(client.get(page.url).content.decode())
    (script,) = head.xpath("//head/script[@type='application/ld+json']")
    return json.loads(script.text)


def test_a_material_is_a_learning_resource(client, bank, swedish):
    document = DocumentFactory.create(title="Ohje")
    page = MaterialPageFactory.create(
        parent=bank,
        title="Satu</script>polku",
        slug="satupolku",
        lead="Satuja & metsää.",
        kind="event_model",
        themes=[ThemeFactory.create(name="Lukeminen")],
        authors="Naantali, Raisio",
        files=[MaterialFile(document=document, language="fi")],
    )
    told = resource(client, page)
    address = f"http://testserver{page.url}"
    expected = {
        "@type": ["LearningResource", "CreativeWork"],
        "url": address,
        "name": "Satu</script>polku",
        "description": "Satuja & metsää.",
        "inLanguage": ["fi"],
        "learningResourceType": "event model",
        "educationalUse": "instruction",
        "about": [{"@type": "DefinedTerm", "name": "Lukeminen"}],
        "author": [
            {"@type": "Organization", "name": "Naantali"},
            {"@type": "Organization", "name": "Raisio"},
        ],
        "publisher": {"@type": "Organization", "name": "Lounais-Suomen kirjastot"},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "encoding": [
            {
                "@type": "MediaObject",
                "name": "Ohje",
                "contentUrl": f"http://testserver{document.url}",
                "encodingFormat": "text/plain",
                "contentSize": "10 B",
                "inLanguage": "fi",
            }
        ],
    }
    assert {name: told[name] for name in expected} == expected
    assert told["dateModified"] >= told["datePublished"] >= "2026"
    assert resource(client, make_alias(page, swedish))["name"] == "Satu</script>polku"
