"""What a person reads on a page."""

from typing import Any

from lxml import html


def text_in(response: Any, path: str = "//body") -> str:
    """The words of the first element at `path`, with single spaces between them."""
    return " ".join(str(html.fromstring(response.content).xpath(f"string({path})")).split())
