"""Makes a sent picture fit for the site: upright, not too large, and without the camera's notes."""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from pages.core.uploads import check_upload

TYPES = frozenset({"jpg", "jpeg", "png"})
LONGEST_SIDE = 1600  # pixels
MOST_PIXELS = 60_000_000


def fit_picture(upload: UploadedFile) -> ContentFile:
    """The picture as a JPEG; where it was taken, and by which camera, is left out.

    Raises ValidationError, with the file's name and what to do, where it is none or can't be read.
    """
    check_upload(upload, TYPES)
    try:
        return ContentFile(_as_jpeg(upload), "picture.jpg")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        text = _("The picture “%(name)s” can't be read or is too large. Save it anew as JPEG and send that.")
        raise ValidationError(text % {"name": upload.name}) from None


def _as_jpeg(upload: UploadedFile) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(upload, formats=("JPEG", "PNG")) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise ValueError
            sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(sent)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = upright.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    data = BytesIO()
    Image.alpha_composite(ground, seen).convert("RGB").save(data, "JPEG", quality=85, optimize=True)
    return data.getvalue()
