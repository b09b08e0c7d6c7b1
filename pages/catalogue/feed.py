"""Any list of the catalogue as an Atom feed: what everybody may read, the newest first."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from pages.search.models import Entry
from pages.search.orders import Sort

from .asked import Asked, describe, entries
from .cards import CourseAddress, entry_address

LONGEST = 50  # entries


@dataclass(frozen=True)
class FeedOf:
    """What a feed is of: a question, the catalogue's own address, title and site, and where courses stand."""

    asked: Asked
    url: str
    title: str
    author: str
    address_of: CourseAddress


class CatalogueFeed(Feed):
    """The feed of one question."""

    feed_type = Atom1Feed

    def __init__(self, of: FeedOf) -> None:
        self._of = of
        self.language = of.asked.locale
        self.author_name = of.author

    def title(self) -> str:
        title, asked = self._of.title, self._of.asked
        return f"{title}: {describe(asked)}" if asked.is_narrowed else title

    def subtitle(self) -> str:
        return gettext("What has been added last, for everybody to read.")

    def link(self) -> str:
        query = self._of.asked.query_string
        return f"{self._of.url}?{query}" if query else self._of.url

    def feed_url(self) -> str:
        query = self._of.asked.query_string
        return f"{self._of.url}{gettext('feed/')}{'?' + query if query else ''}"

    def items(self) -> list[Entry]:
        pks = entries(replace(self._of.asked, sort=Sort.NEWEST), None)[:LONGEST]
        found = Entry.objects.select_related("course", "page").in_bulk(pks)
        return [found[pk] for pk in pks if pk in found and found[pk].published]

    def item_title(self, item: Entry) -> str:
        return _printable(item.title)

    def item_description(self, item: Entry) -> str:
        return _printable(item.excerpt)

    def item_link(self, item: Entry) -> str:
        return entry_address(item, self._of.address_of)

    def item_pubdate(self, item: Entry) -> datetime | None:
        return item.published

    def item_updateddate(self, item: Entry) -> datetime | None:
        return item.published

    def item_categories(self, item: Entry) -> tuple[str, ...]:
        return (str(item.get_kind_display()),)


def feed(request: HttpRequest, of: FeedOf) -> Any:
    """The response. Caches may keep it: it is the same for everybody."""
    response = CatalogueFeed(of)(request)
    response["Cache-Control"] = "public, max-age=300"
    return response


def _printable(text: str) -> str:
    """XML has no room for control characters."""
    return "".join(character if character.isprintable() else " " for character in text)
