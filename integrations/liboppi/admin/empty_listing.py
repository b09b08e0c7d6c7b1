"""What the admin's listings have in common: the ways to sync, and what to do while they are empty."""

from typing import Any

from django.http import HttpRequest

from ..conf import Options
from ..errors import NotConfigured
from ..permissions import may_sync
from .buttons import FIRST, SyncButton, sync_buttons, sync_now_button


class EmptyListingMixin:
    """Gives the listing "Sync now" and, when it is empty, the words for what to do."""

    request: HttpRequest

    @property
    def header_buttons(self) -> list[SyncButton]:
        return sync_buttons(self.request)[:1]  # more would leave no room for the title on a phone

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)  # type: ignore[misc]
        if not context["object_list"] and may_sync(self.request.user):
            context["sync_now_button"] = sync_now_button(self.request, classname=FIRST)
            context["configuration_error"] = configuration_error()
        return context


def configuration_error() -> NotConfigured | None:
    """What keeps the site from being connected to Liboppi, None when nothing does."""
    try:
        Options.from_settings().require_connection()
    except NotConfigured as error:
        return error
    return None
