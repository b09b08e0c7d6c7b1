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
_HIDDEN = "\u00ad\u200b\u2060\ufeff"
_WITHOUT_HIDDEN = dict.fromkeys(map(ord, _HIDDEN))
_DIVIDING = frozenset((*markup.PARAGRAPHS, *markup.CONTAINERS, *markup.HEADINGS, "pre", "br", "img"))
_DIVIDING_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_DIVIDING & {*markup.KEPT, 'img'}))})(?: [^<>]*)?>")
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(markup.KEPT - _DIVIDING))})(?: [^<>]*)?>")
_CLEAN_BEGINS = re.compile(r"<(?:p|h[3-6]|[uod]l|table|pre|blockquote)[ >]")
_NEVER_CLEAN = "<>\x0b\x0c\x1c\x1d\x1e\x1f\x85"  # tags unknown, and controls that pass for spaces
_OTHER_REFERENCE = re.compile("&(?!(?:amp|lt|gt|nbsp);)")


def plain_name(raw: str) -> str:
    """A name as its author typed it, on one line: marks of languages gone, references resolved once.

    What looks like a tag is text, for Moodle's names hold no HTML. The result is not escaped.
    """
    if raw.isprintable() and not any(sign in raw for sign in "<{&"):
        return " ".join(raw.split())
    joined = _LANGUAGE_MARK.sub("", _NEIGHBOURING_MARKS.sub(" ", raw))
    name = _REFERENCE.sub(lambda reference: html.unescape(reference[0]), joined)
    visible = _BIDIRECTIONAL_CONTROLS.sub("", without_controls(_LINE_ENDS.sub(" ", name)))
    return " ".join(visible.split())


def plain_text(html: str) -> str:
    """The words of HTML on one line: divided where blocks, cells and lines end, without soft hyphens."""
    clean = _words_of_clean(html)
    if clean is not None:
        line = _on_one_line(clean)
        if line.isprintable():
            return line
    reader = _Words()
    reader.read(html)
    return _on_one_line("".join(reader.pieces))


def _on_one_line(words: str) -> str:
    visible = words.translate(_WITHOUT_HIDDEN) if any(sign in words for sign in _HIDDEN) else words
    return " ".join(visible.split())


def _words_of_clean(html: str) -> str | None:
    """The words of HTML that cleaning has written; None for any other, which must be parsed."""
    if not _CLEAN_BEGINS.match(html):
        return None
    words = _INLINE_TAG.sub("", _DIVIDING_TAG.sub(" ", html))
    if any(sign in words for sign in _NEVER_CLEAN) or _OTHER_REFERENCE.search(words):
        return None
    return words.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


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
