"""What a list shows of a page or a course: the one input of the card component."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fact:
    """A short line with an icon under a card's or page's title: when, where, who.

    `icon` is a lucide icon's name; `label` is what a screen reader hears before the text.
    """

    icon: str
    label: str
    text: str


@dataclass(frozen=True)
class Tag:
    """A small label; `language` is that of its text where the page may have another, `url` where it leads."""

    text: str
    language: str = ""
    url: str = ""

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Card:
    """One item of a list. `language` is set when the item is in another language than the page, else ""."""

    title: str
    url: str
    lead: str = ""
    kind: str = ""
    language: str = ""
    facts: tuple[Fact, ...] = ()
    tags: tuple[str | Tag, ...] = field(default=())
    image: Any = None
