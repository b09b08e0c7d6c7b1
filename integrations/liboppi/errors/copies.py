"""Failures of keeping a copy of a picture: the course is left without it, and the sync goes on."""

from django.utils.translation import gettext_lazy as _

from .base import LiboppiError


class PictureBroken(LiboppiError):
    """The file can't be decoded to its end, or not be rendered. Details: path."""

    kind = "picture_broken"
    message = _("The picture %(path)s is damaged.")
    remedy = _("Ask the course's teacher to upload the picture again, as a PNG or JPEG file.")


class PictureNotAccepted(LiboppiError):
    """A format that the picture library doesn't take, or that isn't one of pictures. Details: path."""

    kind = "picture_not_accepted"
    message = _("The picture %(path)s is of a format that the picture library doesn't accept.")
    remedy = _("Ask the course's teacher to upload the picture again, as a PNG or JPEG file.")


class PictureTooDetailed(LiboppiError):
    """More pixels, or bytes, than the picture library takes. Details: path."""

    kind = "picture_too_detailed"
    message = _("The picture %(path)s has more pixels or bytes than the picture library accepts.")
    remedy = _("Ask the course's teacher to upload a smaller picture.")


class PictureNotStored(LiboppiError):
    """The storage of the picture library failed. Details: path, error (a class name)."""

    kind = "picture_not_stored"
    message = _("The picture %(path)s could not be stored: %(error)s.")
    remedy = _(
        "Ask whoever keeps the extranet's server whether there is room for pictures where MEDIA_ROOT says, "
        "and the right to write there. The next sync tries again by itself."
    )
