"""Takes the pictures of README.md and docs/ from the site with its demo content, so that they show what is.

Knows which page each picture shows and in which light. Small files: a palette of 256 colours or fewer.
"""

import io
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.addresses import PAGES
from tools.demo_site import chromium, demo_site
from tools.install import ROOT

FOLDER = ROOT / "docs" / "images"
MOST_BYTES = 200_000
COLOURS = (256, 128, 64)  # fewer and fewer, until the file is small enough
DESKTOP = (1280, 860)
PHONE = (390, 844)
FINNISH, SWEDISH = 0, 1


@dataclass(frozen=True)
class Picture:
    """A picture of an address: `size` is that of the window in pixels, `scheme` light or dark."""

    name: str
    address: str
    size: tuple[int, int] = DESKTOP
    scheme: str = "light"


PICTURES = (
    Picture("home", PAGES["home"][FINNISH]),
    Picture("catalogue", PAGES["catalogue"][FINNISH], scheme="dark"),
    Picture("course", PAGES["course"][SWEDISH], PHONE),
    Picture("workgroup", PAGES["workgroup"][SWEDISH]),
    Picture("material-bank", PAGES["materials"][SWEDISH], PHONE, "dark"),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    executable = chromium()
    with demo_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in PICTURES:
            path = FOLDER / f"{picture.name}.png"
            path.write_bytes(small(taken(browser, site.url, picture)))
            print(f"{path.relative_to(ROOT)}, {path.stat().st_size / 1000:.0f} kB", flush=True)
        browser.close()


def taken(browser: Browser, site: str, picture: Picture) -> bytes:
    """The top of the page as PNG, once its pictures and fonts are there."""
    width, height = picture.size
    page = browser.new_page(
        base_url=site,
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    answer = page.goto(picture.address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.address} can't be shown: {answer and answer.status}.")
    png = page.screenshot(animations="disabled")
    page.close()
    return png


def small(png: bytes) -> bytes:
    """The picture with a palette, with no more colours than fit into MOST_BYTES."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        file = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= MOST_BYTES:
            break
    return file.getvalue()


if __name__ == "__main__":
    main()
