"""What harvesters get of materials and courses in each format, and what is never in it."""

from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.templatetags.static import static
from django.test.utils import CaptureQueriesContext
from lxml import etree

from integrations.liboppi.models import Course
from pages.catalogue.harvest.refresh import refresh_all
from pages.catalogue.harvest.xml import SCHEMA_LOCATION, clean
from pages.catalogue.models import CourseSubjects
from pages.materials.models import TargetGroup, Theme
from pages.search.entries import write_courses
from tests.integrations.liboppi.admin_catalogue import make_course

from .harvester import ADDRESS, DC, LOM, LRMI, OAI, words

pytestmark = pytest.mark.django_db
YSO = "http://www.yso.fi/onto/yso/p11406"


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


@pytest.fixture
def told_of_course(shown):
    """What editors say of the course's category: a theme that YSO has too, and for whom."""
    Theme.objects.filter(slug="lukeminen").update(yso=YSO)
    children = TargetGroup.objects.create(
        name="Lapset", slug="lapset", age_from=7, age_to=12, locale=shown.homes.fi.locale
    )
    said = {"themes": [shown.theme], "target_groups": [children]}
    return CourseSubjects.objects.create(category=shown.course.category, **said)


def test_a_course_tells_the_themes_and_target_groups_that_editors_give_it(harvester, shown, told_of_course):
    record = harvester.metadata(shown.course_id)
    themes = [("Lukeminen", "fi"), ("Läsning", "sv")]
    assert words(record, "subject") == [*themes, (YSO, ""), ("Kirjat", "fi"), ("Böcker", "sv")]
    lrmi = harvester.metadata(shown.course_id, "lrmi_fi")
    about = [one for one in lrmi.iter(f"{LRMI}thing") if one.find(f"{LRMI}identifier") is not None]
    assert [one.findtext(f"{LRMI}name") for one in about] == ["Lukeminen", "Läsning"]
    assert {one.findtext(f"{LRMI}identifier") for one in about} == {YSO}
    assert lrmi.findtext(f"{LRMI}educationalAudience/{LRMI}educationalRole") == "Lapset"
    assert lrmi.findtext(f"{LRMI}learningResource/{LRMI}typicalAgeRange") == "7-12"
    lom = harvester.metadata(shown.course_id, "lom")
    assert lom.findtext(f"{LOM}classification/{LOM}taxonPath/{LOM}taxon/{LOM}id") == YSO
    assert lom.findtext(f"{LOM}educational/{LOM}typicalAgeRange/{LOM}string") == "7-12"


def test_many_courses_cost_no_more_queries_than_one(harvester, shown, told_of_course):
    def queries() -> int:
        refresh_all()
        with CaptureQueriesContext(connection) as taken:
            harvester.ask("ListRecords", metadataPrefix="lrmi_fi", set="course")
        return len(taken)

    one = queries()
    for number in range(20, 26):
        course = make_course(number, category=shown.course.category)
        CourseSubjects.objects.create(course=course, themes=[shown.theme])
    assert queries() == one
    assert len(harvester.identifiers(set="theme:lukeminen")) == 8


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
    CourseSubjects.objects.create(course=shown.course, themes=[shown.theme])
    write_courses(Course.objects.filter(pk=shown.course.pk))
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
        subjects = [
            (one.get("content"), one.get("lang")) for one in stated if one.get("name") == "DC.subject"
        ]
        assert subjects[0] == ("Lukeminen", "fi")
        assert head.xpath("//link[@rel='schema.DC']/@href") == ["http://purl.org/dc/elements/1.1/"]
