"""Entries of the index as links: what is listed of a thing where there is no room for a card."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest

from integrations.liboppi.pages import course_pages
from pages.core.restrictions import refused_branches
from pages.search.models import Entry


@dataclass(frozen=True)
class Link:
    """`url` as the page tells it, mostly without a host; `language` where it is not the list's, else ""."""

    title: str
    url: str
    kind: str
    language: str = ""


def readable(entries: Iterable[Entry], request: HttpRequest | None) -> list[Entry]:
    """Those that the request's user may read, in their order; without a request, that everybody may.

    Needs them with their pages.
    """
    refused = tuple(refused_branches(request))
    return [entry for entry in entries if not (entry.page and entry.page.path.startswith(refused))]


def entry_links(entries: Iterable[Entry]) -> list[Link]:
    """A link for each entry. Needs them with pages and courses; a query for each language of courses."""
    address_of = cache(course_pages)
    return [
        Link(
            title=entry.title,
            url=_address(entry, address_of),
            kind=entry.get_kind_display(),
            language=entry.language if entry.language != entry.locale else "",
        )
        for entry in entries
    ]


def _address(entry: Entry, course_pages_in: Callable[[str], Callable[[Any], str]]) -> str:
    return entry.page.get_url() or "" if entry.page else course_pages_in(entry.locale)(entry.course)
