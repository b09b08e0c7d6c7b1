"""The record of each sync."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..answers import reason_text
from ..errors import message_for, remedy_for

KEPT = timedelta(days=2 * 365)  # how long the record of a sync is kept
KEPT_DRY = timedelta(days=30)  # and that of what one would have changed


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
    PUSH = "push", _("A call from Liboppi")


class RunPhase(models.TextChoices):
    """What a running sync is busy with."""

    LISTING = "listing", _("Listing the courses")
    READING = "reading", _("Reading the courses")
    METHODS = "methods", _("Reading how to enrol")
    PLANNING = "planning", _("Comparing with what is known")
    WRITING = "writing", _("Writing the changes")
    PICTURES = "pictures", _("Fetching pictures")


class Notice(models.TextChoices):
    """The mail that was sent after a sync."""

    FAILING = "failing", _("syncs keep failing")
    RECOVERED = "recovered", _("syncs work again")


class SyncRunQuerySet(models.QuerySet["SyncRun"]):
    """Questions asked of syncs."""

    def real(self) -> "SyncRunQuerySet":
        """Those that write, not those that only look what would change."""
        return self.filter(is_dry_run=False)

    def last_good(self) -> "SyncRun | None":
        """The last sync of the whole catalogue that was done."""
        return self.real().filter(status=RunStatus.DONE, courses=[]).first()

    def failures_in_a_row(self) -> "SyncRunQuerySet":
        """Those of the whole catalogue that have ended since the last good one, none of them good."""
        ended = self.real().filter(courses=[]).exclude(status__in=[RunStatus.RUNNING, RunStatus.DONE])
        last = self.last_good()
        return ended.filter(started__gt=last.started) if last else ended

    def last_notice(self) -> str:
        """The mail that was sent last, "" when none was."""
        return self.exclude(notice="").values_list("notice", flat=True).first() or ""

    def last_cursor(self) -> int:
        """Where the rotation of enrolment methods goes on."""
        done = self.real().filter(status=RunStatus.DONE)
        return done.values_list("methods_cursor", flat=True).first() or 0

    def forget_old(self) -> None:
        """Delete records that nobody needs any more, with their changes."""
        now = timezone.now()
        dry = models.Q(is_dry_run=True, started__lt=now - KEPT_DRY)
        self.filter(dry | models.Q(started__lt=now - KEPT)).exclude(status=RunStatus.RUNNING).delete()


class SyncRun(models.Model):
    """The record of one sync. `error_kind` and `error_details` give its message in the reader's language.

    `courses` are the numbers of those that were asked about; none means all. `phase`, `progress` and
    `progress_total` (None where it isn't known) tell how far it has come, `seen` when that was last said.
    `methods_cursor` is the number of the course after which the next rotation of enrolment methods begins.
    """

    started = models.DateTimeField(_("started"), default=timezone.now)
    finished = models.DateTimeField(_("finished"), null=True)
    status = models.CharField(
        _("status"), max_length=20, choices=RunStatus.choices, default=RunStatus.RUNNING
    )
    trigger = models.CharField(_("started by"), max_length=20, choices=SyncTrigger.choices)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    is_dry_run = models.BooleanField(_("only shows what would change"), default=False)
    courses = models.JSONField(_("only these courses"), default=list)
    phase = models.CharField(_("phase"), max_length=12, choices=RunPhase.choices, blank=True)
    progress = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(null=True)
    seen = models.DateTimeField(default=timezone.now)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("courses", "changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    hidden = models.PositiveIntegerField(_("hidden in Liboppi"), default=0)
    missing = models.PositiveIntegerField(_("missing"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    restored = models.PositiveIntegerField(_("restored"), default=0)
    skipped = models.JSONField(_("skipped"), default=list)
    requests = models.PositiveIntegerField(_("requests"), default=0)
    seconds = models.FloatField(_("seconds"), default=0)
    error_kind = models.CharField(_("error"), max_length=40, blank=True)
    error_details = models.JSONField(default=dict)
    pictures = models.PositiveIntegerField(_("pictures fetched"), default=0)
    picture_problems = models.PositiveIntegerField(_("pictures that could not be fetched"), default=0)
    methods_cursor = models.PositiveBigIntegerField(default=0, editable=False)
    notice = models.CharField(max_length=12, choices=Notice.choices, blank=True, editable=False)

    objects = SyncRunQuerySet.as_manager()

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
