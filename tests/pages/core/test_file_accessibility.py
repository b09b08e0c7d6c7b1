"""What a look into a file tells of its accessibility; no file, however broken, makes it fail."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from pypdf import PdfWriter

from cms.demo.pdf import text_pdf
from pages.core import media
from pages.core.file_accessibility import look_into
from pages.core.models import CustomDocument

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
TAGGED = text_pdf("Ohje\n\nLue ensin.", title="Ohje", language="fi-FI")


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def bare_pdf(**properties: str) -> bytes:
    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.metadata = {f"/{name}": value for name, value in properties.items()} or None
    writer.write(data)
    return data.getvalue()


def office(place: str, text: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(place, text)
    return data.getvalue()


def properties(title: str) -> str:
    dc = "http://purl.org/dc/elements/1.1/"
    return (
        f'<p xmlns="{CORE}" xmlns:dc="{dc}"><dc:title>{title}</dc:title><dc:language>sv-FI</dc:language></p>'
    )


def look(data: bytes, name: str):
    return look_into(BytesIO(data), name)


def test_a_tagged_pdf_with_title_and_language_has_no_problems():
    findings = look(TAGGED, "ohje.PDF")
    assert (findings.is_tagged, findings.has_title, findings.shows_title) == (True, True, True)
    assert findings.language == "fi"
    assert findings.for_readers == "Tagged PDF: works with screen readers."
    assert findings.problems == []


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({}, ["no tags", "no title", "language"]),
        ({"Title": "Ohje"}, ["no tags", "file name in place of its title", "language"]),
    ],
)
def test_what_a_pdf_lacks_is_told_with_what_to_do(values, problems):
    found = look(bare_pdf(**values), "ohje.pdf").problems
    assert len(found) == len(problems)
    for problem, words in zip(found, problems, strict=True):
        assert words in problem.text
        assert problem.remedy


def test_readers_hear_what_a_file_lacks():
    told = look(bare_pdf(), "ohje.pdf").for_readers
    for words in ("PDF without tags", "The file has no title.", "It does not say its language."):
        assert words in told
    assert look(office("meta.xml", properties(" ")), "ohje.odt").for_readers == "The file has no title."


@pytest.mark.parametrize(("place", "name"), [("docProps/core.xml", "ohje.docx"), ("meta.xml", "ohje.odt")])
def test_office_files_tell_title_and_language(place, name):
    assert look(office(place, properties("Ohje")), name).problems == []
    assert look(office(place, properties("Ohje")), name).language == "sv"
    assert [problem.text for problem in look(office(place, properties(" ")), name).problems] == [
        "The file has no title."
    ]


BOMB = '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;</p>'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "tyhja.pdf"),
        (b"%PDF-1.7\n\0\0\0", "rikki.pdf"),
        (TAGGED[: len(TAGGED) // 3], "katkennut.pdf"),
        (b"MZ\x90", "naamioitu.docx"),
        (office("docProps/core.xml", "<p"), "rikki.xlsx"),
        (office("docProps/core.xml", " " * 1_000_001), "suuri.pptx"),
    ],
)
def test_a_broken_file_cannot_be_read(data, name):
    findings = look(data, name)
    assert not findings.is_readable
    assert findings.for_readers == "The file could not be checked for accessibility."
    assert [problem.text[:26] for problem in findings.problems] == ["The file could not be read"]


def test_entities_are_not_followed_and_other_kinds_say_nothing():
    assert not look(office("meta.xml", BOMB), "ohje.odt").has_title
    assert (look(b"Lue.", "ohje.txt").for_readers, look(b"Lue.", "ohje.txt").problems) == ("", [])


@pytest.mark.django_db
def test_a_document_is_looked_into_when_its_file_comes_or_changes(
    monkeypatch, django_capture_on_commit_callbacks
):
    document = CustomDocument.objects.create(title="Ohje", file=ContentFile(TAGGED, "ohje.pdf"))
    assert document.findings.is_tagged
    document.title = "Toinen"
    document.save()
    assert CustomDocument.objects.get().findings.is_tagged
    monkeypatch.setattr(media, "CHECKED_AT_ONCE", 10)
    with django_capture_on_commit_callbacks(execute=True):
        document.file = ContentFile(bare_pdf(), "uusi.pdf")
        document.save()
        assert document.findings is None
    assert not CustomDocument.objects.get().findings.is_tagged
