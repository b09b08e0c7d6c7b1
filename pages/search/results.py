"""What the site has for a reader's words: pages of the reader's language and courses of the catalogue.

Words are matched from their beginnings (`autocomplete`), which suits inflected Finnish: "kirjast" finds
"kirjastojen". Knows nothing of how results are shown.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from integrations.liboppi.models import Course
from integrations.liboppi.words import search_words
from pages.core.courses import course_cards
from pages.ui.cards import Card

SHOWN_QUERY = 200  # characters


def shown_words(raw: str) -> str:
    """The reader's words as they are shown back: no control characters, at most SHOWN_QUERY in all."""
    printable = "".join(character if character.isprintable() else " " for character in raw[: 5 * SHOWN_QUERY])
    return " ".join(printable.split())[:SHOWN_QUERY].strip()


def matching_pages(words: str) -> Any:
    """Published pages of the reader's language that anyone may read, aliases of untranslated ones too."""
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gt=1)
    bare = search_words(words)
    return pages.autocomplete(bare) if bare else pages.none()


def matching_courses(words: str) -> Any:
    """Courses of the catalogue by what strangers may read of them, never by an enrolment key."""
    return Course.objects.in_catalogue().matching(words)


def page_cards(pages: Iterable[Page], request: HttpRequest) -> list[Card]:
    """A card without a picture for each page, in the given order. One query for each kind of page."""
    pages = list(pages)
    numbers_by_model: dict[Any, list[int]] = defaultdict(list)
    for page in pages:
        numbers_by_model[page.specific_class].append(page.pk)
    found = {
        page.pk: page
        for model, numbers in numbers_by_model.items()
        for page in model.objects.for_cards().filter(pk__in=numbers)
    }
    return [replace(found[page.pk].card(request), image=None) for page in pages]


def cards_of_courses(courses: Iterable[Course], _request: HttpRequest) -> list[Card]:
    """A card for each course, in the given order and in the reader's language."""
    return course_cards(courses, get_language() or "")
