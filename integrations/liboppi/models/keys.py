"""Enrolment keys, and what editors add to a course.

What came from Liboppi and what an editor wrote stand in separate rows: the sync never writes `EditorText`
nor a key whose source is the editor.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeySource(models.TextChoices):
    """Where an enrolment key was read. The order is that of trust."""

    EDITOR = "editor", _("written by an editor")
    CUSTOM_FIELD = "custom_field", _("custom field in Liboppi")
    SUMMARY = "summary", _("found in the course summary")


TRUST = {source: place for place, source in enumerate(KeySource.values)}


class EnrolmentKey(models.Model):
    """An enrolment key of a course: staff data. Its value stands in no log, index or anonymous answer."""

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="keys")
    source = models.CharField(_("source"), max_length=20, choices=KeySource.choices)
    value = models.CharField(_("value"), max_length=255)

    class Meta:
        verbose_name = _("enrolment key")
        verbose_name_plural = _("enrolment keys")
        constraints = [
            models.UniqueConstraint(fields=["course", "source", "value"], name="liboppi_one_key_a_source"),
        ]

    def __str__(self) -> str:
        return str(self.get_source_display())


class EditorText(models.Model):
    """What an editor tells readers of a course in one language, beside what Liboppi says."""

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="editor_texts")
    language = models.CharField(_("language"), max_length=12)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("editor's text")
        verbose_name_plural = _("editors' texts")
        constraints = [
            models.UniqueConstraint(fields=["course", "language"], name="liboppi_one_editor_text_a_language"),
        ]

    def __str__(self) -> str:
        return self.language
