"""Begins the way to a page at the home page in the reader's language; Wagtail makes three queries for it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from .routing import way_for

WAGTAIL_VIEW = "wagtail_serve"


class RoutingMiddleware:
    """Leaves to Wagtail what it serves: the page is found before, where Wagtail looks for it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, args: Any, _kwargs: Any) -> None:
        """Keep the route of the address; Wagtail finds its own way where the language has no home page."""
        match = request.resolver_match
        if match is None or match.url_name != WAGTAIL_VIEW:
            return
        way = way_for(request, [slug for slug in args[0].split("/") if slug])
        if way is None:
            return
        try:
            route = way.route(request)
        except Http404:
            route = None
        request._wagtail_route_for_request = route  # type: ignore[attr-defined]
