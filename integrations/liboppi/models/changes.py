"""What each sync changed, course by course, and the calls by which Liboppi asks for a sync."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .runs import RunStatus, SyncRun

MOST_CHANGES = 200  # of one course, looked through for when a field changed


class ChangeAction(models.TextChoices):
    """What a sync did, or would do, to a course."""

    CREATED = "created", _("New")
    UPDATED = "updated", pgettext_lazy("course", "Changed")
    HIDDEN = "hidden", _("Hidden in Liboppi")
    MISSING = "missing", _("Missing")
    WITHDRAWN = "withdrawn", pgettext_lazy("course", "Withdrawn")
    RESTORED = "restored", _("Restored")


class SyncChangeQuerySet(models.QuerySet["SyncChange"]):
    """Questions asked of changes."""

    def latest_of(self, moodle_id: int) -> "SyncChangeQuerySet":
        """What syncs did to the course, the last first; not what they would have done."""
        done = self.filter(moodle_id=moodle_id, run__is_dry_run=False, run__status=RunStatus.DONE)
        return done.select_related("run").order_by("-pk")[:MOST_CHANGES]


class SyncChange(models.Model):
    """One thing that a sync did to one course; of a dry run, what it would have done.

    `fields` are the differences as `differences.Change.as_dict` gives them: no key stands in them. `course`
    is empty where there is none, as before a course is created; `moodle_id` and `name` always tell which.
    """

    run = models.ForeignKey(SyncRun, on_delete=models.CASCADE, related_name="changes")
    course = models.ForeignKey("liboppi.Course", on_delete=models.SET_NULL, null=True, related_name="changes")
    moodle_id = models.PositiveBigIntegerField(_("number in Liboppi"))
    name = models.CharField(_("name"), max_length=500, blank=True)
    action = models.CharField(_("change"), max_length=12, choices=ChangeAction.choices)
    cause = models.CharField(max_length=12, blank=True)
    fields = models.JSONField(_("fields"), default=list)

    objects = SyncChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change by a sync")
        verbose_name_plural = _("changes by syncs")
        ordering = ["pk"]
        indexes = [models.Index(fields=["moodle_id", "run"], name="liboppi_changes_of_course")]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.name or self.moodle_id}"


class PushCallQuerySet(models.QuerySet["PushCall"]):
    """Questions asked of calls."""

    def waiting(self) -> "PushCallQuerySet":
        """Those that no sync has carried out yet."""
        return self.filter(run=None)

    def course_numbers(self) -> set[int]:
        """The numbers of all courses that they name."""
        return {number for courses in self.values_list("courses", flat=True) for number in courses}

    def settle(self, run: SyncRun) -> int:
        """Give those that wait to the sync that carried them out; how many they were."""
        return self.waiting().update(run=run)


class PushCall(models.Model):
    """A call by which Liboppi says that courses have changed. No `courses` means all.

    `signature` is the SHA-256 of what was signed, in hex: a call that came before is not taken again,
    whichever secret signs it. `run` is the sync that carried it out; it waits until there is one.
    """

    signature = models.CharField(max_length=64, unique=True)
    courses = models.JSONField(default=list)
    received = models.DateTimeField(_("received"), default=timezone.now)
    run = models.ForeignKey(SyncRun, on_delete=models.SET_NULL, null=True, related_name="push_calls")

    objects = PushCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call from Liboppi")
        verbose_name_plural = _("calls from Liboppi")
        ordering = ["received", "pk"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.received):%Y-%m-%d %H:%M}"
