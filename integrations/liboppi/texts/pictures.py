"""Moodle's own pictures in a summary: known by their path, under an address that no browser loads.

Moodle gives its files for a token only, so a picture stands as `<img alt="…" src="liboppi:46/course/…">`
until somebody who has fetched it says what to show. Knows nothing of fetching.
"""

import html as references
import re
from urllib.parse import urljoin, urlsplit

from ..connection.picture_files import normal_path
from .reading import without_controls

SCHEME = "liboppi"
LONGEST_ALT = 500
_PREFIX = f"{SCHEME}:"
# As cleaning writes it: attributes sorted, quotation marks within them escaped.
PLACEHOLDER = re.compile(rf'<img alt="(?P<alt>[^"<>]*)" src="{_PREFIX}(?P<path>[^"<>]*)">')
_FILE = re.compile(r"(?:webservice/)?pluginfile\.php/(?P<path>.+)")


def picture_paths(html: str) -> tuple[str, ...]:
    """The paths of Moodle's pictures in cleaned HTML, in their order, each once.

    A path is what follows `pluginfile.php/`, percent-encoded: "46/course/summary/upotettu%20kuva.png".
    """
    return tuple(dict.fromkeys(match["path"] for match in PLACEHOLDER.finditer(html)))


def alternative_text(placeholder: re.Match[str]) -> str:
    """The alternative text of a PLACEHOLDER, not escaped."""
    return references.unescape(placeholder["alt"])


def picture_attributes(attributes: dict[str, str], base_url: str | None) -> dict[str, str] | None:
    """The attributes of a picture's placeholder; None unless the picture is Moodle's own.

    Its `src` is the address of a course's file on the site at `base_url`, or a placeholder's already.
    """
    path = _path(attributes.get("src", "").strip(), base_url)
    if path is None:
        return None
    alt = " ".join(without_controls(attributes.get("alt", "")).split())[:LONGEST_ALT].rstrip()
    return {"alt": alt, "src": _PREFIX + path}


def _path(address: str, base_url: str | None) -> str | None:
    if address.startswith(_PREFIX):
        return normal_path(address.removeprefix(_PREFIX))
    if not base_url or not address:
        return None
    try:
        found, site = urlsplit(urljoin(base_url, address)), urlsplit(base_url)
    except ValueError:
        return None
    same_site = found.scheme in ("http", "https") and found.netloc.lower() == site.netloc.lower()
    if not same_site or not found.path.startswith(site.path):
        return None
    file = _FILE.fullmatch(found.path.removeprefix(site.path))
    return normal_path(file["path"]) if file else None
