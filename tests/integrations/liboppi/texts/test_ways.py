"""Simple texts are read by a short way. It must lead where the thorough one leads.

A comment leaves no trace in a text, and no text with a comment takes the short way.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.texts import clean_html, plain_text

COMMENT = "<!-- -->"
WORDS = st.sampled_from(
    [
        *(
            "a",
            "ä",
            "€",
            "𝄞",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\u00a0",
            "\u00ad",
            "\u2003",
            "\u0085",
            "\x01",
            '"',
            "'",
        ),
        *("&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&shy;", "&amp;lt;", "&#65;", "&", "<", ">"),
        *(
            "<br>",
            "<br><br><br>",
            "<strong>b</strong>",
            "<em>c</em>",
            "<strong>",
            "</strong>",
            " <em>",
            "</em> ",
        ),
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=6).map("".join)
SPACES = st.sampled_from(["", "", "\n", " \r\n\t"])


def element(name: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("<{0}>{1}{2}</{0}>{3}".format, st.just(name), SPACES, content, SPACES)


ITEMS = st.lists(element("li", LINES), max_size=3).map("".join)
CELLS = st.lists(st.one_of(element("th", LINES), element("td", LINES)), max_size=3).map("".join)
ROWS = st.lists(element("tr", CELLS), max_size=2).map("".join)
BLOCKS = st.one_of(
    *(element(name, LINES) for name in ("p", "p", "h3", "h4", "pre")),
    *(element(name, ITEMS) for name in ("ul", "ol")),
    element("table", element("tbody", ROWS)),
)
TEXTS = st.lists(BLOCKS, max_size=4).map("".join)


@given(TEXTS)
def test_simple_html_is_cleaned_as_thoroughly_as_any(raw: str) -> None:
    assert clean_html(raw) == clean_html(COMMENT + raw)


@given(TEXTS)
def test_clean_html_has_the_same_words_by_both_ways(raw: str) -> None:
    html = clean_html(raw)
    assert plain_text(html) == plain_text(COMMENT + html)


@pytest.mark.parametrize("raw", [*map("<p>a{}b</p>".format, "\0\x0b\x1c\x85\ud800\ufdd0")])
def test_signs_that_no_page_can_carry_are_left_out_by_both_ways(raw: str) -> None:
    assert clean_html(raw) == clean_html(COMMENT + raw)
    assert plain_text(raw) == plain_text(COMMENT + raw)


def test_threads_read_texts_side_by_side() -> None:
    texts = [f"<div>{number} <i>a</i><p lang=sv>{'b' * number}</div>" for number in range(200)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(clean_html, texts)) == [clean_html(text) for text in texts]
