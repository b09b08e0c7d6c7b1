"""Failures of a single picture: the course is left without it, and the sync goes on."""

from django.utils.translation import gettext_lazy as _

from .base import LiboppiError


class PictureMissing(LiboppiError):
    """HTTP 404, or Moodle's word for it. Details: host, path."""

    kind = "picture_missing"
    message = _("%(host)s doesn't have the picture %(path)s any more.")
    remedy = _("It has probably just been replaced or removed; the next sync will tell.")


class PictureRefused(LiboppiError):
    """Moodle's JSON error instead of a picture. Details: host, path, said."""

    kind = "picture_refused"
    message = _("%(host)s doesn't give the picture %(path)s. It says: “%(said)s”.")
    remedy = _(
        "Ask Moodle's administrator to allow downloading files for the service (Site administration → Server "
        "→ Web services → External services → Edit → Show more → Can download files)."
    )


class PictureUnusable(LiboppiError):
    """What came is no picture, or the address can't be one's. Details: host, path, problem (a code)."""

    kind = "picture_unusable"
    message = _("The picture %(path)s of %(host)s can't be used: %(problem)s.")
    remedy = _("Ask the course's teacher to upload the picture again, as a PNG or JPEG file.")
    choices = {
        "problem": {
            "address": _("its address isn't one of a Moodle file"),
            "empty": _("the file is empty"),
            "html": _("a web page came in its place"),
            "type": _("the file isn't a picture"),
        }
    }


class PictureTooLarge(LiboppiError):
    """More bytes than a picture for the web needs. Details: host, path, megabytes."""

    kind = "picture_too_large"
    message = _("The picture %(path)s of %(host)s is larger than %(megabytes)s megabytes.")
    remedy = _("Ask the course's teacher to upload a smaller picture.")
