"""Tells whether Moodle gave texts as their authors typed them, as it was asked to (`moodlewssettingraw`).

Formatted texts have lost what tells the languages apart; it is recognised by what is missing. Formatted by
Moodle (seen on 5.1), names hold no tags and no bare `&`, every summary says that it is HTML and is written
as XHTML, and a paragraph typed inside a language's span has been moved out of it, so that the span is left
empty. A single text that no formatting lets through shows that the answers are as typed.
"""

import re
from collections.abc import Iterable

from ..shapes import CategoryAnswer, CourseAnswer
from ..texts import plain_name

FEW = 3  # courses from which on chance is no explanation
HTML = 1
_TYPED_NAME = re.compile(r"<[a-z/]|&(?!(?:[a-z][a-z0-9]*|#[0-9]+|#x[0-9a-f]+);)", re.IGNORECASE)
_TYPED_SUMMARY = re.compile(
    r"""<(?:script|style|iframe|object|embed|form|input|meta|link|o:p)\b"""
    r"""|<(?:br|hr)\s*>|<img\b[^<>]*[^<>/\s]\s*>|<!--"""
    r"""|<span\b[^<>]*\bmultilang\b[^<>]*>\s*<(?:p|ul|ol|table|div|h[1-6])\b"""
    r"""|<[a-z][^<>"']*\s[a-z-]+=[^\s"'<>]""",
    re.IGNORECASE,
)
_EMPTY_SPAN = re.compile(
    r"""<span\b(?=[^<>]*\bclass="multilang")[^<>]*\blang="(?P<language>[^"<>]+)"[^<>]*>\s*</span>""",
    re.IGNORECASE,
)
_LANGUAGES = re.compile(r"multilang|\{\s*mlang\b|<[a-z]+\b[^<>]*\slang=", re.IGNORECASE)
_JOINED = re.compile(r"[^\W\d_A-ZÅÄÖ][A-ZÅÄÖ]")


def raw_ignored(
    courses: Iterable[CourseAnswer], categories: Iterable[CategoryAnswer], bilingual: int
) -> bool:
    """Whether the answers are formatted ones. `bilingual`: how many stored courses have two languages.

    In doubt they count as typed.
    """
    courses = list(courses)
    if surely_typed(courses, categories):
        return False
    left_over = [course for course in courses if _has_empty_spans(course.summary)]
    if len(left_over) >= FEW or any(_JOINED.search(plain_name(course.fullname)) for course in left_over):
        return True
    return bilingual >= FEW and bool(courses) and not any(map(has_languages, courses))


def surely_typed(courses: Iterable[CourseAnswer], categories: Iterable[CategoryAnswer]) -> bool:
    """Whether something came that no formatting would have let through."""
    return any(map(_is_typed, courses)) or any(_TYPED_NAME.search(category.name) for category in categories)


def _is_typed(course: CourseAnswer) -> bool:
    if course.summary and course.summaryformat != HTML:
        return True
    return bool(
        _TYPED_NAME.search(course.fullname)
        or _TYPED_NAME.search(course.shortname)
        or _TYPED_SUMMARY.search(course.summary)
    )


def _has_empty_spans(summary: str) -> bool:
    """Whether spans of two languages stand there empty."""
    return len({match["language"] for match in _EMPTY_SPAN.finditer(summary)}) > 1


def has_languages(course: CourseAnswer) -> bool:
    """Whether something in the course's texts marks a language."""
    return bool(_LANGUAGES.search(course.fullname) or _LANGUAGES.search(course.summary))
