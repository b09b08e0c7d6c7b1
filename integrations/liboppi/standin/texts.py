"""How Moodle gives a text that its author typed: raw, joined, or split by the multilang filters.

Knows the `moodlewssetting…` parameters and the two ways sites mark languages. Source: Moodle 5.1,
external_format_string and external_format_text with filter_multilang and filter_multilang2.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

SITE_LANGUAGE = "fi"
LANGUAGE_PACKS = ("fi", "sv", "en")

_SPAN = r'<span(?:\s+lang="(?P<a>[a-z-]+)"|\s+class="multilang"){2}\s*>(?P<text>.*?)</span>'
_ONE_SPAN = re.compile(_SPAN, re.DOTALL)
_SPANS = re.compile(r'(?:<span(?:\s+lang="[a-z-]+"|\s+class="multilang"){2}\s*>.*?</span>\s*){2,}', re.DOTALL)
_MLANG = re.compile(r"\{mlang (?P<languages>[a-z, -]+)\}(?P<text>.*?)\{mlang\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BARE_AMPERSAND = re.compile(r"&(?![a-zA-Z0-9#]{1,8};)")
_VOID = re.compile(r"<((?:br|hr|img)\b[^<>]*?)\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|ul|ol|table|div|h[1-6])\b", re.IGNORECASE)


@dataclass(frozen=True)
class TextSetting:
    """What a call asks of texts: `moodlewssettingraw`, `moodlewssettingfilter` and `moodlewssettinglang`."""

    raw: bool = False
    filtered: bool = False
    language: str = SITE_LANGUAGE

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Self:
        """A language without a pack is the site's own, with no word of it (Moodle's behaviour)."""
        language = params.get("moodlewssettinglang", "")
        return cls(
            raw=_truth(params.get("moodlewssettingraw", "")),
            filtered=_truth(params.get("moodlewssettingfilter", "")),
            language=language if language in LANGUAGE_PACKS else SITE_LANGUAGE,
        )

    def name(self, typed: str) -> str:
        """A course's, category's or method's name: without tags, ampersands escaped, unless raw."""
        if self.raw:
            return typed
        text = in_language(typed, self.language) if self.filtered else typed
        return _BARE_AMPERSAND.sub("&amp;", _TAG.sub("", text))

    def body(self, typed: str) -> str:
        """A summary or description. Cleaning pulls paragraphs out of spans, which defeats the filter.

        It also writes XHTML.
        """
        if self.raw:
            return typed
        cleaned = _VOID.sub(r"<\1 />", _ONE_SPAN.sub(_without_blocks, typed))
        return in_language(cleaned, self.language) if self.filtered else cleaned

    def field_value(self, typed: str) -> str:
        """A text custom field's `value`: filtered and escaped even where names are joined or raw."""
        text = _TAG.sub("", in_language(typed, self.language))
        return _BARE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def in_language(typed: str, language: str) -> str:
    """What a reader of `language` is shown: theirs, else the site's language, else the first written one."""
    split = _SPANS.sub(lambda match: _choose(_span_texts(match.group()), language), typed)
    texts = {code.strip(): m["text"] for m in _MLANG.finditer(split) for code in m["languages"].split(",")}
    if not texts:
        return split
    shown = next(code for code in (language, "other", SITE_LANGUAGE, *texts) if code in texts)
    return _MLANG.sub(
        lambda m: m["text"] if shown in m["languages"].replace(" ", "").split(",") else "", split
    )


def plain(typed: str, language: str) -> str:
    """A name for a page of the stand-in's own, without markup."""
    return _TAG.sub("", in_language(typed, language)).strip()


def _span_texts(spans: str) -> dict[str, str]:
    return {match["a"]: match["text"] for match in _ONE_SPAN.finditer(spans)}


def _choose(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get(SITE_LANGUAGE) or next(iter(texts.values()))


def _without_blocks(match: re.Match[str]) -> str:
    if not _BLOCK.search(match["text"]):
        return match.group()
    return f'<span lang="{match["a"]}" class="multilang"></span>{match["text"]}'


def _truth(value: str) -> bool:
    return value.lower() in ("1", "true")
