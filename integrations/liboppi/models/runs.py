"""The record of each sync."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..answers import reason_text
from ..errors import message_for, remedy_for


class RunStatus(models.TextChoices):
    """How a sync stands or ended."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    REFUSED = "refused", _("Refused, to protect the catalogue")


class SyncTrigger(models.TextChoices):
    """What started a sync."""

    SCHEDULE = "schedule", _("Schedule")
    COMMAND = "command", _("Command line")
    ADMIN = "admin", _("An editor")


class SyncRun(models.Model):
    """The record of one sync. `error_kind` and `error_details` give its message in the reader's language."""

    started = models.DateTimeField(_("started"), default=timezone.now)
    finished = models.DateTimeField(_("finished"), null=True)
    status = models.CharField(
        _("status"), max_length=20, choices=RunStatus.choices, default=RunStatus.RUNNING
    )
    trigger = models.CharField(_("started by"), max_length=20, choices=SyncTrigger.choices)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    missing = models.PositiveIntegerField(_("missing"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    restored = models.PositiveIntegerField(_("restored"), default=0)
    skipped = models.JSONField(_("skipped"), default=list)
    requests = models.PositiveIntegerField(_("requests"), default=0)
    seconds = models.FloatField(_("seconds"), default=0)
    error_kind = models.CharField(_("error"), max_length=40, blank=True)
    error_details = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("sync run")
        verbose_name_plural = _("sync runs")
        ordering = ["-started", "-pk"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started):%Y-%m-%d %H:%M} {self.get_status_display()}"

    @property
    def skipped_items(self) -> list[dict[str, Any]]:
        """What was left out: `kind`, `id` (None where it couldn't be read), `name`, and `reason` in words."""
        return [
            {
                "kind": item["kind"],
                "id": item["id"],
                "name": item["name"],
                "reason": reason_text(item["reason"], item["fields"]),
            }
            for item in self.skipped
        ]

    @property
    def message(self) -> str:
        """What went wrong, "" when nothing did."""
        return message_for(self.error_kind, self.error_details) if self.error_kind else ""

    @property
    def remedy(self) -> str:
        """What to do about it, "" when nothing went wrong."""
        return remedy_for(self.error_kind, self.error_details) if self.error_kind else ""
