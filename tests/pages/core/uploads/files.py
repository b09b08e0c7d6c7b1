"""Files as people send them, small and true to their types, and some that are not."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

OFFICE = "application/vnd.openxmlformats-officedocument."
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def pdf(*, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, "navy").save(data, kind)
    return data.getvalue()


def moving_picture() -> bytes:
    """A GIF of several frames."""
    frames = [Image.effect_noise((60, 40), 90 + place) for place in range(6)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])
    return data.getvalue()


def archive(members: dict[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return data.getvalue()


def office(main: str, **members: bytes) -> bytes:
    return archive({"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>', **members})


def docx(**members: bytes) -> bytes:
    return office(f"{OFFICE}wordprocessingml.document.main+xml", **members)


def box(name: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content


MP4 = box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", b"0" * 8) + box(b"mdat", b"1" * 64)
MP3 = b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 10 + b"\xff\xfb\x90\x00" + b"\0" * 64
ODT = archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
GOOD = {
    "pdf": pdf(),
    "png": picture(),
    "jpg": picture("JPEG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
    "avif": picture("AVIF"),
    "docx": docx(),
    "xlsx": office(f"{OFFICE}spreadsheetml.sheet.main+xml"),
    "pptx": office(f"{OFFICE}presentationml.presentation.main+xml"),
    "odt": ODT,
    "epub": archive({"mimetype": "application/epub+zip"}),
    "key": archive({"Index/Document.iwa": b"x"}),
    "zip": archive({"ohje.txt": "Lue."}),
    "txt": "Tämä on ohje.".encode(),
    "csv": "nimi;määrä\nÅbo;3\n".encode(),
    "rtf": rb"{\rtf1\ansi Hei}",
    "mp3": MP3,
    "mp4": MP4,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>',
}
