"""Types that are no archives: pictures, PDF, text, sound and film. Each check reads what it must."""

import codecs
import re
import warnings
from collections.abc import Callable
from typing import IO, Any

from defusedxml import ElementTree  # type: ignore[import-untyped]
from django.utils.translation import gettext_lazy as _
from PIL import Image
from pypdf import PdfReader

from .unfit import OfOtherType, Unfit

MOST_PIXELS = 100_000_000
MOST_PIXELS_OF_FRAMES = 1_000_000_000  # of a moving picture, all frames together
HEAD = 1024  # bytes, in which a browser would look for HTML

_FORMATS = {"avif": "AVIF", "gif": "GIF", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_HTML = re.compile(rb"<\s*(!doctype|html|head|body|script|iframe|svg|\?php|\?xml)|^\s*#!", re.IGNORECASE)
_LOADING_CSS = re.compile(r"@import|image-set\(|url\(\s*(?![\s'\"]*(#|data:image/))", re.IGNORECASE)
_ACTIVE_TAGS = ("script", "foreignobject", "iframe", "handler", "set", "animate")

BROKEN = _("It is broken or has not come through whole. Save it again, see that it opens, and send it again.")
_LOCKED = _("It is locked with a password. Save it without one.")
_TOO_MANY_PIXELS = _("The picture has too many pixels. Make it smaller, 10,000 on the longer side at most.")
_NOT_UTF8 = _("Its text is not in UTF-8, so letters such as ä would break. Save it as UTF-8.")
_PAGE_OR_PROGRAM = _("It holds a web page or a program in place of plain text. Send it as a PDF.")
_ACTIVE = _("The drawing holds scripts or links to elsewhere. Save it without them, or as a PNG.")
_EMBEDDED = _("It holds other files or programs. Save it as DOCX or PDF.")


def check_picture(file: IO[bytes], kind: str) -> None:
    """The picture is of its format and whole. Large ones are read without unfolding all their pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=list(_FORMATS.values())) as picture:
                is_other, pixels = picture.format != _FORMATS[kind], picture.width * picture.height
                if not is_other and pixels <= MOST_PIXELS:
                    _read_picture(file, picture, kind)
    except Image.DecompressionBombError as error:
        raise Unfit(_TOO_MANY_PIXELS) from error
    except Image.UnidentifiedImageError as error:
        raise OfOtherType from error
    except Exception as error:  # decoders fail in every way
        raise Unfit(BROKEN) from error
    if is_other:
        raise OfOtherType
    if pixels > MOST_PIXELS:
        raise Unfit(_TOO_MANY_PIXELS)


def _read_picture(file: IO[bytes], picture: Image.Image, kind: str) -> None:
    if kind == "png":
        picture.verify()
        return
    if kind == "jpg":
        picture.draft("L", (picture.width // 8, picture.height // 8))
    frames: int = getattr(picture, "n_frames", 1)
    if frames * picture.width * picture.height > MOST_PIXELS_OF_FRAMES:
        raise Image.DecompressionBombError
    for frame in range(frames):
        picture.seek(frame)
        picture.load()
    if kind == "gif":
        _check_trailer(file)


def _check_trailer(file: IO[bytes]) -> None:
    """Pillow takes a GIF that was cut between two frames for whole."""
    _head, tail = _ends(file)
    if not tail.rstrip(b"\0\r\n").endswith(b";"):
        raise EOFError


def check_pdf(file: IO[bytes], _kind: str) -> None:
    """It begins and ends as a PDF, opens without a password and has pages."""
    head, tail = _ends(file)
    if b"%PDF-" not in head:
        raise OfOtherType
    if b"%%EOF" not in tail:
        raise Unfit(BROKEN)
    try:
        file.seek(0)
        reader = PdfReader(file)
        is_locked = reader.is_encrypted and not reader.decrypt("")
        has_pages = is_locked or len(reader.pages) > 0
    except Exception as error:  # pypdf fails in every way
        raise Unfit(BROKEN) from error
    if is_locked:
        raise Unfit(_LOCKED)
    if not has_pages:
        raise Unfit(BROKEN)


def check_text(file: IO[bytes], _kind: str) -> None:
    """Plain text in UTF-8 that does not begin as a page or a program.

    Tags further on do nothing: text is served as text, as a download, and never sniffed.
    """
    file.seek(0)
    data = file.read()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unfit(_NOT_UTF8)
    if b"\0" in data:
        raise OfOtherType
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unfit(_NOT_UTF8) from error
    if _HTML.search(data[:HEAD]):
        raise Unfit(_PAGE_OR_PROGRAM)


def check_rtf(file: IO[bytes], _kind: str) -> None:
    """Rich text that is closed at its end and has nothing put into it."""
    file.seek(0)
    data = file.read()
    if not data.startswith(b"{\\rtf"):
        raise OfOtherType
    if not data.rstrip(b"\0\r\n ").endswith(b"}"):
        raise Unfit(BROKEN)
    if b"\\objdata" in data or b"\\object" in data:
        raise Unfit(_EMBEDDED)


def check_svg(file: IO[bytes], _kind: str) -> None:
    """A drawing that does nothing and loads nothing."""
    file.seek(0)
    if b"<?xml-stylesheet" in file.read().replace(b"\0", b""):
        raise Unfit(_ACTIVE)
    file.seek(0)
    try:
        root = ElementTree.parse(file, forbid_dtd=False).getroot()
    except Exception as error:  # what is no XML, or wants to be more than XML
        raise OfOtherType from error
    if root is None or _local(root.tag) != "svg":
        raise OfOtherType
    for element in root.iter():
        links = [value for name, value in element.attrib.items() if _local(name) == "href"]
        handlers = [name for name in element.attrib if _local(name).startswith("on")]
        leads_away = any(not link.strip().startswith(("#", "data:image/")) for link in links)
        if handlers or leads_away or _local(element.tag) in _ACTIVE_TAGS or _styles_load(element):
            raise Unfit(_ACTIVE)


def _styles_load(element: Any) -> bool:
    """Whether its CSS, or a value in the manner of CSS, asks for something elsewhere."""
    css = [*element.attrib.values(), "".join(element.itertext()) if _local(element.tag) == "style" else ""]
    is_hidden = "\\" in css[-1] or "\\" in element.attrib.get("style", "")
    return is_hidden or any(_LOADING_CSS.search(one) for one in css)


def check_mp3(file: IO[bytes], _kind: str) -> None:
    """A sound frame where the tags end."""
    file.seek(0)
    head = file.read(10)
    start = 0
    if head[:3] == b"ID3" and len(head) == 10:
        start = 10 + sum((byte & 127) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
    elif not _is_frame(head):
        raise OfOtherType
    file.seek(start)
    after = file.read(4096).lstrip(b"\0")
    if not _is_frame(after):
        raise Unfit(BROKEN)


def check_mp4(file: IO[bytes], _kind: str) -> None:
    """Boxes one after the other to the very end, the film's own among them (ISO/IEC 14496-12)."""
    size = file.seek(0, 2)
    place, names = 0, []
    while place < size:
        file.seek(place)
        header = file.read(16)
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        elif length == 0:
            length = size - place
        names.append(header[4:8])
        if names[0] != b"ftyp":
            raise OfOtherType
        if length < 8 or place + length > size:
            raise Unfit(BROKEN)
        place += length
    if b"moov" not in names:
        raise OfOtherType


CHECKS: dict[str, Callable[[IO[bytes], str], None]] = {
    **dict.fromkeys(_FORMATS, check_picture),
    "csv": check_text,
    "mp3": check_mp3,
    "mp4": check_mp4,
    "pdf": check_pdf,
    "rtf": check_rtf,
    "svg": check_svg,
    "txt": check_text,
}


def _ends(file: IO[bytes]) -> tuple[bytes, bytes]:
    """The first and the last kilobytes."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(HEAD)
    file.seek(max(0, size - 4 * HEAD))
    return head, file.read()


def _is_frame(data: bytes) -> bool:
    return len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()
