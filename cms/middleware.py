"""Languages in addresses."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

from .chosen_language import remember_choice


class PageLocaleMiddleware(LocaleMiddleware):
    """Sends an address without a language on to the reader's, but only where no view of ours has answered.

    Django's own would turn every 404 into a redirect, those of the API, of files and of the admin too. Also
    remembers the language that a reader chooses.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.resolver_match is not None:
            return response
        remember_choice(request, response)
        return super().process_response(request, response)
