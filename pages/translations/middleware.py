"""Stands before wagtail-localize's views, and tells after a request what was not published and why."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.shortcuts import redirect
from django.utils.translation import override
from wagtail.admin.auth import permission_denied
from wagtail.users.models import UserProfile

from . import guard
from .messages import tell_held_back
from .publishing import collected
from .report_addresses import REPORT

_REPORTS = frozenset(("translations_report", "translations_report_results"))


class TranslationsMiddleware:
    """Guards all views of wagtail-localize at once; needs the user and messages, so it stands after both."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with collected() as held_back:
            response = self.get_response(request)
        if held_back and request.user.is_authenticated:
            profile = UserProfile.get_for_user(request.user)
            with override(profile.get_preferred_language()):  # the admin's own ended with its view
                for translation in held_back:
                    tell_held_back(request, translation)
        return response

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer in the view's place where the user may not open it, or where our report takes its place."""
        match = request.resolver_match
        if match is None or guard.NAMESPACE not in match.namespaces:
            return None
        if isinstance(request.user, AnonymousUser) or not request.user.has_perm("wagtailadmin.access_admin"):
            return None  # the admin sends them to its sign-in page
        if match.url_name in _REPORTS:
            return redirect(REPORT)
        try:
            guard.check(request, match.url_name or "", kwargs)
        except PermissionDenied:
            return _denied(request)
        return None


def _denied(request: HttpRequest) -> HttpResponse:
    """Scripts get a plain 403; people go to the admin's front page with a message."""
    if request.method in ("PUT", "DELETE"):
        return HttpResponseForbidden()
    response: HttpResponse = permission_denied(request)
    return response
