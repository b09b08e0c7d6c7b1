"""Lucide's icons as inline SVG. Knows the folder they are installed in, not where they are used.

How their lines are drawn stands in site.css: a list has dozens of icons, each of which would repeat it.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.safestring import SafeString, mark_safe

NAME = re.compile(r"[a-z0-9-]+")
BETWEEN = re.compile(r" ?/> ?")
PATHS = re.compile(r'(?:<path d="[^"]*"/>){2,}')
LINES = re.compile(r'<path d="([^"]*)"/>')
NUMBER = r"(-?\d*\.?\d+)"
RELATIVE_START = re.compile(rf"^m ?{NUMBER}[ ,]?{NUMBER} ?(?=[-.\d])")  # lines follow without a letter
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def icon_svg(name: str) -> SafeString:
    """The icon `name` of lucide.dev, hidden from screen readers: the text beside it says what it means.

    Raises ImproperlyConfigured for a name that lucide does not have or when its files are not installed.
    """
    path = Path(settings.LUCIDE_DIR) / f"{name}.svg"
    if not NAME.fullmatch(name) or not path.is_file():
        raise ImproperlyConfigured(
            f"There is no icon {name!r} in {settings.LUCIDE_DIR}. "
            "Run npm ci, or choose a name from lucide.dev."
        )
    drawing = DRAWING.search(path.read_text())
    if drawing is None:
        raise ImproperlyConfigured(f"{path} is not an SVG file. Run npm ci again.")
    shapes = PATHS.sub(_joined, BETWEEN.sub("/>", " ".join(drawing.group(1).split())))
    return mark_safe(  # noqa: S308 -- the file comes with the package, not from a reader
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>'
    )


def _joined(paths: re.Match[str]) -> str:
    """One path that draws the same lines. Only the first of a path may begin where the drawing does."""
    lines = (RELATIVE_START.sub(r"M\1 \2l", line) for line in LINES.findall(paths.group()))
    return f'<path d="{"".join(line[:1].upper() + line[1:] for line in lines)}"/>'
