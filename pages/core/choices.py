"""Where in a block's stored value choices stand: pages, courses, pictures, files. Asks for none of them."""

import re
from collections.abc import Iterator
from typing import Any

from wagtail import blocks

LINK, CARD = "link", "card"  # what a chosen thing becomes on the page
COURSE, PICTURE, DOCUMENT = "course", "picture", "document"
HIGHLIGHTS = "highlights"  # of a section: its number is the page's and how many are wanted
PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
LINK_NUMBER = re.compile(r'\bid="(\d+)"')

Choice = tuple[str, Any]  # what it becomes, and the primary key of what was chosen


def choices(block: blocks.Block, raw: Any) -> Iterator[Choice]:
    """What `raw`, a value of `block` as it is stored, has chosen."""
    if not raw:
        return
    if isinstance(block, blocks.ChooserBlock):
        if hasattr(block, "chosen_as"):
            yield block.chosen_as, raw
    elif isinstance(block, blocks.RichTextBlock):
        for link in PAGE_LINK.findall(raw):
            yield from ((LINK, int(number)) for number in LINK_NUMBER.findall(link))
    else:
        if hasattr(block, "wanted_highlights"):
            yield from block.wanted_highlights(raw)
        for child, value in _children(block, raw):
            yield from choices(child, value)


def _children(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any]]:
    if isinstance(block, blocks.StreamBlock):
        yield from ((block.child_blocks[child["type"]], child["value"]) for child in raw)
    elif isinstance(block, blocks.ListBlock):
        yield from ((block.child_block, _item_value(item)) for item in raw)
    elif isinstance(block, blocks.StructBlock):
        yield from ((child, raw.get(name)) for name, child in block.child_blocks.items())


def _item_value(item: Any) -> Any:
    """The value of a list's item, which stands bare where it was stored by other hands than the editor's."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
