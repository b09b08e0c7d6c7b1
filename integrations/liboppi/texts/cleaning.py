"""Makes a text of Moodle's into safe, valid HTML. Knows Moodle's text formats, not its languages."""

import nh3
from django.utils.html import linebreaks, urlize
from markdown_it import MarkdownIt

from . import markup
from .fitting import Fitter
from .pictures import SCHEME
from .reading import without_controls
from .simple import simplified

MOODLE, PLAIN, MARKDOWN = 0, 2, 4  # FORMAT_… of Moodle's lib/weblib.php

# markdown-it stays linear where Python-Markdown takes minutes for 20 kB of brackets.
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_LAST_WORD = nh3.Cleaner(
    tags=set(markup.KEPT),
    attributes=markup.KEPT_ATTRIBUTES,
    clean_content_tags=set(markup.DROPPED_WITH_CONTENT),
    url_schemes=set(markup.URL_SCHEMES),
    url_relative="deny",
    link_rel="noopener",
)


def _address_where_it_belongs(tag: str, attribute: str, value: str) -> str | None:
    """Pictures have the scheme of placeholders, and nothing else has."""
    return (
        value
        if (tag == "img") == value.startswith(f"{SCHEME}:") or attribute not in ("href", "src")
        else None
    )


_LAST_WORD_ON_PICTURES = nh3.Cleaner(
    tags={*markup.KEPT, "img"},
    attributes=markup.KEPT_ATTRIBUTES | {"img": {"alt", "src"}},
    attribute_filter=_address_where_it_belongs,
    clean_content_tags=set(markup.DROPPED_WITH_CONTENT),
    url_schemes={*markup.URL_SCHEMES, SCHEME},
    url_relative="deny",
    link_rel="noopener",
)


def summary_html(raw: str, summaryformat: int, *, base_url: str | None = None) -> str:
    """The text as a fragment of safe HTML for a page, below an h2; cleaning it again as HTML changes nothing.

    `summaryformat` is Moodle's: 0 its automatic format, 1 HTML, 2 plain text, 4 Markdown; any other is read
    as HTML. Links lead to http, https and mailto only; relative ones are resolved against `base_url` or lose
    their address. Of pictures only those of a course's own files on the site at `base_url` stay, as
    placeholders (see `pictures`). The others are left out; within a link their alternative text stays, since
    it names the link.
    """
    return clean_html(_to_html(raw, summaryformat), base_url=base_url)


def clean_html(html: str, *, base_url: str | None = None) -> str:
    """Any HTML as `summary_html` gives it."""
    simple = simplified(html)
    if simple is not None:
        return _LAST_WORD.clean(simple)
    fitter = Fitter(base_url)
    fitter.read(html)
    fitter.body.prune()
    fitter.body.rank_headings()
    fitted = fitter.body.inner_html()
    last_word = _LAST_WORD_ON_PICTURES if "<img" in fitted else _LAST_WORD
    return last_word.clean(fitted)


def _to_html(raw: str, summaryformat: int) -> str:
    if summaryformat == PLAIN:
        return str(linebreaks(urlize(without_controls(raw), autoescape=True)))
    if summaryformat == MARKDOWN:
        return str(_MARKDOWN.render(without_controls(raw)))
    if summaryformat == MOODLE and "<" not in raw:
        return str(linebreaks(without_controls(raw)))
    return raw
