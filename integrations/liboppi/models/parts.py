"""What a course consists of: its texts by language and its enrolment methods. Only the sync writes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .categories import name_in


class CourseText(models.Model):
    """A course's imported texts in one language. Summaries are clean HTML."""

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True)
    public_summary = models.TextField(
        _("public summary"), blank=True, help_text=_("The summary without the words that give a key away.")
    )
    excerpt = models.CharField(_("excerpt"), max_length=300, blank=True)
    producer = models.CharField(_("producer"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("course text")
        verbose_name_plural = _("course texts")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["course", "language"], name="liboppi_one_text_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class EnrolmentMethod(models.Model):
    """A way to enrol by oneself or to visit as a guest."""

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="methods")
    moodle_id = models.PositiveBigIntegerField(_("number in Liboppi"), unique=True)
    type = models.CharField(_("type"), max_length=20)
    names = models.JSONField(_("names"))
    is_open = models.BooleanField(_("open"))
    key_required = models.BooleanField(
        _("asks for a key"), null=True, help_text=_("Empty: Liboppi doesn't tell.")
    )
    status = models.CharField(
        _("status"), max_length=500, blank=True, help_text=_("Liboppi's words when closed.")
    )

    class Meta:
        verbose_name = _("enrolment method")
        verbose_name_plural = _("enrolment methods")
        ordering = ["moodle_id"]

    def __str__(self) -> str:
        return name_in(self.names, "")

    def name_in(self, language: str) -> str:
        """The name in `language`, or in a language it has."""
        return name_in(self.names, language)
