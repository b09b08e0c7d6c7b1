"""Where a reader's saved searches are: under the catalogue, and what their mails link to."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

if TYPE_CHECKING:
    from ..models import CataloguePage
    from .models import SavedSearch

_SALT = "catalogue.saved.unsubscribe"


def saved_url(
    page: "CataloguePage", request: HttpRequest | None = None, route: str = "saved", **values: int
) -> str:
    """A route of saved searches under the catalogue `page`, in its language: their list unless told."""
    with translation.override(page.locale.language_code):
        return f"{page.get_url(request) or '/'}{page.reverse_subpage(route, kwargs=values)}"


def catalogue_in(language: str) -> Any:
    """The catalogue's page in the language, None where there is none. One query."""
    pages = apps.get_model("catalogue", "CataloguePage").objects.live()
    return pages.filter(locale__language_code=language).first()


def results_url(page: "CataloguePage | None", query: str) -> str:
    """Where the query string is asked again, "" without a catalogue."""
    return f"{page.get_url() or '/'}{'?' + query if query else ''}" if page else ""


def full_address(path: str) -> str:
    """An address as a mail needs it."""
    return urljoin(f"{settings.WAGTAILADMIN_BASE_URL}/", path)


def unsubscribe_url(search: "SavedSearch") -> str:
    """The full address at which the search's mails are stopped, signed in or out; it never expires."""
    with translation.override(search.locale):
        return full_address(reverse("saved_search_unsubscribe", args=[signing.dumps(search.pk, salt=_SALT)]))


def search_of(token: str) -> int | None:
    """The primary key in a token of `unsubscribe_url`, None where we didn't sign it."""
    try:
        number = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return number if isinstance(number, int) else None
