"""Draws what a file looks like: the first page of a PDF or a picture, from standard input to a JPEG.

Runs as a program of its own, because files can be hostile: it may use so much memory and time and no more.
Needs no Django. Ends with 1 for what cannot be drawn.
"""

import io
import resource
import sys

from PIL import Image

MEMORY = 1536 * 1024 * 1024  # bytes
SECONDS = 15  # of computing
SIZE = 640  # pixels, the longer side
LARGEST_PAGE = 20_000  # points, 7 metres
MOST_PIXELS = 60_000_000


def main() -> None:
    """Read, draw, write."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses what has twice as many
    data = sys.stdin.buffer.read()
    picture = _pdf_page(data) if data.startswith(b"%PDF") or b"%PDF-" in data[:1024] else _picture(data)
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=80, optimize=True)
    sys.stdout.buffer.write(jpeg.getvalue())


def _pdf_page(data: bytes) -> Image.Image:
    import pypdfium2  # type: ignore[import-untyped]

    page = pypdfium2.PdfDocument(data)[0]
    width, height = page.get_size()
    longest = max(width, height)
    if not 0 < min(width, height) <= longest <= LARGEST_PAGE:
        raise ValueError(f"the page is {width} x {height} points")
    drawn: Image.Image = page.render(scale=SIZE / longest).to_pil()
    return drawn.convert("RGB")


def _picture(data: bytes) -> Image.Image:
    from PIL import ImageOps

    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
        picture.draft("RGB", (SIZE, SIZE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((SIZE, SIZE))
        seen = upright.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(ground, seen).convert("RGB")


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # noqa: BLE001 (a hostile file may raise anything; its kind is told)
        sys.exit(f"{type(error).__name__}: {error}"[:200])
