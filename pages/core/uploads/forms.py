"""Wagtail's own forms for documents and pictures, which take only files that `check_upload` lets pass."""

from typing import Any

from django.conf import settings
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .checking import check_upload


def _checked(form: Any, types: list[str]) -> Any:
    """The form's file, looked at where it is a new one."""
    file = form.cleaned_data["file"]
    if "file" in form.changed_data and file:
        check_upload(file, frozenset(types))
    return file


class CheckedDocumentForm(BaseDocumentForm):
    """A document of the document library."""

    def clean_file(self) -> Any:
        return _checked(self, settings.WAGTAILDOCS_EXTENSIONS)


class CheckedImageForm(BaseImageForm):
    """A picture of the picture library."""

    def clean_file(self) -> Any:
        return _checked(self, settings.WAGTAILIMAGES_EXTENSIONS)
