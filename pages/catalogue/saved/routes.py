"""The addresses of saved searches under the catalogue's page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from . import views
from .addresses import ANY_PLACE, place_in, saved_url


class SavedSearchRoutes(RoutablePageMixin):
    """To be mixed into the catalogue's page.

    The language switch leads to the other language's name of the place, and from there to the right one.
    """

    @re_path(rf"^{ANY_PLACE}/$")
    def saved(self, request: HttpRequest, place: str) -> HttpResponse:
        """The reader's saved searches."""
        return self._private(request, place, "", views.list_searches)

    @re_path(rf"^{ANY_PLACE}/new/$")
    def save_search(self, request: HttpRequest, place: str) -> HttpResponse:
        """Saves the search of the query string."""
        return self._private(request, place, "new/", views.new_search)

    @re_path(rf"^{ANY_PLACE}/(?P<number>[0-9]+)/$")
    def saved_search(self, request: HttpRequest, place: str, number: str) -> HttpResponse:
        """Changes a saved search."""
        return self._private(request, place, f"{number}/", views.edit_search, number=int(number))

    @re_path(rf"^{ANY_PLACE}/(?P<number>[0-9]+)/delete/$")
    def delete_search(self, request: HttpRequest, place: str, number: str) -> HttpResponse:
        """Deletes a saved search."""
        return self._private(request, place, f"{number}/delete/", views.delete_search, number=int(number))

    @property
    def saved_url(self) -> str:
        """Where readers find their saved searches."""
        return saved_url(self)

    def _private(
        self, request: HttpRequest, place: str, rest: str, view: Callable[..., HttpResponse], **values: Any
    ) -> HttpResponse:
        if place != place_in(self.locale.language_code):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(f"{saved_url(self, request)}{rest}{'?' + query if query else ''}")
        response = views.for_reader(request) or view(request, self, **values)
        response["Cache-Control"] = "no-store"
        return response
