"""What of a course an editor may say otherwise than Liboppi: the parts, their names and their words.

A part is named as its form field. Knows no course.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from ..models import Visibility
from ..models.shown import TEXT_FIELDS
from ..texts import excerpt
from .details import language_name

NOTE = "note"
LANGUAGE, CATEGORY, IMAGE, VISIBILITY = "language", "category", "image", "visibility"
COLUMNS = (CATEGORY, LANGUAGE, IMAGE, VISIBILITY)
KEY, KEY_METHOD = "key", "key_method"


@dataclass(frozen=True)
class Part:
    """`kind` is "title", "summary", "producer" or "note" of a text in `language`, or one of the constants."""

    name: str
    kind: str
    language: str = ""

    @property
    def is_text(self) -> bool:
        """Whether it is a field of `EditorText`."""
        return bool(self.language)

    @property
    def is_key(self) -> bool:
        """Whether it takes the rights to keys."""
        return self.kind in (KEY, KEY_METHOD)

    @property
    def can_be_compared(self) -> bool:
        """Whether Liboppi has something of the kind that it stands in place of."""
        return self.kind not in (NOTE, KEY_METHOD)

    @property
    def label(self) -> str:
        """The words for it, to stand in a sentence."""
        if self.is_text:
            return _text_labels()[self.kind] % {"language": language_name(self.language)}
        return _labels()[self.kind]


def text_part(kind: str, language: str) -> Part:
    """A field of the texts in `language`."""
    return Part(f"{kind}_{language}", kind, language)


def all_parts() -> dict[str, Part]:
    """Every part by its name, in the order of the page: texts by the site's languages, the key, the rest."""
    codes = [code for code, _name in settings.LANGUAGES]
    texts = [text_part(kind, code) for code in codes for kind in (*TEXT_FIELDS, NOTE)]
    others = [Part(f"own_{kind}", kind) for kind in (KEY, KEY_METHOD, *COLUMNS)]
    return {part.name: part for part in (*texts, *others)}


def part_named(name: str) -> Part:
    """The part, also one in a language that the site has no more. Raises KeyError."""
    kind, _sign, language = name.partition("_")
    if kind in (*TEXT_FIELDS, NOTE) and language:
        return text_part(kind, language)
    return all_parts()[name]


def words_for(part: Part, value: str, name: str = "") -> str:
    """An own value for people, on one line; `name` is that of what it points at. A key's is never told."""
    if part.is_key or not value:
        return ""
    if part.kind == "summary":
        return excerpt(value)
    if part.kind == NOTE:
        return excerpt(escape(value))
    if part.kind == LANGUAGE:
        return language_name(value)
    if part.kind == VISIBILITY:
        return str(Visibility(value).label) if value in Visibility.values else value
    return name or value


def _text_labels() -> dict[str, str]:
    return {
        "title": _("title (%(language)s)"),
        "summary": _("summary (%(language)s)"),
        "producer": _("producer (%(language)s)"),
        NOTE: _("note (%(language)s)"),
    }


def _labels() -> dict[str, str]:
    return {
        KEY: _("own enrolment key"),
        KEY_METHOD: _("enrolment method of the own key"),
        LANGUAGE: _("language"),
        CATEGORY: _("category"),
        IMAGE: _("picture"),
        VISIBILITY: _("visibility"),
    }
