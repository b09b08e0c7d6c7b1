"""The versions of a material that readers can go back to. When one is made is told in `versioning`."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from ..as_it_was import material_as_it_was


class MaterialVersion(models.Model):
    """A state of a material that was published. `number` begins at 1 and counts within the material.

    It has its revision's content itself, so that old revisions can be purged.
    """

    page = models.ForeignKey("materials.MaterialPage", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    published = models.DateTimeField(_("published"))
    what_changed = models.TextField(_("what changed"), blank=True)
    content = models.JSONField(_("content of the revision"), encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("version of a material")
        verbose_name_plural = _("versions of materials")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="materials_one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.page.title}, {self.number}"

    def material(self, page: Any = None) -> Any:
        """The material as it was, a MaterialPage that must not be saved; `page` where that is known."""
        return material_as_it_was(page or self.page, self.content)


class MaterialVersionFile(models.Model):
    """A file of a version. The document cannot be deleted while the version is there."""

    version = models.ForeignKey(MaterialVersion, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )

    class Meta:
        verbose_name = _("file of a material's version")
        verbose_name_plural = _("files of materials' versions")
        constraints = [
            models.UniqueConstraint(fields=["version", "document"], name="materials_one_file_a_version")
        ]

    def __str__(self) -> str:
        return str(self.version)
