"""What editors write about a course, beside what Liboppi says. The sync never writes it.

The editor's choices that have no language stand in the course's own columns named `own_…`.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EditorText(models.Model):
    """An editor's words about a course in one language; an empty field leaves Liboppi's.

    `title`, `summary` (clean HTML that gives no key away) and `producer` are shown in place of Liboppi's;
    `note` beside them. `imported` keeps, for each of those fields that is set, what Liboppi said when the
    editor wrote: so it can be told that Liboppi's has changed since.
    """

    course = models.ForeignKey("liboppi.Course", on_delete=models.CASCADE, related_name="editor_texts")
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=500, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    producer = models.CharField(_("producer"), max_length=255, blank=True)
    note = models.TextField(_("note"), blank=True)
    imported = models.JSONField(default=dict, editable=False)
    written = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("editor's text")
        verbose_name_plural = _("editors' texts")
        constraints = [
            models.UniqueConstraint(fields=["course", "language"], name="liboppi_one_editor_text_a_language"),
        ]

    def __str__(self) -> str:
        return self.language

    @property
    def has_text(self) -> bool:
        """Whether it says anything in place of Liboppi's."""
        return bool(self.title or self.summary or self.producer)
