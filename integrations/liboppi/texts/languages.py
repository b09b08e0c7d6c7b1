"""Splits a text that its author typed in several languages. Knows the marks of Moodle's filters, no words.

Sources: Moodle's filter_multilang (`<span lang="fi" class="multilang">`, formerly `<lang lang="fi">`) and the
plugin filter_multilang2 (`{mlang fi}`).
"""

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache

# Every pattern stops at the next bracket, so that a hostile text costs no more than its length.
_MARK = re.compile(
    r"<(?P<close>/?)(?P<tag>span|lang)\b(?P<attributes>[^<>]*)>|\{\s*mlang\b(?P<mlang>[^{}<>]{0,200})\}",
    re.IGNORECASE,
)
_LANGUAGE_ATTRIBUTE = re.compile(
    r"(?<![\w:-])(?:xml:)?lang\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_MULTILANG_CLASS = re.compile(r"(?<![\w:-])class\s*=\s*[\"']?[^\"'>=]*\bmultilang\b", re.IGNORECASE)
_CODE = re.compile(r"([a-z]{2,3})(?:[_-][a-z0-9_-]*)?", re.IGNORECASE)
_TAG_BUT_IMAGE = re.compile(r"<(?!img\b)[^<>]*>", re.IGNORECASE)
_BLOCK_FOLLOWS = re.compile(
    r"\s*<(?:p|div|ul|ol|dl|table|blockquote|pre|figure|section|article|h[1-6])\b", re.IGNORECASE
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_FALLBACK = "other"
_MOST_LANGUAGES = 20  # what stands outside of the parts is repeated for each


@dataclass(eq=False)
class _Part:
    """A stretch marked as being in `languages`. An empty one may say it of what follows."""

    languages: tuple[str, ...]
    texts: list[str] = field(default_factory=list)
    is_span: bool = False
    block_follows: bool = False


@dataclass
class _Piece:
    """A run of the text and the part it stands in; None is outside of every part."""

    part: _Part | None
    text: str


def split_languages(raw: str, default: str) -> dict[str, str]:
    """The text of each language by base code ("fi" for `fi_wp`); all is `default` if none is marked.

    What stands outside of the marked parts belongs to every language found. A part marked with no language's
    code counts as `default`. `{mlang other}` is what Moodle shows to readers who have no part of their own:
    it is `default`'s where `default` has none, and is otherwise left out.
    """
    if b"lang" not in raw.encode(errors="replace").lower():  # every mark has it; folding all letters is slow
        return {default: raw}
    scanner = _Scanner(default)
    scanner.read(raw)
    pieces = _attribute(scanner.pieces, scanner.parts)
    languages = _languages_with_text(pieces)
    if _FALLBACK in languages:
        pieces, languages = _place_fallback(pieces, languages, default)
    if not languages:
        return {default: "".join(text for _, text in pieces)}
    return {
        language: "".join(text for owners, text in pieces if not owners or language in owners)
        for language in languages
    }


class _Scanner:
    """Walks the marks once and cuts the text into pieces."""

    def __init__(self, default: str) -> None:
        self.default = default
        self.pieces: list[_Piece] = []
        self.parts: list[_Part] = []
        self._open_spans: list[_Part | None] = []  # None is a span that has nothing to do with languages
        self._part: _Part | None = None
        self._depth: int | None = None  # of the open part among the open spans, where it is a span
        self._codes: set[str] = set()

    def read(self, raw: str) -> None:
        position = 0
        for mark in _MARK.finditer(raw):
            self._add(raw[position : mark.start()])
            position = mark.end()
            if mark["mlang"] is not None:
                self._toggle(mark["mlang"])
            elif mark["close"]:
                self._close_tag(mark[0], bool(_BLOCK_FOLLOWS.match(raw, position)))
            else:
                self._open_tag(mark[0], mark["tag"], mark["attributes"])
        self._add(raw[position:])
        for piece in self.pieces:
            if piece.part is not None:
                piece.part.texts.append(piece.text)

    def _add(self, text: str) -> None:
        self.pieces.append(_Piece(self._part, text))

    def _toggle(self, argument: str) -> None:
        codes = [code for code in re.split(r"[\s,\u00a0]+|&nbsp;", argument) if code]
        self._part = self._depth = None
        if codes:
            self._part = _Part(tuple(self._base_code(code) for code in codes))
            self.parts.append(self._part)

    def _open_tag(self, tag: str, name: str, attributes: str) -> None:
        code = _marked_language(name.lower(), attributes)
        if code is None:
            self._add(tag)
            self._open_spans.append(None)
            return
        if self._depth is not None:  # Moodle's parts don't nest: one never closed ends where the next begins
            del self._open_spans[self._depth :]
        self._part = _Part((self._base_code(code),), is_span=True)
        self._depth = len(self._open_spans)
        self.parts.append(self._part)
        self._open_spans.append(self._part)
        self._add("")

    def _close_tag(self, tag: str, block_follows: bool) -> None:
        part = self._open_spans.pop() if self._open_spans else None
        if part is None:
            self._add(tag)
            return
        part.block_follows = block_follows
        self._part = self._depth = None

    def _base_code(self, code: str) -> str:
        if code.lower() == _FALLBACK:
            return _FALLBACK
        match = _CODE.fullmatch(code.strip())
        base = match[1].lower() if match else self.default
        if base not in self._codes and len(self._codes) == _MOST_LANGUAGES:
            return self.default
        self._codes.add(base)
        return base


@lru_cache(maxsize=256)
def _marked_language(name: str, attributes: str) -> str | None:
    """The code that a tag marks a part with; None where it has nothing to do with languages."""
    language = _LANGUAGE_ATTRIBUTE.search(attributes)
    if language is None or (name == "span" and not _MULTILANG_CLASS.search(attributes)):
        return None
    return language[1] or language[2] or language[3] or ""


def _attribute(pieces: list[_Piece], parts: list[_Part]) -> list[tuple[tuple[str, ...], str]]:
    """Each run of text with its languages; none means all of them."""
    markers = _markers(parts)
    following: tuple[str, ...] = ()
    attributed = []
    for piece in pieces:
        if piece.part is not None:
            following = piece.part.languages if piece.part in markers else ()
        attributed.append((piece.part.languages if piece.part else following, piece.text))
    return attributed


def _markers(parts: list[_Part]) -> set[_Part]:
    """The empty spans that speak for what follows them.

    Moodle's cleaning moves paragraphs out of their spans and leaves the spans empty before them. An author
    who left one language empty on purpose leaves only that one.
    """
    empty = [part for part in parts if _is_blank("".join(part.texts))]
    spans = [part for part in empty if part.is_span]
    if len(empty) == len(parts):
        return set(spans)
    before_blocks = [part for part in spans if part.block_follows]
    return set(before_blocks) if len({part.languages for part in before_blocks}) > 1 else set()


def _languages_with_text(pieces: list[tuple[tuple[str, ...], str]]) -> list[str]:
    """The languages that have words of their own, in the order in which they appear."""
    own: dict[str, list[str]] = {}
    for owners, text in pieces:
        for language in owners:
            own.setdefault(language, []).append(text)
    return [language for language, texts in own.items() if not _is_blank("".join(texts))]


def _place_fallback(
    pieces: list[tuple[tuple[str, ...], str]], languages: list[str], default: str
) -> tuple[list[tuple[tuple[str, ...], str]], list[str]]:
    own = [language for language in languages if language != _FALLBACK]
    if default in own:
        return pieces, own
    renamed = [
        (tuple(default if owner == _FALLBACK else owner for owner in owners), text) for owners, text in pieces
    ]
    return renamed, [default if language == _FALLBACK else language for language in languages]


def _is_blank(text: str) -> bool:
    if text[:1].isalnum():
        return False
    return not html.unescape(_TAG_BUT_IMAGE.sub("", text)).strip(_INVISIBLE + " \t\n\r\f\v\u00a0")
