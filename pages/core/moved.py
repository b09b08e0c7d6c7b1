"""Addresses under a routable page that have changed: where the former ones lead."""

from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect

FORMER = "old_"  # before the name of the route that has come in its place


def to_route_of_today(page: Any, request: HttpRequest, **values: Any) -> HttpResponsePermanentRedirect:
    """From a route of `page` called "old_feed" to the one called "feed", with the same query string."""
    route = request.routable_resolver_match.url_name.removeprefix(FORMER)  # type: ignore[attr-defined]
    query = request.META.get("QUERY_STRING", "")
    rest = page.reverse_subpage(route, kwargs=values)
    return HttpResponsePermanentRedirect(f"{page.get_url(request)}{rest}{'?' + query if query else ''}")
