"""Files that people send in, each with what a look at it told of its accessibility."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .file_accessibility import look_into
from .file_findings import FileFindings


class LookedInto(models.Model):
    """Mixed into a model of sent files. `accessibility` is None for those that nobody looked into."""

    accessibility = models.JSONField(_("accessibility"), null=True, editable=False)

    class Meta:
        abstract = True

    def look_into(self, upload: Any) -> None:
        """Find out how accessible the upload is; the finding is not saved yet."""
        upload.seek(0)
        self.accessibility = look_into(upload, upload.name).as_stored()
        upload.seek(0)

    @property
    def findings(self) -> FileFindings | None:
        """How accessible the file is, None where nobody has looked."""
        return FileFindings.stored(self.accessibility)
