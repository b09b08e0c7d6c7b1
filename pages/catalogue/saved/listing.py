"""A reader's saved searches as their list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pages.search.models import Entry
from pages.ui.cards import Fact

from ..asked import describe
from ..links import Link, entry_links, readable
from .addresses import catalogue_in, results_url
from .looking import asked_by
from .models import SavedSearch

Thing = tuple[str, int | None, int | None]  # language of the list, page, course


@dataclass(frozen=True)
class SearchRow:
    """A saved search with what it asks for, in words, and what came up for it last.

    `url` is where its results are; `language` is that of its list where it is not the page's, else "".
    """

    search: SavedSearch
    description: str
    url: str
    language: str
    latest: tuple[Link, ...]

    @property
    def facts(self) -> list[Fact]:
        """How often it is mailed, and when it was saved."""
        icon = "mail" if self.search.sends_mail else "bell-off"
        return [
            Fact(icon, _("Mail"), self.search.get_frequency_display()),
            Fact("calendar", _("Saved"), date_format(localtime(self.search.saved))),
        ]


def rows(searches: Sequence[SavedSearch], locale: str, request: HttpRequest) -> list[SearchRow]:
    """A row for each search, which come `with_latest`. One query for all that they found, one a language."""
    links = _links(searches, request)
    pages = {language: catalogue_in(language) for language in {search.locale for search in searches}}
    return [
        SearchRow(
            search=search,
            description=describe(asked_by(search)),
            url=results_url(pages[search.locale], search.query),
            language=search.locale if search.locale != locale else "",
            latest=tuple(
                links[thing]
                for found in search.latest  # type: ignore[attr-defined]
                if (thing := (search.locale, found.page_id, found.course_id)) in links
            ),
        )
        for search in searches
    ]


def _links(searches: Sequence[SavedSearch], request: HttpRequest) -> dict[Thing, Link]:
    found = [one for search in searches for one in search.latest]  # type: ignore[attr-defined]
    if not found:
        return {}
    pages = Q(page__in=[one.page_id for one in found if one.page_id])
    courses = Q(course__in=[one.course_id for one in found if one.course_id])
    entries = readable(Entry.objects.filter(pages | courses).select_related("page", "course"), request)
    things = ((entry.locale, entry.page_id, entry.course_id) for entry in entries)
    return dict(zip(things, entry_links(entries), strict=True))
