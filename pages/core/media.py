"""Pictures and documents, each with whom to credit and under which licence it may be used."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .file_accessibility import look_into
from .file_findings import FileFindings
from .licences import Licence

CHECKED_AT_ONCE = 5_000_000  # bytes; a larger file is looked into in the background


class CreditedMedia(models.Model):
    """Who made it and how it may be used; shown wherever it is."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made it, as it should stand beside it: a name, a library, a project."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=32,
        choices=Licence.choices,
        blank=True,
        help_text=_("How others may use it. Leave empty if you don't know; ask before you publish."),
    )

    class Meta:
        abstract = True

    @property
    def licence_terms(self) -> Licence | None:
        """The licence with its name and address, None where none was given."""
        return Licence(self.licence) if self.licence else None


class CustomImage(CreditedMedia, AbstractImage):  # noqa: DJ008 (its base has one)
    """A picture of the picture library."""

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class CustomRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")


class CustomDocument(CreditedMedia, AbstractDocument):  # noqa: DJ008
    """A file of the document library. Whatever way it comes in, it is looked into for its accessibility."""

    accessibility = models.JSONField(_("accessibility"), null=True, editable=False)

    admin_form_fields = (*Document.admin_form_fields, "credit", "licence")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new, is_large = bool(self.file) and not self.file._committed, False
        if is_new:
            self.accessibility = None
            is_large = self.file.size > CHECKED_AT_ONCE
            if not is_large:
                self.look_into_file()
        super().save(*args, **kwargs)
        if is_large:
            from .tasks import check_document  # here: the tasks know the models

            transaction.on_commit(partial(check_document.enqueue, self.pk))

    def look_into_file(self) -> None:
        """Find out how accessible the file is; the finding is not saved yet. A missing file has none."""
        try:
            file = self.file.open("rb")
        except OSError:
            self.accessibility = None
            return
        self.accessibility = look_into(file, self.file.name).as_stored()
        file.seek(0)

    @property
    def findings(self) -> FileFindings | None:
        """How accessible the file is, None where nobody has looked yet."""
        return FileFindings.stored(self.accessibility)
