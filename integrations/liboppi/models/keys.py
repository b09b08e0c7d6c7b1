"""Enrolment keys with their history, and readers' reports of keys that don't work.

A key that an editor wrote stands in a row of its own: the sync never writes one whose source is the editor.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeySource(models.TextChoices):
    """Where an enrolment key was read. The order is that of trust."""

    EDITOR = "editor", _("written by an editor")
    CUSTOM_FIELD = "custom_field", _("custom field in Liboppi")
    SUMMARY = "summary", _("found in the course summary")
    GROUP_KEY = "group_key", _("key of a group in Liboppi")


TRUST = {source: place for place, source in enumerate(KeySource.values)}


class EnrolmentKeyQuerySet(models.QuerySet["EnrolmentKey"]):
    """Questions asked of keys."""

    def current(self) -> "EnrolmentKeyQuerySet":
        """Those that are known now, not those of former times."""
        return self.filter(last_seen=None)

    def imported(self) -> "EnrolmentKeyQuerySet":
        """Those that came from Liboppi."""
        return self.exclude(source=KeySource.EDITOR)

    def by_trust(self) -> "EnrolmentKeyQuerySet":
        """In the order of `Course.keys_by_trust`."""
        places = [models.When(source=source, then=place) for source, place in TRUST.items()]
        return self.order_by(models.Case(*places, output_field=models.IntegerField()), "pk")


class EnrolmentKey(models.Model):
    """An enrolment key of a course: staff data. Its value stands in no log, index or anonymous answer.

    `last_seen` is empty while the key is there; a key that went keeps its row, which is the course's history.
    `method` is the enrolment method that it opens, where that is known; `label` the name of the group whose
    key it is.
    """

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="keys")
    source = models.CharField(_("source"), max_length=20, choices=KeySource.choices)
    value = models.CharField(_("value"), max_length=255)
    method = models.ForeignKey(
        "liboppi.EnrolmentMethod",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="keys",
        verbose_name=_("enrolment method"),
    )
    label = models.CharField(_("group"), max_length=255, blank=True)
    first_seen = models.DateTimeField(_("first seen"), default=timezone.now)
    last_seen = models.DateTimeField(_("last seen"), null=True, blank=True)

    objects = EnrolmentKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment key")
        verbose_name_plural = _("enrolment keys")
        constraints = [
            models.UniqueConstraint(fields=["course", "source", "value"], name="liboppi_one_key_a_source"),
        ]

    def __str__(self) -> str:
        return str(self.get_source_display())

    @property
    def is_current(self) -> bool:
        """Whether the key is known now."""
        return self.last_seen is None


class ReportOutcome(models.TextChoices):
    """How a report ended."""

    CHANGED = "changed", _("The key has changed")
    WORKS = "works", _("The key works")
    DISMISSED = "dismissed", _("Closed without a change")


class KeyReportQuerySet(models.QuerySet["KeyReport"]):
    """Questions asked of reports."""

    def open(self) -> "KeyReportQuerySet":
        """Those that wait for an editor."""
        return self.filter(closed=None)

    def outdated(self) -> "KeyReportQuerySet":
        """The open ones that speak of another key than readers are given now, wherever that one was read."""
        keys = EnrolmentKey.objects.current().filter(course=models.OuterRef("course")).by_trust()
        reports = self.open().annotate(value_in_use=models.Subquery(keys.values("value")[:1]))
        is_in_use = models.Q(key__value=models.F("value_in_use"))
        return reports.filter(models.Q(key=None) | models.Q(value_in_use=None) | ~is_in_use)


class KeyReport(models.Model):
    """A reader's word that a course's key doesn't work. `key` is the one in use when it was said, if any."""

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="key_reports")
    key = models.ForeignKey(
        EnrolmentKey, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    message = models.TextField(_("message"), max_length=500, blank=True)
    reported = models.DateTimeField(_("reported"), default=timezone.now)
    closed = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=ReportOutcome.choices, blank=True)

    objects = KeyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a key")
        verbose_name_plural = _("reports of keys")
        ordering = ["-reported", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "reporter"],
                condition=models.Q(closed=None),
                name="liboppi_one_open_report_a_reader",
            )
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.reported):%Y-%m-%d %H:%M}"
