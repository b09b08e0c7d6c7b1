"""What the texts of the demo point to, by key: pages, pictures, documents, themes and target groups."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_PAGE_LINK = re.compile(r'href="page:([^"]+)"')


@dataclass(frozen=True)
class References:
    """Primary keys by the content's own keys, a document's by its file's name. `today` is Finland's."""

    today: date
    pages: Mapping[str, int]
    pictures: Mapping[str, int]
    documents: Mapping[str, int]
    themes: Mapping[str, Any]
    target_groups: Mapping[str, Any]

    def html(self, text: str) -> str:
        """`text` with its links to pages as Wagtail's rich text stores them."""
        return _PAGE_LINK.sub(lambda link: f'linktype="page" id="{self.pages[link[1]]}"', text)
