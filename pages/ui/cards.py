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
class Card:
    """One item of a list. `language` is set when the item is in another language than the page, else ""."""

    title: str
    url: str
    lead: str = ""
    kind: str = ""
    language: str = ""
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = field(default=())
    image: Any = None
