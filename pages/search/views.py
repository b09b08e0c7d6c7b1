"""The site's search page, and the suggestions under its field while a reader types."""

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Page as Paged
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from pages.core.findable import Kind
from pages.ui.cards import Card

from .cards import KINDS, result_cards
from .editing import folded
from .missed import noting
from .models import IndexState
from .results import NOTHING, Results, entries_in_order, results_for, shown_words
from .suggestions import suggest

ON_A_PAGE = 20
FORMER_KINDS = {"courses": Kind.COURSE.value, "pages": Kind.PAGE.value}  # in addresses that people kept
MOST_SUGGESTIONS = 8
SHORTEST_BEGINNING = 2  # characters
SUGGESTIONS_KEPT = 60  # seconds


@dataclass(frozen=True)
class Choice:
    """A kind to which the results can be narrowed; `kind` is "" for all of them."""

    kind: str
    title: Any
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class SearchQuestion:
    """What a reader asks for: words, one kind of results or "", and whether the words are meant as typed.

    `is_first` tells that the words were not asked before, for another kind, page or spelling.
    """

    words: str
    kind: str
    is_literal: bool
    is_first: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "SearchQuestion":
        """What the request's address says; a kind that there is not is none."""
        named = request.GET.get("in", "")
        kind = FORMER_KINDS.get(named, named)
        return cls(
            words=shown_words(request.GET.get("q", "")),
            kind=kind if kind in KINDS else "",
            is_literal="exact" in request.GET,
            is_first=request.GET.keys().isdisjoint({"in", "page", "exact"}),
        )


def search(request: HttpRequest) -> HttpResponse:
    """Answer the words `q`: `in` narrows to a kind, `page` turns pages, `exact` corrects no typing mistakes.

    htmx gets the part of the page that changes.
    """
    asked, locale = SearchQuestion.of(request), get_language() or settings.LANGUAGE_CODE
    results = results_for(asked.words, locale, request, literal=asked.is_literal) if asked.words else NOTHING
    entries = Paginator(results.of_kind(asked.kind), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": asked.words,
        "chosen": asked.kind,
        "is_literal": asked.is_literal,
        "results": results,
        "choices": _choices(results, asked.kind),
        "entries": entries,
        "cards": _cards(entries, results, locale, request),
        "elsewhere": [] if results.count or not asked.words else _elsewhere(asked.words, locale, request),
    }
    response = _answer(request, context)
    if asked.words and results.is_missed and asked.is_first:
        return noting(response, asked.words, locale)
    return response


def _answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    htmx = getattr(request, "htmx", None)
    is_part = bool(htmx and not htmx.history_restore_request)
    response = render(request, "search/part.html" if is_part else "search/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _choices(results: Results, chosen: str) -> list[Choice]:
    counts = results.by_kind
    kinds = [
        Choice(kind, title, counts[kind], kind == chosen)
        for kind, title in KINDS.items()
        if counts[kind] or kind == chosen
    ]
    return [Choice("", None, results.count, not chosen), *kinds]


def _cards(entries: "Paged[Any]", results: Results, locale: str, request: HttpRequest) -> list[Card]:
    numbers = list(entries)
    if not numbers:
        return []
    return result_cards(entries_in_order(numbers), results.answer, results.promoted, locale, request)


def _elsewhere(words: str, locale: str, request: HttpRequest) -> list[tuple[str, int]]:
    """How much the search finds in the site's other languages, by language code."""
    others = [code for code, _name in settings.LANGUAGES if code != locale]
    counts = [(code, results_for(words, code, request).count) for code in others]
    return [(code, count) for code, count in counts if count]


def suggestions(request: HttpRequest) -> JsonResponse:
    """What a reader may mean who has typed `q` so far: `{"suggestions": [title, …]}`.

    Only what everybody may see is suggested, whoever asks, so every reader can share the answer.
    """
    locale = get_language() or settings.LANGUAGE_CODE
    beginning = folded(shown_words(request.GET.get("q", "")))
    found = _suggested(beginning, locale) if len(beginning) >= SHORTEST_BEGINNING else []
    return JsonResponse({"suggestions": found}, headers={"Cache-Control": f"max-age={SUGGESTIONS_KEPT}"})


def _suggested(beginning: str, locale: str) -> list[str]:
    digest = sha256(beginning.encode()).hexdigest()
    key = f"search-suggestions:{locale}:{IndexState.current()}:{digest}"
    found = partial(suggest, beginning, locale, MOST_SUGGESTIONS)
    kept: list[str] = cache.get_or_set(key, found, SUGGESTIONS_KEPT) or []
    return kept
