"""Links that editors write: what their words may be, and where they lead a reader."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .chosen import Chosen

BARE_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
EMPTY_WORDS = (
    "täältä", "tästä", "tässä", "tänne", "linkki", "klikkaa tästä", "klikkaa tätä", "lue lisää",
    "här", "härifrån", "hit", "länk", "klicka här", "läs mer",
    "here", "link", "click here", "read more",
)  # fmt: skip


@dataclass(frozen=True)
class ShownLink:
    """A link as readers see it. `is_elsewhere` when it leaves the site; `icon` is lucide's name or ""."""

    text: str
    url: str
    is_elsewhere: bool = False
    icon: str = ""


def says_nothing(text: str) -> bool:
    """Whether a link's words don't tell where it leads: "click here", or nothing but an address."""
    words = " ".join(text.casefold().strip(" .:!>»→").split())
    return words in EMPTY_WORDS or BARE_ADDRESS.fullmatch(words) is not None


def shown_links(links: Iterable[Any], chosen: Chosen) -> list[ShownLink]:
    """The links that lead somewhere; a link to a page that is not published is left out."""
    found = (_shown_link(link, chosen) for link in links)
    return [link for link in found if link]


def _shown_link(link: Any, chosen: Chosen) -> ShownLink | None:
    text, icon = str(link["text"]), link.get("icon", "")
    if not link.get("page"):
        url = link.get("url")
        return ShownLink(text, str(url), is_elsewhere=True, icon=icon) if url else None
    page = chosen.page(link["page"])
    url = page.get_url(chosen.request) if page else None
    return ShownLink(text, url, icon=icon) if url else None
