"""Types that are ZIP archives: office documents, books, plain archives. Told apart by what is in them.

Knows how much an archive may hold unpacked; nothing is unpacked to a disk.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext_lazy as _

from .unfit import OfOtherType, Unfit

MOST_MEMBERS = 5000
MOST_UNPACKED = 500 * 1024 * 1024  # bytes
MOST_TIMES_LARGER = 200  # unpacked, than packed; text packs to a tenth, a bomb to a thousandth
SMALL = 10 * 1024 * 1024  # bytes: up to here the ratio says nothing
CHUNK = 1024 * 1024  # bytes

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN_PARTS = {
    "docx": f"{_OFFICE}wordprocessingml.document.main+xml",
    "pptx": f"{_OFFICE}presentationml.presentation.main+xml",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet.main+xml",
}
_MEDIA_TYPES = {
    "epub": "application/epub+zip",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
_KEYNOTE = ("Index/Document.iwa", "Index.zip", "index.apxl", "index.apxl.gz")
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml)$|^(Basic|Scripts)/", re.IGNORECASE)
_PROGRAMS = re.compile(
    r"\.(exe|com|bat|cmd|scr|pif|msi|jar|js|jse|vbs|vbe|wsf|hta|ps1|lnk|dll|docm|xlsm|pptm|apk|sh)$",
    re.IGNORECASE,
)
_ARCHIVES = re.compile(r"\.zip$", re.IGNORECASE)
_OUTSIDE_NAMES = re.compile(r"^/|^[a-z]:|(^|/)\.\.(/|$)", re.IGNORECASE)

# What zipfile raises of archives that are broken, or packed in ways that it does not know.
_BREAKS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_BROKEN = _("It is broken. Save it again where you made it, and see that it opens.")
_MACRO = _("It holds macros, which are not taken. Save it without macros.")
_BOMB = _("It would become far too large when unpacked. Send the files in it one by one.")
_LOCKED = _("It is locked with a password. Save it without one.")
_OUTSIDE = _("It holds files that would be unpacked outside its own folder. Pack it anew.")
_NESTED = _("It holds archives within archives. Unpack them, and pack the files themselves.")
_PROGRAM = _("It holds a program, which is not taken. Pack it without programs.")


def check_archive(file: IO[bytes], kind: str) -> None:
    """Raise OfOtherType where it is no archive of `kind` ("docx", "zip", …), Unfit where it is a bad one."""
    file.seek(0)
    if file.read(2) != b"PK":
        raise OfOtherType
    try:
        with zipfile.ZipFile(file) as archive:
            _check_size(archive.infolist())
            _check_kind(archive, kind)
            _check_members(archive, kind)
    except _BREAKS as error:
        raise Unfit(_BROKEN) from error


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    is_bomb = unpacked > SMALL and unpacked > MOST_TIMES_LARGER * max(packed, 1)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or is_bomb:
        raise Unfit(_BOMB)


def _check_kind(archive: zipfile.ZipFile, kind: str) -> None:
    names = set(archive.namelist())
    if kind in _MAIN_PARTS:
        if "[Content_Types].xml" not in names or _MAIN_PARTS[kind] not in _text(
            archive, "[Content_Types].xml"
        ):
            raise _macro_or_other(archive, names)
    elif kind in _MEDIA_TYPES:
        if "mimetype" not in names or _text(archive, "mimetype").strip() != _MEDIA_TYPES[kind]:
            raise OfOtherType
    elif kind == "key" and not names.intersection(_KEYNOTE):
        raise OfOtherType


def _macro_or_other(archive: zipfile.ZipFile, names: set[str]) -> Exception:
    """Why it is not an office document without macros."""
    known = "[Content_Types].xml" in names and "macroEnabled" in _text(archive, "[Content_Types].xml")
    return Unfit(_MACRO) if known else OfOtherType()


def _check_members(archive: zipfile.ZipFile, kind: str) -> None:
    """Every member can be read to its end, and none is a program."""
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise Unfit(_LOCKED)
    names = [_bare(member.filename) for member in members]
    if _any(_OUTSIDE_NAMES, names):
        raise Unfit(_OUTSIDE)
    if kind != "zip" and _any(_MACROS, names):
        raise Unfit(_MACRO)
    if kind == "zip" and _any(_PROGRAMS, names):
        raise Unfit(_PROGRAM)
    for member in members:
        with archive.open(member) as content:
            while content.read(CHUNK):
                pass
        if kind == "zip" and _any(_ARCHIVES, [_bare(member.filename)]):
            _check_inner(archive, member)


def _check_inner(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """An archive in the archive is looked into once; it may hold no other. It opens as far as it must."""
    with archive.open(member) as packed, zipfile.ZipFile(packed) as inner:
        names = [_bare(name) for name in inner.namelist()]
    if _any(_ARCHIVES, names):
        raise Unfit(_NESTED)
    if _any(_OUTSIDE_NAMES, names):
        raise Unfit(_OUTSIDE)
    if _any(_PROGRAMS, names):
        raise Unfit(_PROGRAM)


def _bare(name: str) -> str:
    """The name as it is once unpacked: Windows drops dots and spaces at its end, and knows both slashes."""
    path = name.replace("\\", "/")
    return path if path.endswith("..") else path.rstrip(" .")


def _any(pattern: re.Pattern[str], names: Iterable[str]) -> bool:
    return any(pattern.search(name) for name in names)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as content:
        return content.read(CHUNK).decode("utf-8", "replace")
