"""From clean HTML to its keys and the HTML without them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from integrations.liboppi.texts import clean_html

from . import wordings
from .announcements import announcements
from .cutting import tidied
from .hiding import revealing_stretches
from .running_text import RunningText
from .tables import key_columns

_TAG = re.compile("<[^<>]*>")
_INVISIBLE_REFERENCE = re.compile("&(?:shy|zwnj|zwj);")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PICTURE = re.compile('<img alt="([^"<>]*)"[^<>]*>')
_MOST_ROUNDS = 5


@dataclass(frozen=True)
class Found:
    """The keys as typed, in their order, and the HTML without what gives them away."""

    keys: tuple[str, ...] = field(repr=False)
    public_html: str


def find_keys(html: str, known: Iterable[str] = ()) -> Found:
    """The keys that clean HTML (of `summary_html`) announces, and the same HTML without them.

    Announcements with a value that may or may not be a key are cut, but not told. `known` are keys from
    elsewhere (a custom field, the course's text in another language): they are cut wherever words for a key
    stand by, and those that no ordinary text would hold are cut everywhere. HTML that needs no cut comes back
    as it was.
    """
    hidden = tuple(key for key in (" ".join(key.split()) for key in known) if key)
    first = _once(html, hidden)
    public_html = first.public_html
    if public_html == html:
        return first
    for _ in range(_MOST_ROUNDS):  # a cut may bring words together that announce a key
        again = _once(public_html, (*first.keys, *hidden)).public_html
        if again == public_html:
            break
        public_html = again
    return Found(first.keys, public_html)


def hide_keys(html: str, keys: Iterable[str]) -> str:
    """Clean HTML without its announcements and without these keys, as `find_keys` cuts them."""
    return find_keys(html, known=keys).public_html


def _once(html: str, known: tuple[str, ...]) -> Found:
    words = _words(html)
    if not wordings.may_announce(words) and not _may_hold(words, known):
        return Found((), html)
    page = RunningText(html)
    columns = list(key_columns(page))
    found = [announcement for column in columns for announcement in column.announcements]
    found += announcements(page, skipped=[column.heading for column in columns])
    keys = tuple(dict.fromkeys(announcement.value for announcement in found if announcement.certain))
    spans = tidied(page, [announcement.span for announcement in found])
    spans += tidied(page, revealing_stretches(page, (*keys, *known), spans))
    if not spans:
        return Found((), html)
    cells = [cell for column in columns for cell in column.cells]
    return Found(keys, clean_html(page.cut(spans, cells)))


def _words(html: str) -> str:
    """The words of clean HTML, run together where nothing visible stands between them."""
    words = _INVISIBLE_REFERENCE.sub("", _TAG.sub("", _PICTURE.sub(r" \1 ", html)))
    return words.translate(_INVISIBLE) if any(chr(sign) in words for sign in _INVISIBLE) else words


def _may_hold(words: str, known: tuple[str, ...]) -> bool:
    return any(wordings.may_hold(words, key.split()[0]) for key in known)
