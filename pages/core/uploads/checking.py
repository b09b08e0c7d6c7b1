"""A file's size and type, then the scanner: what `check_upload` looks at, in this order."""

import logging
import zipfile
from typing import IO, Any

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .archives import check_archive
from .contents import BROKEN, CHECKS
from .names import clean_name, type_by_name
from .scanner import ScannerUnreachable, threat_in
from .unfit import OfOtherType, Unfit

logger = logging.getLogger(__name__)

PICTURES = frozenset({"avif", "gif", "jpg", "png", "webp"})
SNIFFED = 4096  # bytes


def check_upload(upload: "File[Any]", types: frozenset[str]) -> str:
    """The type of the file ("pdf", "png", …), one of `types`; see `WAGTAILDOCS_EXTENSIONS` for the names.

    Raises ValidationError, with the file's name and what to do, for a file that is not what its name says, of
    another type, empty, broken, too large or refused by the scanner. The file is left at its beginning.
    """
    name = clean_name(upload.name or "")
    kind = type_by_name(name)
    try:
        _check_size(upload, kind)
        _check_type(kind, types)
        _check_content(upload, kind)
        _scan(upload)
    except Unfit as unfit:
        words = {"name": name, "reason": unfit.reason}
        raise ValidationError(_("“%(name)s”: %(reason)s") % words, code="unfit_upload") from unfit
    finally:
        upload.seek(0)
    return kind


def _check_type(kind: str, types: frozenset[str]) -> None:
    if kind not in types:
        raise Unfit(_("Files of this type are not taken. Send one of: %(types)s.") % {"types": _names(types)})


def _check_size(upload: "File[Any]", kind: str) -> None:
    if not upload.size:
        raise Unfit(_("It is empty. See that it opens on your own device, and send it again."))
    most = settings.UPLOAD_MAX_BYTES
    if kind in PICTURES:
        most = min(most, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    if upload.size > most:
        sizes = {"size": filesizeformat(upload.size), "most": filesizeformat(most)}
        raise Unfit(_("It is too large (%(size)s). Make it smaller: %(most)s at most.") % sizes)


def _check_content(upload: "File[Any]", kind: str) -> None:
    file: Any = upload
    file.seek(0)
    try:
        CHECKS.get(kind, check_archive)(file, kind)
    except OfOtherType as error:
        words = {"type": kind.upper(), "guess": _guess(file)}
        if words["guess"] == words["type"]:
            text = str(BROKEN)
        elif words["guess"]:
            text = _(
                "Its name says %(type)s, but it looks like %(guess)s. "
                "Give it its true ending, or save it anew."
            )
        else:
            text = _("Its name says %(type)s, but its content is something else. Save it anew as %(type)s.")
        raise Unfit(text % words) from error


def _scan(upload: "File[Any]") -> None:
    file: Any = upload
    file.seek(0)
    try:
        threat = threat_in(file)
    except ScannerUnreachable as error:
        logger.exception("upload not taken: the scanner can't be reached")
        raise Unfit(
            _("It can't be checked for viruses just now, so it was not taken. Try again in a while.")
        ) from error
    if threat:
        logger.warning("upload refused by the scanner: %s", threat)
        raise Unfit(_("The virus scanner refused it. Have your device checked, and don't send it on."))


def _guess(file: IO[bytes]) -> str:
    """What type it looks like, in capitals, of those that are taken; "" where nothing can be told."""
    file.seek(0)
    try:
        ending: str = puremagic.from_string(file.read(SNIFFED))
    except (puremagic.PureError, ValueError):
        return ""
    kind = type_by_name(f"file{ending}")
    is_told = kind in CHECKS or (kind == "zip" and zipfile.is_zipfile(file))
    return kind.upper() if is_told else ""


def _names(types: frozenset[str]) -> str:
    return ", ".join(sorted(types)).upper()
