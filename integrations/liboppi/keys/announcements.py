"""Finds in a running text where a key is announced. Decides by grammar; what may be a value is for `values`.

A rule answers True for a key, False for words that may hold one and must not be shown, None for others.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from . import sentences, wordings
from .nouns import Noun, starts_sentence
from .ordinary_words import NO_KEY
from .running_text import RunningText, Span
from .values import Value, value_at

_JOINED = re.compile(r" *(?:(?P<either>/|\b(?:tai|eller|or)\b)|,|\b(?:ja|och|and)\b|&) +", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r" *\(")
_PICTURES = re.compile(r"(?: *\x1c[^\n\x1c-\x1f]*\x1c)+ *")
_BESIDE_VALUE = " .,;!?()\"“”»'’*"
_SHORT_LINE = 40
_DEVICES = frozenset(("usb", "moodle", "liboppi", "kurssi", "wlan", "wifi", "wi-fi", "auto", "koti", "yleis"))


@dataclass(frozen=True)
class Announcement:
    """Words that give a key away, or may: then `certain` is false, and the value is hidden but not told."""

    value: str = field(repr=False)
    span: Span
    certain: bool


_Rule = Callable[[Noun, int, Value], bool | None]
_Rules = tuple[tuple[re.Pattern[str], _Rule], ...]


def announcements(page: RunningText, skipped: list[Span]) -> list[Announcement]:
    """All announcements in the order of the text, save those whose noun stands in a `skipped` stretch."""
    found: list[Announcement] = []
    lines = [sentences.nth_line(page, number) for number in wordings.lines_that_may_announce(page.text)]
    reached = 0
    for match in _matches(wordings.NOUN, page, lines):
        span = Span(*match.span())
        if span.start < reached or any(skip.start <= span.start < skip.end for skip in skipped):
            continue
        noun = Noun(page, span, specific=match["specific"] is not None)
        after = wordings.AFTER_SPECIFIC if noun.specific else wordings.AFTER_GENERAL
        after_noun = after.match(page.text, noun.span.end)
        end = after_noun.end() if after_noun else noun.span.end
        named = _related(noun, end) if match["related"] else _named(noun, end)
        found.extend(named)
        reached = max([reached, *(announcement.span.end for announcement in named)])
    found.extend(_inflected(page, lines))
    found.extend(_turned(page, lines))
    return sorted(found, key=lambda announcement: announcement.span.start)


def _matches(pattern: re.Pattern[str], page: RunningText, lines: list[Span]) -> Iterator[re.Match[str]]:
    for line in lines:
        yield from pattern.finditer(page.text, line.start, line.end)


def _named(noun: Noun, end: int) -> list[Announcement]:
    """Announcements after a noun in its basic form."""
    if noun.is_denied:
        return []
    explicit = _linked(noun, end, _EXPLICIT)
    if explicit is not None:
        return explicit
    return _parenthesised(noun) or _linked(noun, end, _IMPLICIT) or []


def _linked(noun: Noun, end: int, rules: _Rules) -> list[Announcement] | None:
    """What the first link that stands at `end` leads to; None where none stands there."""
    for connector, rule in rules:
        if link := connector.match(noun.page.text, end):
            pictures = _PICTURES.match(noun.page.text, link.end())
            value = value_at(noun.page, pictures.end() if pictures else link.end())
            if pictures and (value is None or value.is_none):
                return _pictured(noun, Span(end, pictures.end()), explicit=rules is _EXPLICIT)
            verdict = None if value is None or value.is_none else rule(noun, end, value)
            if value is None or verdict is None:
                return []
            first = _announce(noun, value, verdict)
            return [first, *_joined(noun, value, first)]
    return None


def _pictured(noun: Noun, pictures: Span, *, explicit: bool) -> list[Announcement]:
    """Pictures where the value is expected: they may show the key, whatever their alternative text says."""
    expected = noun.specific or noun.starts_clause
    if expected and (explicit or noun.fills_line_until(pictures.start)):
        return [Announcement("", Span(noun.led_in_from, pictures.end), certain=False)]
    return []


def _after_colon(noun: Noun, _end: int, value: Value) -> bool | None:
    if not value.complete:
        return False if noun.specific or noun.starts_sentence else None
    return True if noun.specific or noun.starts_clause or value.has_signs else None


def _after_dash(noun: Noun, _end: int, value: Value) -> bool | None:
    if noun.specific:
        return value.complete
    whole = noun.starts_line and sentences.fills_line(noun.page, Span(noun.span.start, value.span.end), " .!")
    return True if whole else None


def _after_copula(noun: Noun, _end: int, value: Value) -> bool | None:
    if noun.specific:
        if value.complete:
            return value.emphasised or not value.looks_inflected
        return None if value.looks_inflected and not value.emphasised else False
    if not noun.starts_clause or not value.complete or (value.looks_inflected and not value.emphasised):
        return None
    whole = sentences.fills_line(noun.page, Span(noun.span.start, value.span.end), _BESIDE_VALUE)
    if whole or value.has_signs or noun.is_about_enrolling:
        return True
    return False if noun.starts_sentence or value.emphasised else None


def _in_next_cell(noun: Noun, end: int, value: Value) -> bool | None:
    if not noun.fills_line_until(end):
        return None
    fills = sentences.fills_line(noun.page, value.span, _BESIDE_VALUE)
    return fills and (value.emphasised or not value.looks_inflected)


def _on_next_line(noun: Noun, end: int, value: Value) -> bool | None:
    text = noun.page.text
    in_heading = noun.page.in_heading(noun.span.start)
    if not noun.fills_line_until(end) or not (noun.specific or in_heading):
        return None
    if sentences.fills_line(noun.page, value.span, _BESIDE_VALUE):
        return value.emphasised or not value.looks_inflected
    line = sentences.line_at(noun.page, value.span)
    words = {word.strip(_BESIDE_VALUE).casefold() for word in text[line.start : line.end].split()}
    prose = line.end - line.start > _SHORT_LINE or not NO_KEY.isdisjoint(words)
    return None if prose or not noun.specific else False


def _bare(noun: Noun, _end: int, value: Value) -> bool | None:
    if not value.emphasised and (not value.complete or value.looks_inflected):
        return None
    if noun.specific:
        return value.emphasised or value.has_signs or noun.is_asked_for or noun.starts_clause
    led = noun.is_asked_for or (noun.starts_clause and (noun.is_about_enrolling or value.has_signs))
    return True if led else None


_EXPLICIT: _Rules = (
    (wordings.COLON, _after_colon),
    (wordings.DASH, _after_dash),
    (wordings.COPULA, _after_copula),
)
_IMPLICIT: _Rules = (
    (wordings.NEXT_CELL, _in_next_cell),
    (wordings.NEXT_LINE, _on_next_line),
    (wordings.BARE, _bare),
)


def _joined(noun: Noun, value: Value, first: Announcement) -> Iterator[Announcement]:
    """The further keys of "avaimet: x ja y", "avain x tai y"."""
    plural = bool(wordings.PLURAL.search(noun.word))
    while joint := _JOINED.match(noun.page.text, value.span.end):
        following = value_at(noun.page, joint.end())
        if following is None or following.is_none or not (plural or joint["either"]):
            return
        value = following
        certain = first.certain and value.complete and not value.looks_inflected
        yield Announcement(value.text, Span(joint.start(), value.span.end), certain)


def _parenthesised(noun: Noun) -> list[Announcement]:
    """ "Kurssiavain (digituki)"."""
    opening = _IN_PARENTHESES.match(noun.page.text, noun.span.end)
    value = value_at(noun.page, opening.end()) if opening else None
    if value is None or value.is_none or not noun.specific or value.looks_inflected:
        return []
    closing = noun.page.text[value.span.end : value.span.end + 1] == ")"
    return [_announce(noun, value, certain=True)] if closing else []


def _related(noun: Noun, end: int) -> list[Announcement]:
    """A password or group key that stands as a label: not told as a key, and not shown either."""
    links = (wordings.COLON, wordings.COPULA, wordings.NEXT_CELL)
    link = next((link for pattern in links if (link := pattern.match(noun.page.text, end))), None)
    value = value_at(noun.page, link.end()) if link else None
    if value is None or value.is_none or noun.is_denied:
        return []
    alone = noun.starts_line and sentences.fills_line(noun.page, value.span, _BESIDE_VALUE + ":")
    whole = noun.starts_line and value.complete
    return [_announce(noun, value, certain=False)] if alone or whole or noun.is_about_enrolling else []


def _inflected(page: RunningText, lines: list[Span]) -> Iterator[Announcement]:
    """ "Kirjaudu avaimella X", "avaimena on X", "käytä avainta X"."""
    for match in _matches(wordings.INFLECTED, page, lines):
        noun = Noun(page, Span(*match.span()), specific=match["compound"] is not None)
        colon = wordings.COLON.match(page.text, match.end())
        link = colon or wordings.BARE.match(page.text, match.end())
        value = value_at(page, link.end()) if link else None
        if value is None or value.is_none or noun.is_denied:
            continue
        plain = colon is not None and noun.specific
        named = plain or noun.is_asked_for or (value.emphasised and noun.is_about_enrolling)
        if match["object"] and not named:
            continue
        verdict = _after_colon(noun, match.end(), value) if plain else _after_inflected(noun, value)
        if verdict is not None:
            yield _announce(noun, value, verdict)


def _after_inflected(noun: Noun, value: Value) -> bool | None:
    of_course = noun.specific or noun.is_asked_for or noun.is_about_enrolling
    if value.emphasised:
        return of_course
    if value.looks_inflected or not (of_course or noun.starts_sentence):
        return None
    return of_course and value.complete


def _turned(page: RunningText, lines: list[Span]) -> Iterator[Announcement]:
    """The key before the noun: "X on kurssiavain", "käytä sanaa X avaimena", "X-avaimella"."""
    for match in _matches(wordings.TURNED_NOUN, page, lines):
        value = _value_before(page, match.start())
        if value is None or value.is_none or (value.looks_inflected and not value.emphasised):
            continue
        start = value.span.start
        whole = starts_sentence(page, start)
        as_typed = value.has_signs or value.text[:1].islower()
        yield Announcement(value.text, Span(start, match.end()), value.emphasised or (whole and as_typed))
    for match in _matches(wordings.TURNED_USE, page, lines):
        used = value_at(page, match.start("value"))
        if used is not None and not used.is_none:
            yield Announcement(used.text, Span(*match.span()), not used.looks_inflected)
    for match in _matches(wordings.ATTACHED, page, lines):
        noun = Noun(page, Span(*match.span()), specific=False)
        if noun.is_about_enrolling and match["value"].casefold() not in _DEVICES:
            yield Announcement(match["value"], noun.span, certain=False)


def _value_before(page: RunningText, end: int) -> Value | None:
    """The emphasised, quoted or single word that ends at `end`."""
    sentence = sentences.sentence_at(page, Span(end, end))
    starts = [span.start for span in page.marks_within(sentence)] + [
        sentence.start + match.start()
        for match in re.finditer(r"(?<![^ ])[^ ]", page.text[sentence.start : end])
    ]
    values = (value_at(page, start) for start in sorted(starts))
    return next((value for value in values if value is not None and value.span.end == end), None)


def _announce(noun: Noun, value: Value, certain: bool) -> Announcement:
    end = value.span.end
    if not certain and not value.complete:
        end = sentences.sentence_at(noun.page, value.span).end
    return Announcement(value.text, Span(noun.led_in_from, end), certain)
