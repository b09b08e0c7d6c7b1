"""The button that asks for a sync: a form of its own, because it changes something."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from wagtail.admin.ui.components import Component

from .permissions import may_sync

SYNC_NOW = "liboppi_sync_runs:sync_now"


class SyncNowButton(Component):
    """Inputs: the request, and the look: in the header or in the text of an empty listing."""

    template_name = "liboppi/admin/sync_now_button.html"

    def __init__(self, request: HttpRequest, classname: str = "button w-header-button") -> None:
        self.request = request
        self.classname = classname

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"url": reverse(SYNC_NOW), "csrf_token": get_token(self.request), "classname": self.classname}


def sync_now_buttons(request: HttpRequest, **kwargs: Any) -> list[SyncNowButton]:
    """The button for those who may ask for a sync, else none."""
    return [SyncNowButton(request, **kwargs)] if may_sync(request.user) else []
