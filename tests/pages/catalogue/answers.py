"""Brings the courses into the catalogue's index, and reads what it answers."""

import re
from typing import Any

from integrations.liboppi.models import Course
from pages.search.entries import write_courses
from pages.ui.cards import Card


def index_courses() -> None:
    """All courses as they are now."""
    write_courses(Course.objects.with_texts())


def cards_of(answer: Any) -> list[Card]:
    cards: list[Card] = answer.context["listing"].cards
    return cards


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())
