"""Tells the language of a course: from Moodle's own field, from a custom field, or by default."""

import re

from .conf import Options
from .shapes import CourseAnswer
from .texts import plain_name, split_languages

_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9_-]+)?", re.IGNORECASE)
_WORDS = {
    "suomi": "fi",
    "suomeksi": "fi",
    "suomenkielinen": "fi",
    "finska": "fi",
    "finnish": "fi",
    "fin": "fi",
    "ruotsi": "sv",
    "ruotsiksi": "sv",
    "ruotsinkielinen": "sv",
    "svenska": "sv",
    "svensk": "sv",
    "swedish": "sv",
    "swe": "sv",
    "englanti": "en",
    "englanniksi": "en",
    "englanninkielinen": "en",
    "engelska": "en",
    "engelsk": "en",
    "english": "en",
    "eng": "en",
    "pohjoissaame": "se",
    "nordsamiska": "se",
    "davvisámegiella": "se",
}


def course_language(answer: CourseAnswer, options: Options) -> str:
    """The language as an ISO 639 code.

    Moodle's `lang` ("" unless the teacher forces one) comes first, then the custom field
    `options.language_field`, whose text may be a code or the name of a language, then the default.
    """
    return base_language(answer.lang or "") or _from_custom_field(answer, options) or options.default_language


def base_language(code: str) -> str:
    """ "sv" for Moodle's "sv_fi" or "sv-FI"; "" for what is no language code."""
    match = _CODE.fullmatch(code.strip())
    return match[1].lower() if match else ""


def _from_custom_field(answer: CourseAnswer, options: Options) -> str:
    custom_field = answer.custom_field(options.language_field)
    if custom_field is None:
        return ""
    for part in split_languages(custom_field.text, options.default_language).values():
        text = plain_name(part).lower()
        named = next((_WORDS[word] for word in re.findall(r"[^\W\d_]+", text) if word in _WORDS), "")
        if language := named or base_language(text):
            return language
    return ""
