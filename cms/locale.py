"""The reader's language, by the address or the browser."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from cms.api.guard import API_PREFIX


class SiteLocaleMiddleware(LocaleMiddleware):
    """Django's, but it leaves the APIs alone.

    Django's would answer an API's 404 with a redirect to /fi/api/…, where Wagtail looks for a page; and API
    answers don't vary with the browser's language.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(API_PREFIX):
            return response
        return super().process_response(request, response)
