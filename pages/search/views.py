"""The site's search page: an overview of pages and courses, or all of one kind, page by page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Paged
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pages.ui.cards import Card

from .results import cards_of_courses, matching_courses, matching_pages, page_cards, shown_words

IN_OVERVIEW = 6
ON_A_PAGE = 20


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is searched: its name in the address, its title, how it is found and shown."""

    name: str
    title: Any
    find: Callable[[str], Any]
    cards: Callable[[Any, HttpRequest], list[Card]]


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many, and those that are shown."""

    kind: Kind
    entries: "Paged[Any]"
    cards: list[Card]

    @property
    def count(self) -> int:
        """How many were found in all."""
        return self.entries.paginator.count


KINDS = (
    Kind("pages", _("Pages"), matching_pages, page_cards),
    Kind("courses", _("Courses of Liboppi"), matching_courses, cards_of_courses),
)


def search(request: HttpRequest) -> HttpResponse:
    """Answer the words `q`; `in` (pages or courses) narrows to one kind, `page` turns its pages."""
    words = shown_words(request.GET.get("q", ""))
    chosen = next((kind for kind in KINDS if kind.name == request.GET.get("in")), None)
    groups = []
    if chosen and words:
        groups = [_group(chosen, words, request, ON_A_PAGE, request.GET.get("page"))]
    elif words:
        groups = [_group(kind, words, request, IN_OVERVIEW) for kind in KINDS]
    context = {
        "words": words,
        "chosen": chosen,
        "groups": [group for group in groups if group.count],
        "count": sum(group.count for group in groups),
    }
    return render(request, "search/search.html", context)


def _group(kind: Kind, words: str, request: HttpRequest, shown: int, page: str | None = None) -> Group:
    entries = Paginator(kind.find(words), shown).get_page(page)
    return Group(kind, entries, kind.cards(entries, request))
