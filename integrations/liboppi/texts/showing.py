"""Puts what is to be shown in the place of the pictures of a cleaned text. Knows neither files nor tags."""

import re
from collections.abc import Callable
from html import escape

from .cleaning import clean_html
from .pictures import PLACEHOLDER, alternative_text


def with_pictures(html: str, tag_for: Callable[[str, str], str]) -> str:
    """Cleaned HTML with each picture's placeholder replaced by `tag_for(path, alternative text)`.

    What `tag_for` gives is put in as it is, so it must be safe HTML. "" leaves the picture out, and what it
    leaves empty; within a link its alternative text stays, since it names the link. Call it right before
    showing: cleaning the result again drops what was put in.
    """
    tags: dict[str, str] = {}
    for match in PLACEHOLDER.finditer(html):
        tags.setdefault(match[0], tag_for(match["path"], alternative_text(match)))
    if not all(tags.values()):
        html = clean_html(
            PLACEHOLDER.sub(lambda match: match[0] if tags[match[0]] else _not_moodles(match), html)
        )
    return PLACEHOLDER.sub(lambda match: tags[match[0]], html)


def _not_moodles(match: re.Match[str]) -> str:
    """The picture as one that isn't Moodle's, which cleaning leaves out."""
    return f'<img alt="{escape(alternative_text(match))}">'
