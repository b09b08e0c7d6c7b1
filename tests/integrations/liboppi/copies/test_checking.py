"""Which files from Liboppi are taken for pictures."""

import struct
import zlib
from pathlib import Path

import pytest

from integrations.liboppi.copies.checking import checked_file
from integrations.liboppi.errors.copies import PictureBroken, PictureNotAccepted, PictureTooDetailed
from tests.integrations.liboppi.picture_moodle import animation, picture

RECORDED = Path(__file__).resolve().parents[3] / "moodle/recordings/images/kansi kuva.png"
PATH = "46/course/overviewfiles/kuva.png"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


def png_that_claims(width: int, height: int) -> bytes:
    """A small PNG whose head promises so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_the_picture_of_a_real_moodle_is_taken():
    file = checked_file(RECORDED.read_bytes(), PATH)
    assert file.extension == "png"
    assert file.content == RECORDED.read_bytes()


@pytest.mark.parametrize(
    ("file_format", "extension"),
    [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp"), ("AVIF", "avif")],
)
def test_the_kind_is_told_by_the_content(file_format, extension):
    assert checked_file(picture(file_format), "46/course/summary/kuva.docx").extension == extension


def test_an_animated_gif_is_taken():
    assert checked_file(animation(), PATH).extension == "gif"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_usual_kind_of_pixel_is_taken(mode):
    colour = 1 if mode in ("1", "L", "P") else (1, 255) if mode == "LA" else "teal"
    assert checked_file(picture(mode=mode, colour=colour), PATH)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<!DOCTYPE html><html><body>Kirjaudu</body></html>", id="web page"),
        pytest.param(b'{"error": "Tiedostoa ei ole"}', id="JSON"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="PDF"),
        pytest.param(SVG, id="SVG"),
        pytest.param(picture("BMP"), id="BMP"),
        pytest.param(picture("TIFF"), id="TIFF"),
        pytest.param(picture("ICO"), id="ICO"),
        pytest.param(picture(mode="I;16", colour=9), id="16 bits of grey"),
    ],
)
def test_what_is_no_picture_for_the_web_is_refused(content):
    with pytest.raises(PictureNotAccepted):
        checked_file(content, PATH)


def test_svg_is_refused_even_where_editors_may_upload_it(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png", "svg"]
    with pytest.raises(PictureNotAccepted):
        checked_file(SVG, PATH)


def test_what_editors_may_not_upload_is_refused(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png"]
    assert checked_file(picture("PNG"), PATH)
    with pytest.raises(PictureNotAccepted):
        checked_file(picture("WEBP"), PATH)


def test_a_site_that_says_jpeg_in_four_letters_gets_that_extension(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["jpeg"]
    assert checked_file(picture("JPEG"), PATH).extension == "jpeg"


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
def test_a_file_cut_short_is_broken(file_format):
    whole = picture(file_format, size=(400, 300))
    with pytest.raises(PictureBroken):
        checked_file(whole[: len(whole) * 2 // 3], PATH)


def test_more_bytes_than_editors_may_upload_are_refused(settings):
    content = picture()
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = len(content)
    assert checked_file(content, PATH)
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = len(content) - 1
    with pytest.raises(PictureTooDetailed):
        checked_file(content, PATH)


@pytest.mark.parametrize("side", [7_000, 10_000, 30_000])
def test_a_bomb_is_refused_before_it_goes_off(side):
    with pytest.raises(PictureTooDetailed):
        checked_file(png_that_claims(side, side), PATH)


def test_more_pixels_than_editors_may_upload_are_refused(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 32 * 18 - 1
    with pytest.raises(PictureTooDetailed):
        checked_file(picture(), PATH)


def test_the_frames_of_an_animation_count(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 3 * 24 * 24 - 1
    with pytest.raises(PictureTooDetailed):
        checked_file(animation(), PATH)


def test_an_error_names_the_file():
    with pytest.raises(PictureNotAccepted) as failure:
        checked_file(b"", PATH)
    assert failure.value.details == {"path": PATH}
