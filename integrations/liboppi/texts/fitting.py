"""Fits any HTML into a small, valid content model: blocks hold words, structures hold their own parts.

Works in one pass and within a fixed depth, whatever the nesting. Does not make HTML safe by itself:
`cleaning` has the last word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import markup
from .attributes import kept_attributes, language_of
from .nodes import Node
from .pictures import picture_attributes
from .reading import Reader

_SPACES = re.compile(f"[{markup.WHITESPACE}]+")
_DEEPEST = 24  # blocks within blocks; deeper ones are read as mere paragraphs
_MOST_BREAKS = 2
_MOST_SPANS = 3


@dataclass(frozen=True)
class _Block:
    node: Node
    implied: bool  # opened by us, so that we may close it


class Fitter(Reader):
    """Builds `body` while it reads."""

    def __init__(self, base_url: str | None = None) -> None:
        super().__init__()
        self.body = Node("body")
        self._base_url = base_url
        self._blocks = [_Block(self.body, implied=False)]
        self._endings: list[Callable[[], None]] = []  # what each element open in the source has to undo
        self._line: Node | None = None  # where words go; None until there are some
        self._leaf: Node | None = None  # the block that the next words shall open
        self._leaf_depth = 0  # headings, captions and the like that are open in the source
        self._languages: list[str] = []  # of paragraphs open in the source, which may not become elements
        self._wanted: list[Node] = []  # inline elements open in the source
        self._inline: list[tuple[Node, Node]] = []  # those of them that are open in the result, as which node
        self._space = False
        self._breaks = 0

    def start_element(self, tag: str, attributes: dict[str, str]) -> None:
        self._endings.append(self._start(tag, attributes))

    def end_element(self, tag: str) -> None:
        self._endings.pop()()

    def words(self, text: str) -> None:
        verbatim = self._leaf if self._line is None else self._line
        if verbatim is not None and verbatim.tag == "pre":
            self._write_verbatim(text)
        else:
            self._write(_SPACES.sub(" ", text))

    def _start(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
        if tag in markup.INLINE or tag == "span":
            return self._start_inline(markup.INLINE.get(tag, "span"), attributes)
        if tag in markup.LEAVES and tag != "p" and not self._leaf_depth:
            return self._start_leaf(tag, attributes)
        if tag in markup.CONTAINERS and not self._leaf_depth and len(self._blocks) < _DEEPEST:
            return self._start_block(markup.CONTAINERS[tag], attributes)
        if tag in markup.PARAGRAPHS or tag in markup.LEAVES or tag in markup.CONTAINERS:
            return self._start_paragraph(attributes)
        if tag == "br":
            self._space = False
            self._breaks = min(self._breaks + 1, _MOST_BREAKS) if self._line else 0
        elif tag == "img":
            self._image(attributes)
        return _nothing

    def _start_inline(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
        kept = kept_attributes(tag, attributes, self._base_url)
        open_already = [node.tag for node in self._wanted]
        if (tag == "a" and "href" not in kept) or (tag != "span" and tag in open_already):
            tag = "span"
            kept = {name: value for name, value in kept.items() if name == "lang"}
        if tag == "span" and (not kept or open_already.count("span") == _MOST_SPANS):
            return _nothing
        self._wanted.append(Node(tag, kept))
        return self._end_inline

    def _end_inline(self) -> None:
        self._wanted.pop()

    def _start_leaf(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
        self._make_room(tag)
        self._leaf = self._node(tag, attributes)
        self._leaf_depth += 1
        return self._end_leaf

    def _end_leaf(self) -> None:
        self._end_line()
        self._leaf_depth -= 1

    def _start_paragraph(self, attributes: dict[str, str]) -> Callable[[], None]:
        if self._leaf_depth:
            self._space = self._line is not None
            return _nothing
        self._end_line()
        self._languages.append(language_of(attributes) or self._language())
        self._leaf = self._node("p", {})
        return self._end_paragraph

    def _end_paragraph(self) -> None:
        self._end_line()
        self._languages.pop()

    def _start_block(self, tag: str, attributes: dict[str, str]) -> Callable[[], None]:
        self._make_room(tag)
        depth = len(self._blocks)
        self._open(self._node(tag, attributes), implied=False)

        def end() -> None:
            self._end_line()
            del self._blocks[depth:]

        return end

    def _open(self, node: Node, *, implied: bool) -> None:
        self._blocks[-1].node.children.append(node)
        self._blocks.append(_Block(node, implied))

    def _node(self, tag: str, attributes: dict[str, str]) -> Node:
        kept = kept_attributes(tag, attributes, self._base_url)
        if language := self._language():
            kept.setdefault("lang", language)
        return Node(tag, kept)

    def _language(self) -> str:
        return self._languages[-1] if self._languages else ""

    def _make_room(self, tag: str) -> None:
        """Closes and opens implied blocks until a `tag` may stand there."""
        self._end_line()
        parents = markup.PARENTS.get(tag, markup.FLOW)
        while self._blocks[-1].implied and self._blocks[-1].node.tag not in parents:
            self._blocks.pop()
        parent = self._blocks[-1].node
        if parent.tag in parents:
            return
        item = parent.children[-1] if parent.children else None
        if tag in ("ul", "ol") and parent.tag in ("ul", "ol") and isinstance(item, Node):
            self._blocks.append(
                _Block(item, implied=True)
            )  # a list right in a list belongs to the item before
            return
        implied = markup.IMPLIED_PARENT.get(tag) or markup.IMPLIED_CHILD[parent.tag]
        self._make_room(implied)
        self._open(self._node(implied, {}), implied=True)

    def _end_line(self) -> None:
        self._line = self._leaf = None
        self._inline.clear()
        self._space = False
        self._breaks = 0

    def _image(self, attributes: dict[str, str]) -> None:
        """Moodle's own become placeholders; of another its text stays where it names a link."""
        placeholder = picture_attributes(attributes, self._base_url)
        if placeholder is not None:
            self._append(self._begin_line(), Node("img", placeholder))
        elif any(node.tag == "a" for node in self._wanted):
            self.data(attributes.get("alt", ""))

    def _write(self, text: str) -> None:
        if self._line is None or self._breaks:
            text = text.lstrip(markup.INVISIBLE)
        self._space = self._space or text.startswith(" ")
        if words := text.strip(" "):
            self._append(self._begin_line(), words)
            self._space = text.endswith(" ")

    def _write_verbatim(self, text: str) -> None:
        if self._line is None:
            text = text.lstrip("\n") if text.strip(markup.INVISIBLE) else ""
        if text:
            self._append(self._begin_line(), text)

    def _begin_line(self) -> Node:
        if self._line is not None:
            return self._line
        leaf = self._leaf
        if leaf is None or leaf.tag not in markup.PARENTS:
            self._make_room("p")
        parent = self._blocks[-1].node
        if leaf is None and (parent.tag in markup.NEEDS_PARAGRAPH or parent.ends_in_words):
            leaf = self._node("p", {})
        if leaf is not None:
            parent.children.append(leaf)
        self._leaf = None
        self._line = leaf or parent
        return self._line

    def _append(self, line: Node, words: Node | str) -> None:
        """Adds words or a picture to the line, within the inline elements that are open in the source."""
        common = 0
        for (wanted, _), still_wanted in zip(self._inline, self._wanted, strict=False):
            if wanted is not still_wanted:
                break
            common += 1
        del self._inline[common:]
        holder = self._inline[-1][1] if self._inline else line
        if self._breaks:
            holder.children.extend(Node("br") for _ in range(self._breaks))
        elif self._space:
            holder.children.append(" ")
        self._breaks, self._space = 0, False
        for wanted in self._wanted[common:]:
            node = Node(wanted.tag, dict(wanted.attributes))
            holder.children.append(node)
            self._inline.append((wanted, node))
            holder = node
        holder.children.append(words)


def _nothing() -> None:
    """The end of an element that left no trace."""
