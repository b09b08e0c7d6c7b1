"""The addresses of saved searches under the catalogue's page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from pages.core.moved import to_route_of_today

from . import views

ONCE = "^(?:tallennetut|sparade)/"  # in both languages, with English steps after it


class SavedSearchRoutes(RoutablePageMixin):
    """To be mixed into the catalogue's page."""

    @path(_("saved/"))
    def saved(self, request: HttpRequest) -> HttpResponse:
        """The reader's saved searches."""
        return self._private(request, views.list_searches)

    @path(_("saved/new/"))
    def save_search(self, request: HttpRequest) -> HttpResponse:
        """Saves the search of the query string."""
        return self._private(request, views.new_search)

    @path(_("saved/<int:number>/"))
    def saved_search(self, request: HttpRequest, number: int) -> HttpResponse:
        """Changes a saved search."""
        return self._private(request, views.edit_search, number=number)

    @path(_("saved/<int:number>/delete/"))
    def delete_search(self, request: HttpRequest, number: int) -> HttpResponse:
        """Deletes a saved search."""
        return self._private(request, views.delete_search, number=number)

    @re_path(f"{ONCE}$", name="old_saved")
    @re_path(f"{ONCE}new/$", name="old_save_search")
    @re_path(f"{ONCE}(?P<number>[0-9]+)/$", name="old_saved_search")
    @re_path(f"{ONCE}(?P<number>[0-9]+)/delete/$", name="old_delete_search")
    def saved_elsewhere(self, request: HttpRequest, **values: str) -> HttpResponse:
        """Where they stood before every step was in the reader's language."""
        return to_route_of_today(self, request, **values)

    def _private(
        self, request: HttpRequest, view: Callable[..., HttpResponse], **values: Any
    ) -> HttpResponse:
        response = views.for_reader(request) or view(request, self, **values)
        response["Cache-Control"] = "no-store"
        return response
