"""Files are known by what is in them; what is wrong is told with the file's name."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from pages.core.uploads import check_upload, clean_name

from . import files

ALL = frozenset(files.GOOD)
WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'
MOVING = files.moving_picture()
BAD = {
    "empty": ("ohje.pdf", b"", "empty"),
    "wrong type": ("peli.exe", b"MZ" + b"\0" * 90, "not taken. Send one of"),
    "no ending": ("ohje", files.pdf(), "not taken"),
    "a page in place of PDF": ("ohje.pdf", b"<html><script>alert(1)</script></html>", "Its name says PDF"),
    "a program in place of a picture": ("kuva.png", b"MZ\x90" + b"\0" * 90, "Its name says PNG"),
    "PNG named JPG": ("kuva.jpg", files.picture(), "looks like PNG"),
    "a ZIP named DOCX": ("ohje.docx", files.GOOD["zip"], "Its name says DOCX"),
    "a workbook named DOCX": ("ohje.docx", files.GOOD["xlsx"], "Its name says DOCX"),
    "macros named XLSX": ("laskuri.xlsx", files.office(WORKBOOK), "macros"),
    "macros in DOCX": ("ohje.docx", files.docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "text named ODT": ("ohje.odt", b"Hei", "Its name says ODT"),
    "a PDF cut short": ("ohje.pdf", files.pdf()[:-40], "broken"),
    "a PDF without pages": ("ohje.pdf", b"%PDF-1.7\nnothing\n%%EOF", "broken"),
    "a locked PDF": ("ohje.pdf", files.pdf(password="salasana"), "password"),
    "a PNG cut short": ("kuva.png", files.picture()[:-20], "broken"),
    "a JPEG cut short": ("kuva.jpg", files.picture("JPEG", (400, 300))[:-400], "broken"),
    "a ZIP cut short": ("paketti.zip", files.GOOD["zip"][:-30], "broken"),
    "a bomb": ("paketti.zip", files.archive({"a": b"\0" * 20_000_000}), "far too large"),
    "a program in a ZIP": ("paketti.zip", files.archive({"a/peli.exe": b"MZ"}), "program"),
    "text with NUL": ("ohje.txt", b"a\0b", "Its name says TXT"),
    "text in Latin-1": ("ohje.txt", "Tämä".encode("latin-1"), "UTF-8"),
    "a page named TXT": ("ohje.txt", b"\n <!DOCTYPE html><p>Hei", "web page"),
    "a script named CSV": ("ohje.csv", b"#!/bin/sh\nrm", "program"),
    "an object in RTF": ("ohje.rtf", rb"{\rtf1{\object\objdata 00}}", "other files"),
    "SVG with a script": ("kuva.svg", SVG % b"<script>1</script>", "scripts"),
    "SVG with a handler": ("kuva.svg", SVG % b'<path onclick="x()"/>', "scripts"),
    "SVG that loads": ("kuva.svg", SVG % b'<image href="https://example.fi/"/>', "scripts"),
    "SVG with entities": ("kuva.svg", b'<!DOCTYPE s [<!ENTITY a "b">]>' + SVG % b"&a;", "Its name says SVG"),
    "SVG that imports": ("kuva.svg", SVG % b"<style>@import url(https://example.fi/a)</style>", "links to"),
    "SVG with a font": (
        "kuva.svg",
        SVG % b"<style>@font-face{src:url('//example.fi/a')}</style>",
        "links to",
    ),
    "SVG that hides a link": ("kuva.svg", SVG % rb"<style>a{fill:u\72l(//example.fi)}</style>", "links to"),
    "SVG with a filled path": ("kuva.svg", SVG % b'<path fill="url(https://example.fi/#a)"/>', "links to"),
    "SVG with a style sheet": ("kuva.svg", b'<?xml-stylesheet href="a.css"?>' + SVG % b"", "links to"),
    "SVG cut short": ("kuva.svg", files.GOOD["svg"][:-8], "is broken"),
    "AVIF cut short": ("kuva.avif", files.picture("AVIF", (400, 300))[:40], "is broken"),
    "moving GIF cut in half": ("kuva.gif", MOVING[: len(MOVING) // 2], "is broken"),
    "moving GIF without its end": ("kuva.gif", MOVING[:-1], "is broken"),
    "text in UTF-16": ("ohje.txt", "Tämä".encode("utf-16"), "UTF-8"),
    "a program in a ZIP in a ZIP": (
        "p.zip",
        files.archive({"a.ZIP": files.archive({"b.exe": b"MZ"})}),
        "program",
    ),
    "ZIPs in a ZIP in a ZIP": (
        "p.zip",
        files.archive({"a.zip": files.archive({"b.zip": files.GOOD["zip"]})}),
        "archives within",
    ),
    "a program with a space at its end": ("p.zip", files.archive({"RUN.EXE ": b"MZ"}), "program"),
    "a program with a dot at its end": ("p.zip", files.archive({"setup.hta.": b"x"}), "program"),
    "a ZIP that leaves its folder": ("p.zip", files.archive({"../../evil.txt": b"x"}), "outside"),
    "a ZIP with a whole path": ("p.zip", files.archive({"/etc/evil.txt": b"x"}), "outside"),
    "a ZIP with a drive": ("p.zip", files.archive({r"C:\evil.txt": b"x"}), "outside"),
    "MP4 cut short": ("video.mp4", files.MP4[:-10], "broken"),
    "ftyp without a film": ("video.mp4", files.box(b"ftyp", b"heic"), "Its name says MP4"),
    "MP3 without sound": ("laulu.mp3", files.MP3[:20], "broken"),
}


@pytest.mark.parametrize("kind", files.GOOD)
def test_what_is_as_its_name_says_is_taken(kind):
    upload = files.upload(f"Ohje.{kind.upper()}", files.GOOD[kind])
    assert check_upload(upload, ALL) == kind
    assert upload.read() == files.GOOD[kind]


HARMLESS = {
    "SVG with a gradient": ("kuva.svg", SVG % b'<style>a{fill:red}</style><path fill="url(#a)"/>'),
    "a moving GIF": ("kuva.gif", MOVING),
    "a ZIP in a ZIP": ("p.zip", files.archive({"a.zip": files.GOOD["zip"]})),
    "text about tags": ("ohje.txt", b"Lue. " * 400 + b"<script>"),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_does_no_harm_is_taken(case):
    assert check_upload(files.upload(*HARMLESS[case]), ALL)


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_is_refused_by_name_and_with_the_reason(case):
    name, data, words = BAD[case]
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        check_upload(files.upload(name, data), ALL)
    (message,) = refusal.value.messages
    assert name in message
    assert words in message


def test_a_type_that_is_not_asked_for_is_refused():
    with pytest.raises(ValidationError):
        check_upload(files.upload("kuva.svg", files.GOOD["svg"]), frozenset({"pdf"}))


def test_too_large(settings):
    settings.UPLOAD_MAX_BYTES = 200
    with translation.override("en"), pytest.raises(ValidationError, match=r"too large .*200"):
        check_upload(files.upload("ohje.pdf", files.pdf()), ALL)
    settings.UPLOAD_MAX_BYTES, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000, 50
    with translation.override("en"), pytest.raises(ValidationError, match=r"too large .*50"):
        check_upload(files.upload("kuva.png", files.picture()), ALL)


def test_too_many_pixels(monkeypatch):
    monkeypatch.setattr("pages.core.uploads.contents.MOST_PIXELS", 1000)
    with translation.override("en"), pytest.raises(ValidationError, match="too many pixels"):
        check_upload(files.upload("kuva.png", files.picture()), ALL)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/Ohje.PDF", "Ohje.pdf"),
        (r"C:\Users\x\kuva.jpg", "kuva.jpg"),
        ("lasku\u202efdp.exe", "laskufdp.exe"),
        ("a\0b\n c.pdf", "ab c.pdf"),
        ("...", "file"),
        ("nul.txt", "_nul.txt"),
        ("", "file"),
        (".pdf", "file.pdf"),
        ("Sa\u0308hko\u0308.txt", "Sähkö.txt"),
        ("x" * 300 + ".docx", "x" * 95 + ".docx"),
    ],
)
def test_names_are_made_harmless(given, clean):
    assert clean_name(given) == clean
