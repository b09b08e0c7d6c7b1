"""Reads any HTML, well-formed or not, in one linear pass and hands on what counts. Builds nothing."""

import re
from threading import local
from typing import Any

from lxml import etree

from . import markup

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def without_controls(text: str) -> str:
    """The text without control characters, half surrogates and non-characters, which no page can carry."""
    return _UNWANTED.sub("", text)


class Reader:
    """Is told of elements and text in their order; scripts and the like are kept from it, contents and all.

    Every `start_element` is followed by its `end_element`, whatever the text looked like.
    """

    def __init__(self) -> None:
        self._skipped = 0
        self._buffer: list[str] = []

    def read(self, text: str) -> None:
        """Reads the whole text; call it once."""
        text = without_controls(text)
        if text.strip():
            _parser_of_thread.read(text, self)

    def start_element(self, tag: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end_element(self, tag: str) -> None:
        raise NotImplementedError

    def words(self, text: str) -> None:
        """All text between two tags at once, character references resolved."""
        raise NotImplementedError

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped or tag in markup.DROPPED_WITH_CONTENT:
            self._skipped += 1
            return
        self._flush()
        self.start_element(tag, attributes)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._flush()
        self.end_element(tag)

    def data(self, text: str) -> None:
        if not self._skipped:
            self._buffer.append(text)

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        if not self._buffer:
            return
        text = "".join(self._buffer)  # references such as &#1; bring controls back
        self._buffer.clear()
        self.words(without_controls(text))


class _Target:
    """What an lxml parser calls: hands everything on to the reader whose turn it is."""

    def __init__(self) -> None:
        self.reader = Reader()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.reader.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.reader.end(tag)

    def data(self, text: str) -> None:
        self.reader.data(text)

    def close(self) -> None:
        self.reader.close()


class _Parser(local):
    """A parser for each thread: making one takes lxml longer than reading a summary with it."""

    def __init__(self) -> None:
        self._target = _Target()
        self._parser = self._made()

    def read(self, text: str, reader: Reader) -> None:
        self._target.reader = reader
        try:
            self._parser.feed(text)
            self._parser.close()
        except BaseException:
            self._parser = self._made()  # the old one may stand in the middle of a text
            raise

    def _made(self) -> etree.HTMLParser:
        target: Any = self._target
        return etree.HTMLParser(target=target)


_parser_of_thread = _Parser()
