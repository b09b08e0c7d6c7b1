"""The catalogue on the admin's home page: how old it is, how the last sync ended, what needs attention."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django_q.models import Schedule
from wagtail.admin.ui.components import Component

from ..errors import NotConfigured
from ..health import CatalogueHealth, catalogue_health
from ..models import RunStatus, SyncRun
from ..permissions import User, may_see_courses, may_see_runs, may_sync
from ..schedule import SCHEDULE_NAME
from . import columns, run_words
from .attention import Matter, matters
from .buttons import SECOND, SyncButton, sync_buttons
from .empty_listing import configuration_error


@dataclass(frozen=True)
class Trouble:
    """Syncs of the whole catalogue that have been failing: since when, and what the last one says."""

    since: datetime
    count: int
    last: SyncRun

    @property
    def url(self) -> str:
        """The last one's page."""
        return reverse("liboppi_sync_runs:inspect", args=(self.last.pk,))


def trouble() -> Trouble | None:
    """What has kept going wrong since the last good sync, None when the last one was good; two queries."""
    failed = list(SyncRun.objects.failures_in_a_row())
    return Trouble(failed[-1].started, len(failed), failed[0]) if failed else None


class CataloguePanel(Component):
    """For those who may look at courses or syncs; shown to others as nothing."""

    name = "liboppi_catalogue"
    template_name = "liboppi/admin/home_panel.html"
    order = 150

    class Media:
        css = {"all": ["liboppi/admin.css"]}

    def __init__(self, request: Any) -> None:
        self.request = request

    @property
    def user(self) -> User:
        """Who looks."""
        user: User = self.request.user
        return user

    @cached_property
    def health(self) -> CatalogueHealth:
        """How the catalogue is."""
        return catalogue_health()

    def render_html(self, parent_context: Any = None) -> Any:
        if not (may_see_courses(self.user) or may_see_runs(self.user)):
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = {"matters": self._matters(), "health": self.health, "next_run": self._next_run()}
        return context | (self._about_runs() if may_see_runs(self.user) else {})

    def _matters(self) -> list[Matter]:
        return [matter for matter in matters(self.user) if matter.count]

    def _next_run(self) -> datetime | None:
        if not self.health.is_configured:
            return None
        return Schedule.objects.filter(name=SCHEDULE_NAME).values_list("next_run", flat=True).first()

    def _about_runs(self) -> dict[str, Any]:
        run = self.health.last_run
        return {
            "shows_runs": True,
            "configuration_error": self._configuration_error(),
            "trouble": trouble() if self.health.is_configured else None,
            "last_run": run,
            "last_run_tag": columns.run_tag(run) if run else None,
            "last_run_changes": run_words.changes(run) if run else "",
            "buttons": self._buttons(),
        }

    def _configuration_error(self) -> NotConfigured | None:
        return configuration_error() if may_sync(self.user) else None

    def _buttons(self) -> list[SyncButton]:
        is_running = self.health.last_run and self.health.last_run.status == RunStatus.RUNNING
        if not self.health.is_configured or is_running:
            return []
        return sync_buttons(self.request, SECOND)
