"""Reads clean HTML as one running text that knows where its characters stand, so that they can be cut out."""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from integrations.liboppi.texts import without_controls

# What divides the text, weakest first. Clean text holds no control characters, so these can't be mistaken.
LINE, BLOCK, CELL, ROW = "\n", "\x1e", "\x1f", "\x1d"
PICTURE = (
    "\x1c"  # before and after a picture's alternative text, which stands in its sentence as a line of its own
)
_STRENGTH = {separator: strength for strength, separator in enumerate((LINE, BLOCK, CELL, ROW))}
_BLOCKS = ("p", "ul", "ol", "li", "blockquote", "pre", "h3", "h4", "h5", "h6")
_BEFORE = dict.fromkeys(_BLOCKS, BLOCK) | dict.fromkeys(("tr", "table", "caption", "dt", "dl"), ROW)
_BEFORE |= {"br": LINE, "td": CELL, "th": CELL, "dd": CELL}
_AFTER = _BEFORE | dict.fromkeys(("td", "th", "dd", "dt"), BLOCK)
_MARKING = frozenset(("strong", "em", "code"))
_CELL_TAGS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h3", "h4", "h5", "h6"))
_VISIBLE = re.compile("[^\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
_REFERENCE = re.compile("&(?!(?:amp|lt|gt);)")
_PARSER = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
_SPACE = re.compile(r"[\s\u00a0]")


@dataclass(frozen=True)
class Span:
    """A stretch of the running text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class _Piece:
    """Characters that stand unbroken in an element's text or right `after` it; or a br or img itself."""

    start: int
    length: int
    element: HtmlElement
    after: bool
    offset: int


class RunningText:
    """The words of `html` in `text`, and the tree they stand in.

    Soft hyphens and other invisible characters are left out, every space is " ", and separators stand where
    lines, blocks, cells and rows end, and around the alternative text of a picture.
    """

    def __init__(self, html: str) -> None:
        whole = f"<html><body>{without_controls(html)}</body></html>"
        self.body: HtmlElement = lxml.html.document_fromstring(whole, parser=_PARSER).find("body")
        self.marked: list[Span] = []
        self.headings: list[Span] = []
        self._pieces: list[_Piece] = []
        self._cells: dict[HtmlElement, Span] = {}
        self._texts: list[str] = []
        self._length = 0
        self._pending: str | None = None
        self._breaks: list[HtmlElement] = []
        self._is_as_shown = html.isprintable() and not _REFERENCE.search(
            html
        )  # no sign to leave out or change
        self.dividers: list[int] = []
        self._read()
        self.text = "".join(self._texts)
        self.row_dividers = [
            position for position in self.dividers if self.text[position] not in CELL + PICTURE
        ]
        self._starts = [piece.start for piece in self._pieces]

    def cell(self, element: HtmlElement) -> Span:
        """Where a table's cell stands; empty for an empty one."""
        return self._cells[element]

    def mark_at(self, position: int) -> Span | None:
        """The emphasised stretch that begins at `position`."""
        index = bisect.bisect_left(self.marked, position, key=lambda span: span.start)
        found = self.marked[index] if index < len(self.marked) else None
        return found if found is not None and found.start == position else None

    def marks_within(self, span: Span) -> list[Span]:
        """The emphasised stretches that begin within `span`."""
        first = bisect.bisect_left(self.marked, span.start, key=lambda mark: mark.start)
        last = bisect.bisect_left(self.marked, span.end, key=lambda mark: mark.start)
        return self.marked[first:last]

    def in_heading(self, position: int) -> bool:
        index = bisect.bisect_right(self.headings, position, key=lambda span: span.start) - 1
        return index >= 0 and position < self.headings[index].end

    def cut(self, spans: Iterable[Span], cells: Iterable[HtmlElement] = ()) -> str:
        """The HTML without these stretches and table cells, and without the elements that they emptied."""
        removed: dict[tuple[HtmlElement, bool], list[tuple[int, int]]] = {}
        dropped = list(cells)
        for span in spans:
            for piece in self._pieces_in(span):
                if piece.element.tag in ("br", "img") and not piece.after:
                    dropped.append(piece.element)
                    continue
                start = max(span.start - piece.start, 0)
                end = min(span.end - piece.start, piece.length)
                place = removed.setdefault((piece.element, piece.after), [])
                place.append((piece.offset + start, piece.offset + end))
        for (element, after), stretches in removed.items():
            if after:
                element.tail = _without(element.tail or "", stretches)
            else:
                element.text = _without(element.text or "", stretches)
        emptied = [element.getparent() if after else element for element, after in removed]
        for element in dict.fromkeys(dropped):
            emptied.append(element.getparent())
            element.drop_tree()
        for element in emptied:
            _drop_emptied(element)
        return _inner_html(self.body)

    def _pieces_in(self, span: Span) -> list[_Piece]:
        first = max(bisect.bisect_right(self._starts, span.start) - 1, 0)
        last = bisect.bisect_left(self._starts, span.end)
        return [piece for piece in self._pieces[first:last] if piece.start + piece.length > span.start]

    def _read(self) -> None:
        starts: list[int] = []
        marking = 0
        for event, element in etree.iterwalk(self.body, events=("start", "end")):
            if event == "start":
                self._separate(_BEFORE.get(element.tag))
                if element.tag == "br":
                    self._breaks.append(element)
                marking += element.tag in _MARKING
                starts.append(self._length + (self._pending is not None and self._length > 0))
                if element.tag == "img":
                    self._add_picture(element)
                else:
                    self._add(element, after=False, marked=marking > 0)
            else:
                marking -= element.tag in _MARKING
                self._note(element, Span(starts[-1], max(starts.pop(), self._length)))
                self._separate(_AFTER.get(element.tag))
                self._add(element, after=True, marked=marking > 0)

    def _note(self, element: HtmlElement, span: Span) -> None:
        if element.tag in _CELL_TAGS:
            self._cells[element] = span
        if element.tag in _HEADINGS:
            self.headings.append(span)

    def _separate(self, separator: str | None) -> None:
        if separator and (self._pending is None or _STRENGTH[separator] > _STRENGTH[self._pending]):
            self._pending = separator

    def _add(self, element: HtmlElement, *, after: bool, marked: bool) -> None:
        text = element.tail if after else element.text
        if not text:
            return
        pieces = [(0, text)] if self._is_as_shown else _visible_pieces(text)
        for offset, piece in pieces:
            span = self._put(piece, element, after, offset)
            if marked:
                self._mark(span)

    def _add_picture(self, element: HtmlElement) -> None:
        words = " ".join("".join(_VISIBLE.findall(element.get("alt", ""))).split())
        span = self._put(f"{PICTURE}{words}{PICTURE}", element, after=False, offset=0)
        self.dividers += (span.start, span.end - 1)

    def _put(self, text: str, element: HtmlElement, after: bool, offset: int) -> Span:
        if self._pending is not None and self._length:
            self._pieces.extend(_Piece(self._length, 1, br, False, 0) for br in self._breaks)
            self._texts.append(self._pending)
            self.dividers.append(self._length)
            self._length += 1
        self._pending = None
        self._breaks.clear()
        self._pieces.append(_Piece(self._length, len(text), element, after, offset))
        self._texts.append(text)
        span = Span(self._length, self._length + len(text))
        self._length = span.end
        return span

    def _mark(self, span: Span) -> None:
        if self.marked and self.marked[-1].end == span.start:
            span = Span(self.marked.pop().start, span.end)
        self.marked.append(span)


def _drop_emptied(element: HtmlElement) -> None:
    """Drop the element if nothing is left in it, and then those around it; of a row, all cells or none."""
    while element.tag != "body" and not len(element) and not element.text:
        parent = element.getparent()
        if parent is None or (element.tag in _CELL_TAGS and any(len(cell) or cell.text for cell in parent)):
            return
        if element.tag in _CELL_TAGS:
            del parent[:]
        else:
            element.drop_tree()
        element = parent


def _visible_pieces(text: str) -> list[tuple[int, str]]:
    """What is left of the text without invisible signs, and where each piece of it begins; spaces are " "."""
    return [(match.start(), _SPACE.sub(" ", match[0])) for match in _VISIBLE.finditer(text)]


def _without(text: str, stretches: list[tuple[int, int]]) -> str:
    kept = []
    position = 0
    for start, end in sorted(stretches):
        kept.append(text[position : max(start, position)])
        position = max(position, end)
    kept.append(text[position:])
    return "".join(kept)


def _inner_html(body: HtmlElement) -> str:
    whole: str = lxml.html.tostring(body, encoding="unicode")
    return whole.removeprefix("<body>").removesuffix("</body>")
