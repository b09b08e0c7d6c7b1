"""Tells whether bytes are a picture that the library takes. Goes by the content alone; stores nothing."""

import warnings
from dataclasses import dataclass, field
from io import BytesIO

import willow
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageSequence
from wagtail.images.fields import WagtailImageField
from wagtail.images.utils import get_allowed_image_extensions
from wagtail.utils.file import hash_filelike

from ..errors import LiboppiError
from ..errors.copies import PictureBroken, PictureNotAccepted, PictureTooDetailed

MOST_PIXELS = 40_000_000  # of all frames; decoding and rendering them takes up to four bytes each, thrice
# The extensions a format goes by. Whatever a site may allow its editors, nothing else comes from outside.
EXTENSIONS = {
    "avif": ("avif",),
    "gif": ("gif",),
    "jpeg": ("jpg", "jpeg"),
    "png": ("png",),
    "webp": ("webp",),
}
# 16-bit greys, say, can't be made a JPEG.
MODES = frozenset(("1", "L", "LA", "P", "RGB", "RGBA", "CMYK"))
TOO_MUCH = frozenset(("file_too_large", "file_too_many_pixels"))


@dataclass(frozen=True)
class PictureFile:
    """A whole picture. `file_hash` is Wagtail's (SHA-1, hexadecimal), `extension` goes with the format."""

    content: bytes = field(repr=False)
    file_hash: str
    extension: str


def checked_file(content: bytes, path: str) -> PictureFile:
    """The picture, by the site's own rules for uploads and stricter ones for what comes from outside.

    Raises PictureNotAccepted, PictureTooDetailed or PictureBroken, which name `path`.
    """
    file = PictureFile(content, hash_filelike(BytesIO(content)), _extension(content, path))
    rules = WagtailImageField()
    most_pixels = min(MOST_PIXELS, rules.max_image_pixels or MOST_PIXELS)
    try:
        # Of a bomb Pillow only warns up to a limit of its own: here that ends it, before a pixel is decoded.
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                _check_head(picture, most_pixels, path)
                rules.clean(SimpleUploadedFile(f"picture.{file.extension}", content))
                _decode(picture)
    except ValidationError as error:
        kind = PictureTooDetailed if error.code in TOO_MUCH else PictureNotAccepted
        raise kind(path=path) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooDetailed(path=path) from error
    except LiboppiError:
        raise
    except Exception as error:
        raise PictureBroken(path=path) from error
    return file


def _extension(content: bytes, path: str) -> str:
    try:
        format_name = willow.Image.open(BytesIO(content)).format_name
    except Exception as error:
        raise PictureNotAccepted(path=path) from error
    allowed = get_allowed_image_extensions()
    found = next((extension for extension in EXTENSIONS.get(format_name, ()) if extension in allowed), None)
    if found is None:
        raise PictureNotAccepted(path=path)
    return found


def _check_head(picture: Image.Image, most_pixels: int, path: str) -> None:
    if picture.width * picture.height * getattr(picture, "n_frames", 1) > most_pixels:
        raise PictureTooDetailed(path=path)
    if picture.mode not in MODES:
        raise PictureNotAccepted(path=path)


def _decode(picture: Image.Image) -> None:
    for frame in ImageSequence.Iterator(picture):
        frame.load()
