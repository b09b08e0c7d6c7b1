"""The tree of a fitted text: elements and words, and how they are pruned, ranked and written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Self

from . import markup

_NO_END_TAG = frozenset(("br", "img"))
_AMONG_WORDS = frozenset((*markup.INLINE, "span", "img"))
_CELLS = frozenset(("td", "th"))


@dataclass(eq=False)
class Node:
    """An element of the result; its strings are words, not yet escaped."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Self | str] = field(default_factory=list)

    @property
    def ends_in_words(self) -> bool:
        """Whether words appended now would stick to those already there."""
        last = self.children[-1] if self.children else None
        return isinstance(last, str) or (last is not None and last.tag in _AMONG_WORDS)

    def prune(self, language: str = "") -> bool:
        """Drops what holds nothing, and what repeats the language around it; answers whether something stays.

        A row keeps its empty cells while one of them holds something.
        """
        if self.attributes.get("lang") == language:
            del self.attributes["lang"]
        inherited = self.attributes.get("lang", language)
        kept: list[Self | str] = []
        for child in self.children:
            if isinstance(child, str):
                kept.append(child)
            elif child.prune(inherited) or child.tag in _CELLS:
                says_nothing = child.tag == "span" and not child.attributes
                kept.extend(child.children if says_nothing else [child])
        self.children = kept
        if self.tag == "tr":
            return any(isinstance(cell, str) or cell.children for cell in self.children)
        return bool(self.children) or self.tag in _NO_END_TAG

    def rank_headings(self) -> None:
        """Renames headings so that the highest is an h3 (a page's own are h1, h2) and no level is jumped."""
        headings = [node for node in self.descendants() if node.tag in markup.HEADINGS]
        ranks = {tag: rank for rank, tag in enumerate(sorted({node.tag for node in headings}))}
        for node in headings:
            node.tag = markup.SHOWN_HEADINGS[min(ranks[node.tag], len(markup.SHOWN_HEADINGS) - 1)]

    def descendants(self) -> Iterator[Self]:
        for child in self.children:
            if not isinstance(child, str):
                yield child
                yield from child.descendants()

    def inner_html(self) -> str:
        return "".join(
            escape(child, quote=False) if isinstance(child, str) else child.outer_html()
            for child in self.children
        )

    def outer_html(self) -> str:
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in sorted(self.attributes.items()))
        start = f"<{self.tag}{attributes}>"
        return start if self.tag in _NO_END_TAG else f"{start}{self.inner_html()}</{self.tag}>"
