"""Refuses query strings that no endpoint could answer, before a database sees them."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from .problems import problem_response

API_PREFIX = "/api/"
UNGUARDED = "/api/oai/"  # its protocol has errors of its own for whatever is asked
LARGEST_NUMBER = 2**31 - 1
WHOLE_NUMBERS = ("limit", "offset", "page")


class QueryGuardMiddleware:
    """Answers 400 to a NUL character or an impossible number in an API's query.

    Wagtail 8.0's own API would answer 500 to both (a NUL can't be searched, a huge offset not counted).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        is_guarded = path.startswith(API_PREFIX) and path != UNGUARDED
        if is_guarded and (fault := query_fault(request)):
            return problem_response(HTTPStatus.BAD_REQUEST, fault)
        return self.get_response(request)


def query_fault(request: HttpRequest) -> str:
    """What is wrong with the request's query, naming the parameter; "" when nothing is."""
    for name, values in request.GET.lists():
        for value in values:
            if "\0" in name or "\0" in value:
                return "The query holds a NUL character (%00). Leave it out."
            if name in WHOLE_NUMBERS and value.isdecimal() and int(value[:20]) > LARGEST_NUMBER:
                return f"{name} is too large. Give {LARGEST_NUMBER} or less."
    return ""
