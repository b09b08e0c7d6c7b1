"""The admin's listing of syncs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from ..models import SyncRun
from . import columns, run_words
from .buttons import SyncButton, sync_buttons
from .empty_listing import EmptyListingMixin
from .exports import HarmlessExportMixin

COMPARE = "liboppi_sync_runs:compare"


class SyncRunIndexView(HarmlessExportMixin, EmptyListingMixin, IndexView):
    """All syncs, the last one first."""

    any_permission_required = ["view"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            columns.RowTitleColumn(
                "started", view=self, label=_("Started"), accessor=columns.started, sort_key="started"
            ),
            columns.TagColumn("status", label=_("Result"), tag=columns.run_tag, sort_key="status"),
            columns.WideColumn("kind", label=_("Kind"), accessor=run_words.kind),
            columns.WideColumn(
                "trigger", label=_("Started by"), accessor=run_words.asked_by, sort_key="trigger"
            ),
            Column("changes", label=_("Changes"), accessor=run_words.changes),
            columns.WideColumn(
                "seconds", label=_("Duration"), accessor=run_words.duration, sort_key="seconds"
            ),
            columns.WideColumn("message", label=_("Message")),
        ]

    @property
    def header_buttons(self) -> list[SyncButton]:
        return sync_buttons(self.request)

    def get_base_queryset(self) -> Any:
        return SyncRun.objects.select_related("asked_by")

    def get_list_more_buttons(self, instance: SyncRun) -> list[Any]:
        url = f"{reverse(COMPARE)}?b={instance.pk}"
        compare = Button(_("Compare with the one before"), url=url, icon_name="resubmit", priority=40)
        return [*super().get_list_more_buttons(instance), compare]

    def get_export_headings(self) -> Mapping[str, Any]:
        return {
            "started": _("Started"),
            "finished": _("Finished"),
            "status": _("Result"),
            "kind": _("Kind"),
            "asked_by": _("Started by"),
            **{name: run_words.count_label(name) for name in run_words.COUNTS},
            "skipped": _("Skipped"),
            "seconds": _("Seconds"),
            "requests": _("Requests to Liboppi"),
            "message": _("Message"),
        }

    def export_rows(self, items: Iterable[SyncRun]) -> Iterable[Mapping[str, Any]]:
        for run in items:
            yield {
                "started": run.started,
                "finished": run.finished,
                "status": run.get_status_display(),
                "kind": run_words.kind(run),
                "asked_by": run_words.asked_by(run),
                **{count.name: count.value for count in run_words.counts(run)},
                "skipped": len(run.skipped),
                "seconds": run.seconds,
                "requests": run.requests,
                "message": run.message,
            }
