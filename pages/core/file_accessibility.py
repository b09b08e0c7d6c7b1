"""Looks into a file for what makes it accessible: a PDF's tags, title and language, an office file's title.

Never fails on a file, however broken, and reads little of a large one. What the findings mean is told by
`file_findings`.
"""

import logging
import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from .file_findings import OFFICE, OTHER, PDF, FileFindings

LARGEST_PROPERTIES = 1_000_000  # bytes of an office file's properties; real ones have a few thousand
DC = "{http://purl.org/dc/elements/1.1/}"
OPEN_DOCUMENT = "meta.xml"
OFFICE_OPEN = "docProps/core.xml"
PROPERTIES = {"docx": OFFICE_OPEN, "pptx": OFFICE_OPEN, "xlsx": OFFICE_OPEN} | dict.fromkeys(
    ("odt", "odp", "ods"), OPEN_DOCUMENT
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity that it gets over


def look_into(file: IO[bytes], name: str) -> FileFindings:
    """What `file`, called `name`, tells of its accessibility; it is unreadable where it cannot be opened."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension == "pdf":
        return _guarded(PDF, lambda: _look_into_pdf(file))
    if extension in PROPERTIES:
        return _guarded(OFFICE, lambda: _look_into_office(file, PROPERTIES[extension]))
    return FileFindings(OTHER)


def _guarded(form: str, look: Callable[[], FileFindings]) -> FileFindings:
    """Parsers of broken files raise all kinds of errors, deep recursion among them."""
    try:
        return look()
    except Exception:  # noqa: BLE001
        return FileFindings(form, is_readable=False)


def _look_into_pdf(file: IO[bytes]) -> FileFindings:
    reader = PdfReader(file, strict=False)
    root: Any = reader.root_object
    marks, shown = _part(root, "/MarkInfo"), _part(root, "/ViewerPreferences")
    information = reader.metadata
    return FileFindings(
        PDF,
        is_tagged=bool(marks.get("/Marked")) and bool(_part(root, "/StructTreeRoot")),
        has_title=bool(str((information.title if information else "") or "").strip()),
        shows_title=bool(shown.get("/DisplayDocTitle")),
        language=_code(root.get("/Lang")),
    )


def _part(root: DictionaryObject, name: str) -> DictionaryObject:
    part = root.get(name)
    found = part.get_object() if part is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _look_into_office(file: IO[bytes], place: str) -> FileFindings:
    with zipfile.ZipFile(file) as archive:
        if place not in archive.namelist():
            return FileFindings(OFFICE)
        if archive.getinfo(place).file_size > LARGEST_PROPERTIES:
            return FileFindings(OFFICE, is_readable=False)
        properties = etree.fromstring(archive.read(place), _parser())
    return FileFindings(
        OFFICE, has_title=bool(_text(properties, "title")), language=_code(_text(properties, "language"))
    )


def _parser() -> etree.XMLParser:
    """One that neither follows entities nor asks the network."""
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _text(properties: "etree._Element", name: str) -> str:
    found = properties.find(f".//{DC}{name}")
    return (found.text or "").strip() if found is not None else ""


def _code(language: object) -> str:
    """The language without its country: "fi" of "fi-FI"."""
    return str(language or "").strip().replace("_", "-").split("-")[0].lower()[:8]
