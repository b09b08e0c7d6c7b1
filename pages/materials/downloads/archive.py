"""All files of a material as one zip archive, with the text that credits them.

It is written to the disk, not to memory, and sent once it is whole: half an archive never looks finished.
"""

import shutil
import zipfile
from collections.abc import Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.http import FileResponse, HttpRequest
from django.utils.text import slugify

from pages.core.uploads import name_of_title

from .credit_text import FILE_NAME, Packed, credit_text
from .names import unique_names
from .serving import refusal

IN_MEMORY = 2 * 1024 * 1024  # bytes; what is larger goes to the disk
SQUEEZABLE = {"csv", "rtf", "svg", "txt"}  # the other types are compressed already


def archive_response(request: HttpRequest, page: Any, files: Sequence[Any]) -> FileResponse:
    """The archive as a download. What is missing, or not for this reader, is named in its text."""
    target: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the response closes it)
    try:
        with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
            _pack(request, page, files, archive)
        size = target.tell()
        target.seek(0)
    except BaseException:
        target.close()
        raise
    response = FileResponse(target, as_attachment=True, filename=f"{slugify(page.title) or 'files'}.zip")
    response["Content-Type"] = "application/zip"
    response["Content-Length"] = size
    response["Cache-Control"] = "private, no-cache"
    return response


def _pack(request: HttpRequest, page: Any, files: Sequence[Any], archive: zipfile.ZipFile) -> None:
    one_each = {file.document_id: file for file in files}.values()
    names = unique_names(
        [FILE_NAME, *(name_of_title(one.name, one.document.file_extension) for one in one_each)]
    )
    packed = [
        _add(archive, name, file.document, is_allowed=not refusal(request, file.document))
        for name, file in zip(names[1:], one_each, strict=True)
    ]
    archive.writestr(FILE_NAME, credit_text(page, packed), zipfile.ZIP_DEFLATED)


def _add(archive: zipfile.ZipFile, name: str, document: Any, *, is_allowed: bool) -> Packed:
    if not is_allowed:
        return Packed(name, document, is_missing=True)
    try:
        source = document.file.storage.open(document.file.name, "rb")
    except OSError:
        return Packed(name, document, is_missing=True)
    info = zipfile.ZipInfo(name, document.created_at.timetuple()[:6])
    is_squeezable = document.file_extension.lower() in SQUEEZABLE
    info.compress_type = zipfile.ZIP_DEFLATED if is_squeezable else zipfile.ZIP_STORED
    info.external_attr = 0o644 << 16
    with source, archive.open(info, "w", force_zip64=True) as packed:
        shutil.copyfileobj(source, packed)
    return Packed(name, document)
