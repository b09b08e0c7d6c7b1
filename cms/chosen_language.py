"""The language that a reader has chosen, kept in the browser for a year.

To choose is to go from a page of the site in one language to a page of it in another, as the language switch
does. Who reads what a search or a message led to has chosen nothing: readers who never switch have no cookie.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path, get_language_from_request


def wanted_language(request: HttpRequest) -> str:
    """For an address without a language: the chosen one, else that of the page left, else the browser's."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and (left := _language_left(request)):
        return left
    return get_language_from_request(request)


def remember_choice(request: HttpRequest, response: HttpResponseBase) -> None:
    """Put the cookie on a page that changes the reader's language; that answer is for this reader alone."""
    if not _is_page(request, response):
        return
    language, left = get_language_from_path(request.path_info), _language_left(request)
    if not (language and left) or language == left:
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    patch_cache_control(response, private=True)


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    return request.method == "GET" and response.status_code == 200 and kind.startswith("text/html")


def _language_left(request: HttpRequest) -> str | None:
    """The language of the page of ours from which the reader comes; None for one who comes from elsewhere.

    Browsers tell it to the site itself: the referrer policy is same-origin.
    """
    try:
        left = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # such as http://[
        return None
    is_ours = (left.scheme, left.netloc) == (request.scheme, request.get_host())
    return get_language_from_path(left.path) if is_ours else None
