"""The links of a link list, ready to show: pages in the reader's language, other addresses as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from .localised import localised


@dataclass(frozen=True)
class ShownLink:
    """A link as readers see it. `is_elsewhere` when it leaves the site."""

    text: str
    url: str
    is_elsewhere: bool = False


def shown_links(links: Iterable[Any], request: HttpRequest | None) -> list[ShownLink]:
    """The links that lead somewhere; a link to a page that is not published is left out. One query."""
    links = list(links)
    pages = localised([link.get("page") for link in links], Page.objects.all())
    urls = {page.translation_key: page.get_url(request) for page in pages}
    shown = []
    for link in links:
        page, url = link.get("page"), link.get("url")
        if page and (address := urls.get(page.translation_key)):
            shown.append(ShownLink(str(link["text"]), address))
        elif not page and url:
            shown.append(ShownLink(str(link["text"]), str(url), is_elsewhere=True))
    return shown
