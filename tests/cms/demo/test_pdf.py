"""The PDFs of the demo: readable by programs, tagged for screen readers."""

import re

import pytest

from cms.demo.pdf import text_pdf


def objects(pdf: bytes) -> dict[int, bytes]:
    """The numbered objects, found as a reader of PDFs finds them: by the table at the file's end."""
    [table] = re.findall(rb"startxref\n(\d+)\n%%EOF\n$", pdf)
    tail = pdf[int(table) :]
    [count] = re.findall(rb"^xref\n0 (\d+)\n", tail)
    entries = re.findall(rb"(\d{10}) 00000 n \n", tail)
    assert len(entries) == int(count) - 1
    found = {}
    for number, offset in enumerate(map(int, entries), start=1):
        start = b"%d 0 obj\n" % number
        assert pdf[offset:].startswith(start)
        found[number] = pdf[offset + len(start) : pdf.index(b"\nendobj\n", offset)]
    return found


def test_a_pdf_shows_every_line_and_tags_the_first_as_its_heading():
    pdf = text_pdf("Sagostig (ny)\n\n1. Fråga först.\n– Ä, ö och å", title="Sagostig", language="sv")
    found = objects(pdf)
    content = next(body for body in found.values() if b"stream" in body).decode("cp1252")
    assert re.findall(r"/(\w+) << /MCID (\d)", content) == [("H1", "0"), ("P", "1"), ("P", "2")]
    assert re.findall(r"\((.*)\) Tj", content) == [r"Sagostig \(ny\)", "1. Fråga först.", "– Ä, ö och å"]
    elements = [body for body in found.values() if b"/StructElem" in body and b"/MCID" not in body]
    assert sum(b"/S /P " in body for body in elements) == 2
    assert sum(b"/S /H1 " in body for body in elements) == 1


def test_a_pdf_tells_its_title_and_language():
    pdf = text_pdf("Opas", title="Satupolun ohje – ä", language="fi")
    [title] = re.findall(rb"/Title <([0-9a-f]+)>", pdf)
    assert bytes.fromhex(title.decode()).decode("utf-16") == "Satupolun ohje – ä"
    assert b"/Lang (fi)" in pdf
    assert b"/DisplayDocTitle true" in pdf


def test_a_long_text_goes_on_on_further_pages_and_long_lines_on_further_lines():
    pdf = text_pdf("Otsikko\n" + "sana " * 40 + "\n" + "rivi\n" * 100, title="Pitkä", language="fi")
    assert b"/Count 3" in pdf
    shown = re.findall(r"\(([^()]*)\) Tj", pdf.decode("cp1252", errors="ignore"))
    assert shown.count("rivi") == 100
    assert " ".join(line for line in shown if "sana" in line).split() == ["sana"] * 40


def test_a_character_that_the_typeface_lacks_is_refused():
    with pytest.raises(UnicodeEncodeError):
        text_pdf("Саami", title="x", language="fi")
