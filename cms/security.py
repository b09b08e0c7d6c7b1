"""The content security policy of the admin, which the site's own strict one would break."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

ADMIN_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],  # previews, beside what pages may frame
}


class AdminPolicyMiddleware:
    """Lets Wagtail's admin use inline scripts and styles; every other address keeps the strict policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            response._csp_update = ADMIN_DIRECTIVES  # type: ignore[attr-defined]
        return response
