"""Recognises HTML that is so simple that cleaning would change nothing but the spaces between its blocks.

Most texts are: paragraphs, lists and tables without attributes. They need no parsing to be fitted.
"""

import re

from . import markup

_LONGEST = 100_000
_SPACES = r"[ \t\r\n]*+"
# Signs that stay as they are, wherever they stand; those left out of here are for the thorough way to judge.
_SIGNS = (
    r"[^<>&\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    rf"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{markup.INVISIBLE}]"
)
_REFERENCE = "&(?:amp|lt|gt);"
_WORDS = rf"(?:{_SIGNS}++|{_REFERENCE})(?: ?(?:{_SIGNS}++|{_REFERENCE})|&nbsp;)*+"
_ITEM = rf"(?:{_WORDS}|<strong>{_WORDS}</strong>|<em>{_WORDS}</em>)"
_LINE = rf"{_ITEM}(?:(?: |(?:<br>){{1,2}})?{_ITEM})*+"


def _each(name: str, content: str) -> str:
    return rf"<{name}>{content}</{name}>{_SPACES}"


_ITEMS = rf"{_SPACES}(?:{_each('li', _LINE)})++"
_ROWS = _each("tr", rf"{_SPACES}(?:{_each('th', _LINE)}|{_each('td', _LINE)})++")
_TABLE = _each("table", _SPACES + _each("tbody", rf"{_SPACES}(?:{_ROWS})++"))
_BLOCKS = (_each("p", _LINE), _each("h3", _LINE), _each("ul", _ITEMS), _each("ol", _ITEMS), _TABLE)
_SIMPLE = re.compile(rf"{_SPACES}(?:{'|'.join(_BLOCKS)})*+")
_BETWEEN_BLOCKS = re.compile(r">[ \t\r\n]+(?=</?(?:p|h3|ul|ol|li|table|tbody|tr|th|td)>)")


def simplified(html: str) -> str | None:
    """The HTML without spaces between blocks; None where it isn't simple."""
    if len(html) > _LONGEST or not _SIMPLE.fullmatch(html):
        return None
    return _BETWEEN_BLOCKS.sub(">", html.strip(markup.WHITESPACE))
