"""Which elements a course text may keep, and what becomes of the others. Says what, not how."""

WHITESPACE = " \t\n\r\f\v"
INVISIBLE = WHITESPACE + "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
URL_SCHEMES = frozenset(("http", "https", "mailto"))


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DROPPED_WITH_CONTENT = _names(
    "applet audio canvas iframe map math noembed noframes noscript object script select style svg template"
    " textarea title video xml"
)

INLINE = {"a": "a", "b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
INLINE |= {"code": "code", "kbd": "code", "samp": "code", "tt": "code"}

CONTAINERS = {
    name: name for name in _names("ul ol li dl dt dd table thead tbody tfoot tr th td caption blockquote")
}
CONTAINERS |= {"menu": "ul", "dir": "ul"}

HEADINGS = tuple(f"h{level}" for level in range(1, 7))
SHOWN_HEADINGS = HEADINGS[2:]
PARAGRAPHS = _names(
    "p div section article aside header footer main nav address center figure figcaption details summary"
    " fieldset legend form hgroup hr search option"
)

# Leaves hold words, links and the like, no blocks; flow holds blocks.
LEAVES = _names("p pre dt caption") | frozenset(HEADINGS)
FLOW = _names("body li dd th td blockquote")
NEEDS_PARAGRAPH = _names("body blockquote")

_TABLE_PARTS = dict.fromkeys(("caption", "thead", "tbody", "tfoot"), _names("table"))
PARENTS = _TABLE_PARTS | {
    "li": _names("ul ol"),
    "dt": _names("dl"),
    "dd": _names("dl"),
    "tr": _names("thead tbody tfoot"),
    "th": _names("tr"),
    "td": _names("tr"),
}
IMPLIED_PARENT = dict.fromkeys(_TABLE_PARTS, "table") | {
    "li": "ul",
    "dt": "dl",
    "dd": "dl",
    "tr": "tbody",
    "th": "tr",
    "td": "tr",
}
IMPLIED_CHILD = dict.fromkeys(_names("table thead tbody tfoot tr"), "td") | {
    "ul": "li",
    "ol": "li",
    "dl": "dd",
}

KEPT = frozenset(
    ("p", "br", "pre", "blockquote", "span", *INLINE.values(), *CONTAINERS.values(), *SHOWN_HEADINGS)
)
KEPT_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
