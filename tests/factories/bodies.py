"""Bodies as they are stored, with a block of every kind."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

VIDEO = "https://vimeo.com/123456789"


@dataclass(frozen=True)
class Library:
    """What blocks can choose: primary keys of a picture, a document, pages and a course."""

    picture: int
    document: int
    page: int
    training: int
    material: int
    course: int
    trainings: int
    catalogue: int


def identity(*parts: object) -> str:
    """The same block id for the same words."""
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))


def items(name: str, values: Iterable[Any]) -> list[dict[str, Any]]:
    """The items of a list block."""
    return [
        {"type": "item", "value": value, "id": identity(name, place)} for place, value in enumerate(values)
    ]


def stored(*blocks: tuple[str, Any]) -> str:
    """The JSON of a body of (kind, value) pairs."""
    return json.dumps(
        [
            {"type": kind, "value": value, "id": identity(kind, place)}
            for place, (kind, value) in enumerate(blocks)
        ]
    )


def picture(number: int, words: str) -> dict[str, Any]:
    """A picture with its alternative text and caption."""
    image = {"image": number, "alt_text": f"{words}, kuvana", "decorative": False}
    return {"image": image, "caption": words}


def table(
    rows: Sequence[Sequence[str | None]], caption: str = "Lainat", headers: str = "both"
) -> dict[str, Any]:
    """A table as the sheet of the admin sends it."""
    return {
        "data": rows,
        "cell": [],
        "mergeCells": [],
        "table_caption": caption,
        "table_header_choice": headers,
        "first_row_is_table_header": headers in ("row", "both"),
        "first_col_is_header": headers in ("column", "both"),
    }


def every_block(library: Library) -> Mapping[str, Any]:
    """A value of each kind of block. Each text that can be translated ends in "(fi)"."""
    link = {"text": "Tukisivu (fi)", "page": library.page, "url": ""}
    away = {"text": "Muualla (fi)", "page": None, "url": "https://example.fi/"}
    transcript = {"text": "<p>Sanat (fi)</p>", "document": library.document, "page": library.page}
    return {
        "heading": "Otsikko (fi)",
        "text": f'<h3>Alaotsikko (fi)</h3><p>Katso <a linktype="page" id="{library.page}">ohje</a> (fi)</p>',
        "quote": {"text": "Lainaus (fi)", "source": "Tutori (fi)"},
        "callout": {"kind": "warning", "title": "Varo (fi)", "text": "<p>Liukasta (fi)</p>"},
        "accordion": {
            "title": "Usein kysyttyä (fi)",
            "items": items("accordion", [{"title": "Kuka? (fi)", "text": "<p>Kaikki (fi)</p>"}]),
        },
        "table": table([["", "2026"], ["Lainat (fi)", "12"], ["Käynnit (fi)", "7"]], "Luvut (fi)"),
        "picture": picture(library.picture, "Kuva (fi)"),
        "gallery": {
            "title": "Kuvia (fi)",
            "pictures": items("gallery", [picture(library.picture, f"Kuva {n} (fi)") for n in (1, 2)]),
        },
        "video": {
            "title": "Esittely (fi)",
            "url": VIDEO,
            "poster": library.picture,
            "captions": ["fi", "sv"],
            "length": "3:20",
            "transcript": transcript,
        },
        "file": {"document": library.document, "note": "Ohje (fi)"},
        "link_list": {"title": "Linkkejä (fi)", "links": items("link_list", [link, away])},
        "shortcuts": {
            "title": "Oikopolkuja (fi)",
            "links": items("shortcuts", [{**link, "icon": "life-buoy"}, {**away, "icon": "info"}]),
        },
        "contact": {
            "role": "Neuvonta (fi)",
            "organisation": "Kirjasto (fi)",
            "email": "neuvonta@example.fi",
            "phone": "+358 2 000 0000",
            "hours": "Arkisin (fi)",
        },
        "search": {"title": "Hae kursseja (fi)", "page": library.catalogue},
        "pages": {"title": "Sivuja (fi)", "items": items("pages", [library.page])},
        "courses": {"title": "Kursseja (fi)", "items": items("courses", [library.course])},
        "trainings": {"title": "Koulutuksia (fi)", "items": items("trainings", [library.training])},
        "materials": {"title": "Materiaaleja (fi)", "items": items("materials", [library.material])},
        "whats_new": {"title": "Uutta (fi)", "sections": [], "number": 2},
        "highlights": {"title": "Tulossa (fi)", "section": library.trainings, "number": 2},
        "calendar": {"title": "Kalenteri (fi)", "section": library.trainings, "url": ""},
    }
