"""Addresses of pictures in Moodle's courses, by the path that stands after `pluginfile.php/`.

Only a course's own files count: the token may see others, which whoever reads a summary may not.
"""

import re
from urllib.parse import quote, unquote, urlsplit

LONGEST_PATH = 1000
_FILE = re.compile(r".*?/pluginfile\.php/(?P<path>.+)")
_AREA = re.compile(r"[1-9][0-9]{0,18}/course/(?:summary|overviewfiles)/.+")
_NO_NAMES = frozenset(("", ".", ".."))


def picture_path(address: str) -> str | None:
    """The path in a file's address, percent-encoded in one way; None where it is no course's file."""
    try:
        file = _FILE.fullmatch(urlsplit(address).path)
    except ValueError:
        return None
    return normal_path(file["path"]) if file else None


def normal_path(path: str) -> str | None:
    """The path as it is written everywhere; None unless it leads to a file of a course."""
    if not _AREA.fullmatch(path):
        return None
    try:
        names = [unquote(name, errors="strict") for name in path.split("/")]
    except UnicodeDecodeError:
        return None
    if any(name in _NO_NAMES or re.search(r"[/\\\x00-\x1f\x7f-\x9f]", name) for name in names):
        return None
    normal = "/".join(quote(name, safe="") for name in names)
    return normal if len(normal) <= LONGEST_PATH else None
