"""What harvesters get of materials and courses in each format, and what is never in it."""

from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from lxml import etree

from pages.catalogue.harvest.xml import SCHEMA_LOCATION, clean

from .harvester import ADDRESS, DC, LOM, LRMI, OAI, words

pytestmark = pytest.mark.django_db


def test_dublin_core_of_a_material_holds_all_its_languages(harvester, shown):
    record = harvester.metadata(shown.material_id)
    assert words(record, "title") == [("Satupolku & muut", "fi"), ("Sagostig", "sv")]
    assert words(record, "description") == [("Satuja metsässä <polulla>.", "fi"), ("Sagor i skogen.", "sv")]
    assert words(record, "subject") == [("Lukeminen", "fi"), ("Läsning", "sv")]
    assert words(record, "creator") == [("Naantalin kaupunginkirjasto", ""), ("Lukuklaani; Oy", "")]
    assert words(record, "identifier") == [
        (f"http://testserver{shown.material.url}", ""),
        (f"http://testserver{shown.in_swedish.url}", ""),
        (shown.material_id, ""),
    ]
    assert words(record, "language") == [("fi", ""), ("sv", "")]
    assert words(record, "rights") == [
        ("CC BY 4.0", ""),
        ("https://creativecommons.org/licenses/by/4.0/", ""),
    ]
    single = {name: words(record, name)[0] for name in ("publisher", "date", "type", "format")}
    assert single == {
        "publisher": ("Lounais-Suomen kirjastot", ""),
        "date": ("2024", ""),
        "type": ("guide", "en"),
        "format": ("text/plain", ""),
    }


def test_dublin_core_of_a_course_leads_to_its_page_and_to_liboppi(harvester, shown):
    record = harvester.metadata(shown.course_id)
    assert words(record, "title") == [("Tietokirjat  tutuiksi", "fi")]
    assert words(record, "description") == [("Tervetuloa!", "fi")]
    assert words(record, "creator") == words(record, "publisher") == [("AKE", "")]
    assert words(record, "subject") == [("Kirjat", "fi"), ("Böcker", "sv")]
    assert words(record, "identifier")[0] == ("http://testserver/fi/kurssit/7/", "")
    assert words(record, "relation") == [("https://liboppi.example/course/7", "")]


def test_lom_tells_files_licence_and_authors(harvester, shown):
    lom = harvester.metadata(shown.material_id, "lom")
    titles = {one.get("language"): one.text for one in lom.findall(f"{LOM}general/{LOM}title/{LOM}string")}
    assert titles == {"fi": "Satupolku & muut", "sv": "Sagostig"}
    values = {
        path: [one.text for one in lom.findall("/".join(f"{LOM}{part}" for part in path.split("/")))]
        for path in (
            "technical/format",
            "rights/description/string",
            "educational/learningResourceType/value",
        )
    }
    assert values == {
        "technical/format": ["text/plain"],
        "rights/description/string": ["CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"],
        "educational/learningResourceType/value": ["guide", "narrative text"],
    }
    cards = [one.text for one in lom.iter(f"{LOM}entity")]
    assert "ORG:Lukuklaani\\; Oy\nEND:VCARD" in cards[1]
    document = shown.material.files.get().document
    assert f"http://testserver{document.url}" in [one.text for one in lom.iter(f"{LOM}location")]


def test_lrmi_names_things_as_finna_reads_them(harvester, shown):
    record = harvester.metadata(shown.material_id, "lrmi_fi")
    paths = {
        "author/organization/legalName": ["Naantalin kaupunginkirjasto", "Lukuklaani; Oy"],
        "about/thing/name": ["Lukeminen", "Läsning"],
        "material/name": ["Ohje polulle"],
        "material/format": ["text/plain"],
        "material/inLanguage": ["fi"],
        "inLanguage": ["fi", "sv"],
    }
    found = {path: record.findall("/".join(f"{LRMI}{part}" for part in path.split("/"))) for path in paths}
    assert {path: [one.text for one in elements] for path, elements in found.items()} == paths
    assert [one.tag for one in record].count(f"{DC}title") == 2
    course = harvester.metadata(shown.course_id, "lrmi_fi")
    assert course.findtext(f"{LRMI}material/{LRMI}url") == "https://liboppi.example/course/7"


def test_lrmi_keeps_to_the_schema_that_it_names(harvester, shown):
    address = f"http://testserver{static('catalogue/lrmi_fi.xsd')}"
    formats = harvester.ask("ListMetadataFormats").iter(f"{OAI}metadataFormat")
    assert {one[0].text: one[1].text for one in formats}["lrmi_fi"] == address
    schema = etree.XMLSchema(file=str(finders.find("catalogue/lrmi_fi.xsd")))
    for identifier in (shown.material_id, shown.course_id):
        record = harvester.metadata(identifier, "lrmi_fi")
        schema.assertValid(etree.fromstring(etree.tostring(record)))
        assert record.get(SCHEMA_LOCATION) == f"http://www.openarchives.org/OAI/2.0/oai_dc/ {address}"


def test_enrolment_keys_are_in_no_answer(client, shown):
    for prefix in ("oai_dc", "lom", "lrmi_fi"):
        answer = client.get(ADDRESS, {"verb": "ListRecords", "metadataPrefix": prefix})
        assert b"Tervetuloa!" in answer.content
        assert b"lukulamppu7" not in answer.content


def test_pages_lead_to_their_records_and_say_the_same(client, harvester, shown):
    for page, identifier in (
        (shown.material.url, shown.material_id),
        ("/fi/kurssit/7/", shown.course_id),
    ):
        head: Any = etree.HTML(client.get(page).content.decode())
        address = head.xpath("//link[@rel='alternate'][@type='application/xml']/@href")[0]
        assert words(harvester.read(client.get(address)).find(f".//{DC}title/.."), "title")
        assert identifier.rpartition(":")[2] in address
        stated = head.xpath("//meta[starts-with(@name, 'DC.')]")
        titles = [
            (clean(one.get("content")), one.get("lang")) for one in stated if one.get("name") == "DC.title"
        ]
        assert titles == words(harvester.metadata(identifier), "title")[:1]
        assert head.xpath("//link[@rel='schema.DC']/@href") == ["http://purl.org/dc/elements/1.1/"]
