"""Bodies of the demo content as StreamField values, with the same block ids in every language."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from .entries import Entry, read, stable_uuid
from .references import References

Block = Mapping[str, Any]


def stream(entry: Entry, language: str, references: References) -> str:
    """The JSON of the entry's body. Blocks of courses wait for the catalogue: see `courses`."""
    writer = _Writer(language, references)
    return json.dumps(
        [
            {"type": block["type"], "value": writer.value(block, block_id), "id": block_id}
            for block_id, block in body_blocks(entry)
            if block["type"] != "courses"
        ]
    )


def body_blocks(entry: Entry) -> list[tuple[str, Block]]:
    """The blocks of the entry's body, each with its id. A material's own picture is not one of them."""
    blocks = entry.data.get("body", [])
    if own_picture(entry):
        blocks = blocks[1:]
    return [(str(stable_uuid(entry.key, "body", place)), block) for place, block in enumerate(blocks)]


def own_picture(entry: Entry) -> str:
    """The key of the picture that begins a material's body, "" where none does."""
    if entry.kind != "material" or entry.data["body"][0]["type"] != "picture":
        return ""
    return str(entry.data["body"][0]["picture"])


def alternative_text(picture_key: str, language: str) -> str:
    """What the picture shows, in words."""
    picture = next(picture for picture in read("pictures")["pictures"] if picture["key"] == picture_key)
    return str(picture["alt"][language])


def list_items(values: Sequence[Any], block_id: str) -> list[dict[str, Any]]:
    """The items of a ListBlock in the block called `block_id`."""
    return [
        {"type": "item", "value": value, "id": str(stable_uuid(block_id, place))}
        for place, value in enumerate(values)
    ]


class _Writer:
    """Writes blocks in one language, each kind by the method that is named after it."""

    def __init__(self, language: str, references: References) -> None:
        self.language = language
        self.references = references

    def value(self, block: Block, block_id: str) -> Any:
        return getattr(self, f"_{block['type']}")(block, block_id)

    def _heading(self, block: Block, block_id: str) -> str:
        return self._words(block["text"])

    def _text(self, block: Block, block_id: str) -> str:
        return self._html(block["text"])

    def _picture(self, block: Block, block_id: str) -> dict[str, Any]:
        image = {
            "image": self.references.pictures[block["picture"]],
            "alt_text": alternative_text(block["picture"], self.language),
            "decorative": False,
        }
        return {"image": image, "caption": self._words(block.get("caption", {}))}

    def _quote(self, block: Block, block_id: str) -> dict[str, str]:
        return {"text": self._words(block["text"]), "source": self._words(block["source"])}

    def _callout(self, block: Block, block_id: str) -> dict[str, str]:
        return {"kind": block.get("kind", "note"), **self._titled_text(block)}

    def _accordion(self, block: Block, block_id: str) -> dict[str, Any]:
        items = [self._titled_text(item) for item in block["items"]]
        return {"title": self._words(block["title"]), "items": list_items(items, block_id)}

    def _table(self, block: Block, block_id: str) -> dict[str, Any]:
        headers = block["headers"]
        return {
            "data": [[self._cell(cell) for cell in row] for row in block["rows"]],
            "table_caption": self._words(block["caption"]),
            "table_header_choice": headers,
            "first_row_is_table_header": headers in ("row", "both"),
            "first_col_is_header": headers in ("column", "both"),
        }

    def _gallery(self, block: Block, block_id: str) -> dict[str, Any]:
        pictures = [self._picture(picture, block_id) for picture in block["pictures"]]
        return {"title": self._words(block["title"]), "pictures": list_items(pictures, block_id)}

    def _video(self, block: Block, block_id: str) -> dict[str, Any]:
        return {
            "title": self._words(block["title"]),
            "url": block["url"],
            "poster": self.references.pictures[block["poster"]],
            "captions": block["captions"],
            "length": block["length"],
            "transcript": {"text": self._html(block["transcript"]), "document": None, "page": None},
        }

    def _contact(self, block: Block, block_id: str) -> dict[str, str]:
        texts = {name: self._words(block.get(name, {})) for name in ("role", "organisation", "hours")}
        return {**texts, "email": block["email"], "phone": block.get("phone", "")}

    def _link_list(self, block: Block, block_id: str) -> dict[str, Any]:
        links = [self._link(link) for link in block["links"]]
        return {"title": self._words(block["title"]), "links": list_items(links, block_id)}

    def _shortcuts(self, block: Block, block_id: str) -> dict[str, Any]:
        links = [{**self._link(link), "icon": link["icon"]} for link in block["links"]]
        return {"title": self._words(block["title"]), "links": list_items(links, block_id)}

    def _search(self, block: Block, block_id: str) -> dict[str, Any]:
        return {"title": self._words(block["title"]), "page": self.references.pages[block["page"]]}

    def _calendar(self, block: Block, block_id: str) -> dict[str, Any]:
        section = self.references.pages[block["section"]]
        return {"title": self._words(block["title"]), "section": section, "url": ""}

    def _whats_new(self, block: Block, block_id: str) -> dict[str, Any]:
        sections = [self.references.pages[key] for key in block["sections"]]
        return {
            "title": self._words(block["title"]),
            "sections": list_items(sections, block_id),
            "number": block["number"],
        }

    def _highlights(self, block: Block, block_id: str) -> dict[str, Any]:
        section = self.references.pages[block["section"]]
        return {"title": self._words(block["title"]), "section": section, "number": block["number"]}

    def _trainings(self, block: Block, block_id: str) -> dict[str, Any]:
        pages = [self.references.pages[key] for key in block["items"]]
        return {"title": self._words(block["title"]), "items": list_items(pages, block_id)}

    _materials = _trainings

    def _titled_text(self, block: Block) -> dict[str, str]:
        return {"title": self._words(block["title"]), "text": self._html(block["text"])}

    def _cell(self, cell: str | Mapping[str, str]) -> str:
        return cell if isinstance(cell, str) else self._words(cell)

    def _link(self, link: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "text": self._words(link["text"]),
            "page": self.references.pages[link["page"]] if "page" in link else None,
            "url": self._words(link.get("url", {})),
        }

    def _words(self, text: Mapping[str, str]) -> str:
        return text.get(self.language, "")

    def _html(self, text: Mapping[str, str]) -> str:
        return self.references.html(text[self.language])
