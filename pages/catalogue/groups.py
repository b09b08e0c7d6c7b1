"""A list of courses under the headings of their categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from integrations.liboppi.models import Course, CourseCategory
from pages.core.courses import course_cards
from pages.ui.cards import Card


@dataclass(frozen=True)
class CourseGroup:
    """Cards under one heading; `language` is that of the heading where it is not the page's, else ""."""

    title: str
    language: str
    cards: list[Card]


def course_groups(courses: Sequence[Course], language: str, *, by_category: bool) -> list[CourseGroup]:
    """The courses in their order, a group for each run of a category; one group when sorted by relevance."""
    pairs = list(zip(courses, course_cards(courses, language), strict=True))
    if not by_category:
        return [CourseGroup(_("Best matches first"), "", [card for _course, card in pairs])] if pairs else []
    runs = (list(run) for _key, run in groupby(pairs, key=lambda pair: pair[0].shown_category))
    return [_group(run[0][0].shown_category, language, [card for _course, card in run]) for run in runs]


def _group(category: CourseCategory | None, language: str, cards: list[Card]) -> CourseGroup:
    return CourseGroup(_title(category, language), _language(category, language), cards)


def _title(category: CourseCategory | None, language: str) -> str:
    if category is None:
        return _("Other courses")
    names = [category.name_in(language)]
    if category.parent:
        names.insert(0, category.parent.name_in(language))
    return " – ".join(names)


def _language(category: CourseCategory | None, language: str) -> str:
    shown = category.name_language(language) if category else language
    return shown if shown != language else ""
