"""What happens before the translation editor opens.

The rights over the original are asked for, and what is not whole is not published.
"""

import contextlib
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.auth import permission_denied
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail_localize.models import Translation

from .guard import check_editing
from .missing import count_missing, translation_of
from .publishing import hold_back
from .rights import may_change_now

RESTART = "localize-restart-translation"


def before_editing(request: HttpRequest, version: Any) -> HttpResponse | None:
    """An answer in the editor's place where it must not open or publish."""
    if not isinstance(version, TranslatableMixin):
        return None
    try:
        check_editing(request, version, restarts=RESTART in request.POST)
    except PermissionDenied:
        return permission_denied(request)
    translation = translation_of(version)
    if request.POST.get("action") != "publish" or translation is None or not count_missing(translation):
        return None
    if not may_change_now(request.user, version):
        return permission_denied(request)
    return _save_draft(request, version, translation)


def _save_draft(request: HttpRequest, version: Any, translation: Translation) -> HttpResponse:
    """Keep what has been translated, and say what is missing. Texts that are not valid are marked as such."""
    if isinstance(version, DraftStateMixin):
        with contextlib.suppress(ValidationError):
            translation.save_target(user=request.user, publish=False)
    hold_back(translation)
    return redirect(request.path)
