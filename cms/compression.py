"""Compresses what the site sends, but for what may hold a secret of the signed-in."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")


class PublicGZipMiddleware(GZipMiddleware):
    """Django's gzip for what strangers read, and for static files that were not compressed beforehand.

    Pages of the signed-in can hold enrolment keys and repeat words of their own address: the length of a
    compressed page would tell of its content, letter by letter (BREACH). They go as they are, unless the view
    says of its answer that it `holds_no_key`, whoever reads it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed where it is a whole text that anyone may read."""
        is_text = response.headers.get("Content-Type", "").startswith(TEXTS)
        may_tell = _may_be_private(request) and not getattr(response, "holds_no_key", False)
        if response.status_code == HTTPStatus.PARTIAL_CONTENT or not is_text or may_tell:
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed


def _may_be_private(request: HttpRequest) -> bool:
    """Whether the answer may differ for the one who asks. Static files never do."""
    knows_reader = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    return knows_reader and not request.path_info.startswith(settings.STATIC_URL)
