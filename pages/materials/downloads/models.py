"""A picture of what a file looks like: the first page of a PDF, a picture made small."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string


def preview_path(preview: "FilePreview", _name: str) -> str:
    """Outside the folders that a web server shows: whoever may not have the file gets no preview."""
    return f"previews/{preview.document_id}-{preview.file_hash[:12]}.jpg"


class FilePreview(models.Model):
    """The preview of a document as it was when its content had this hash."""

    document = models.OneToOneField(
        get_document_model_string(), on_delete=models.CASCADE, related_name="preview"
    )
    file_hash = models.CharField(max_length=40)
    picture = models.ImageField(
        _("picture"), upload_to=preview_path, width_field="width", height_field="height", max_length=200
    )
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("preview of a file")
        verbose_name_plural = _("previews of files")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.document_id}"
