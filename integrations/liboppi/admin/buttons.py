"""The buttons that ask for a sync: forms of their own, because they change something."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import BaseButton

from ..permissions import may_see_runs, may_sync

SYNC_NOW = "liboppi_sync_runs:sync_now"
HEADER = "button w-header-button"
FIRST = "button liboppi-button"
SECOND = "button button-secondary liboppi-button"


class SyncButton(BaseButton):
    """A form with one button that asks the background worker for a sync."""

    template_name = "liboppi/admin/sync_button.html"

    def __init__(
        self,
        request: HttpRequest,
        label: str,
        *,
        icon_name: str = "rotate",
        classname: str = HEADER,
        priority: int = 10,
        values: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(label, reverse(SYNC_NOW), classname, icon_name, priority=priority)
        self.request = request
        self.values = dict(values or {})

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"button": self, "csrf_token": get_token(self.request)}


def sync_now_button(request: HttpRequest, label: str = "", classname: str = HEADER) -> SyncButton:
    """The button for a sync of the whole catalogue."""
    return SyncButton(request, label or _("Sync now"), classname=classname)


def dry_run_button(request: HttpRequest, classname: str = HEADER) -> SyncButton:
    """The button for a look at what a sync would change."""
    return SyncButton(
        request,
        _("Show what would change"),
        icon_name="view",
        classname=classname,
        priority=20,
        values={"dry_run": "1"},
    )


def forced_look_button(request: HttpRequest) -> SyncButton:
    """The button for a look at what a sync would change if the guard didn't stop it."""
    return SyncButton(
        request,
        _("Show what it would change"),
        icon_name="view",
        classname=SECOND,
        values={"dry_run": "1", "force": "1"},
    )


def sync_buttons(request: HttpRequest, classname: str = HEADER) -> list[SyncButton]:
    """Those for people who may ask for a sync; a plan is of use only to whoever may read it."""
    if not may_sync(request.user):
        return []
    buttons = [sync_now_button(request, classname=classname)]
    if may_see_runs(request.user):
        buttons.append(dry_run_button(request, classname if classname == HEADER else SECOND))
    return buttons
