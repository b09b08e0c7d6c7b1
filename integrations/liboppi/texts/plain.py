"""Reduces texts to words: a name to one line, HTML to what a search index or an excerpt needs."""

import html
import re

from . import markup
from .reading import Reader, without_controls

LONGEST_EXCERPT = 300
# Only whole references: in "R&section" an author meant no "§".
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_LANGUAGE_MARK = re.compile(
    r"<span\b(?=[^<>]*\bmultilang\b)[^<>]*>|</span\s*>|</?lang\b[^<>]*>|\{\s*mlang\b[^{}<>]{0,200}\}",
    re.IGNORECASE,
)
_NEIGHBOURING_MARKS = re.compile(rf"(?:{_LANGUAGE_MARK.pattern}){{2}}", re.IGNORECASE)
_LINE_ENDS = re.compile("[\t\n\r\f\v\u0085\u2028\u2029]")
_BIDIRECTIONAL_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DIVIDING = frozenset((*markup.PARAGRAPHS, *markup.CONTAINERS, *markup.HEADINGS, "pre", "br", "img"))


def plain_name(raw: str) -> str:
    """A name as its author typed it, on one line: marks of languages gone, references resolved once.

    What looks like a tag is text, for Moodle's names hold no HTML. The result is not escaped.
    """
    joined = _LANGUAGE_MARK.sub("", _NEIGHBOURING_MARKS.sub(" ", raw))
    name = _REFERENCE.sub(lambda reference: html.unescape(reference[0]), joined)
    visible = _BIDIRECTIONAL_CONTROLS.sub("", without_controls(_LINE_ENDS.sub(" ", name)))
    return " ".join(visible.split())


def plain_text(html: str) -> str:
    """The words of HTML on one line: divided where blocks, cells and lines end, without soft hyphens."""
    words = _Words()
    words.read(html)
    return " ".join(_HIDDEN.sub("", "".join(words.pieces)).split())


def excerpt(html: str) -> str:
    """The beginning of the words of HTML, at most LONGEST_EXCERPT characters, cut between words."""
    text = plain_text(html)
    if len(text) <= LONGEST_EXCERPT:
        return text
    return text[: LONGEST_EXCERPT - 1].rsplit(" ", 1)[0] + "…"


class _Words(Reader):
    """Gathers what is read, with spaces where something ends."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def start_element(self, tag: str, attributes: dict[str, str]) -> None:
        self._divide(tag)

    def end_element(self, tag: str) -> None:
        self._divide(tag)

    def words(self, text: str) -> None:
        self.pieces.append(text)

    def _divide(self, tag: str) -> None:
        if tag in _DIVIDING:
            self.pieces.append(" ")
