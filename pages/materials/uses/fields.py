"""Form fields for several files and for a picture. Each fault is told, and what has none is kept."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from pages.core.uploads import check_upload

from .pictures import TYPES, fit_picture


class ManyFilesInput(forms.ClearableFileInput):
    """Lets the reader choose several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Any number of files, none included. `good` holds those without fault, even where others have one."""

    widget = ManyFilesInput

    def __init__(self, *, types: frozenset[str] | None = None, **kwargs: Any) -> None:
        self.types = types or frozenset(settings.WAGTAILDOCS_EXTENSIONS)
        self.good: list[UploadedFile] = []
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files. Raises ValidationError with a message for each that is at fault."""
        self.good, faults = [], []
        for upload in data or []:
            try:
                check_upload(upload, self.types)
            except ValidationError as fault:
                faults.append(fault)
            else:
                self.good.append(upload)
        if faults:
            raise ValidationError(faults)
        return self.good


class PictureField(forms.FileField):
    """A picture, made fit for the site."""

    widget = forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in sorted(TYPES))})

    def clean(self, data: Any, initial: Any = None) -> ContentFile | None:
        """The picture as a JPEG, None where none was sent."""
        return fit_picture(data) if data else None
