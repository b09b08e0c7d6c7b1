"""Cleaning summaries: harmless, valid, the same when cleaned again."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.texts import plain_text, summary_html

RecordedCourse = Callable[[str, int], dict[str, Any]]
AUTOMATIC, HTML, PLAIN, MARKDOWN = 0, 1, 2, 4

KEPT = {"p", "br", "pre", "blockquote", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"}
KEPT |= {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
KEPT |= {"a", "strong", "em", "code", "sub", "sup", "span"}
ATTRIBUTES = {"lang", "href", "rel", "scope", "colspan", "rowspan", "start"}


class Tags(HTMLParser):
    """What a fragment holds, read by another parser than the one under test."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.open: list[str] = []
        self.well_formed = True
        self.feed(html)
        self.close()
        self.well_formed = self.well_formed and not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.well_formed = self.well_formed and bool(self.open) and self.open.pop() == tag


def assert_harmless(html: str) -> None:
    tags = Tags(html)
    assert tags.well_formed, html
    assert tags.tags <= KEPT
    assert tags.attributes <= ATTRIBUTES
    assert all(address.startswith(("http://", "https://", "mailto:")) for address in tags.addresses)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ""),
        ("Pelkkä teksti", "<p>Pelkkä teksti</p>"),
        ("<div>a</div><div>b <b>c</b></div>", "<p>a</p><p>b <strong>c</strong></p>"),
        ("<p>a</p><p>&nbsp;</p><p><br></p><p></p>", "<p>a</p>"),
        ("<p>a<br><br><br><br>b<br></p>", "<p>a<br><br>b</p>"),
        ("<p>kir\u00adjas&shy;to</p>", "<p>kir\u00adjas\u00adto</p>"),
        ("<h1>A</h1><h2>B</h2><h4>C</h4>", "<h3>A</h3><h4>B</h4><h5>C</h5>"),
        ("<h4>A</h4><h5>B</h5>", "<h3>A</h3><h4>B</h4>"),
        ("<b><i>risti</b>kkäin</i>", "<p><strong><em>risti</em></strong>kkäin</p>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
        ('<p class="x" style="y" id="z" onclick="e()">a</p>', "<p>a</p>"),
        ("<p>a<o:p></o:p></p><!--[if gte mso 9]><xml>m</xml><![endif]-->", "<p>a</p>"),
        ("<script>a()</script><style>p{}</style><iframe src=x>i</iframe><object>o</object>b", "<p>b</p>"),
        ("<p>x\x00y\ud800z&#1;</p>", "<p>xyz</p>"),
        (
            '<table border=1><tr><th scope="row" colspan="2" width=9>a<td><td>b</table>',
            '<table><tbody><tr><th colspan="2" scope="row">a</th><td></td><td>b</td></tr></tbody></table>',
        ),
        ("<table><tr><td> </td><td></td></tr></table>", ""),
        ("<pre>\n a\n  b</pre>", "<pre> a\n  b</pre>"),
        ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
    ],
)
def test_html_is_made_valid_and_plain(raw: str, expected: str) -> None:
    assert summary_html(raw, HTML) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('<p lang="sv">Hej</p>', '<p lang="sv">Hej</p>'),
        ('<p><span lang="en-GB">open</span> x</p>', '<p><span lang="en-GB">open</span> x</p>'),
        ('<p lang="no language">x</p>', "<p>x</p>"),
        ('<p lang="sv"><span lang="sv">Hej</span></p>', '<p lang="sv">Hej</p>'),
        (
            '<div lang="sv"><ul><li>a</li></ul><p>b</p></div>',
            '<ul lang="sv"><li>a</li></ul><p lang="sv">b</p>',
        ),
        (
            '<p><span lang="EN-US" style="mso-ansi-language:EN-US">Wordin arvaus</span></p>',
            "<p>Wordin arvaus</p>",
        ),
    ],
)
def test_languages_of_parts_are_kept_where_they_say_something(raw: str, expected: str) -> None:
    assert summary_html(raw, HTML) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            '<a href="https://a.example/?b=1&amp;c=2" target="_blank" rel="x">l</a>',
            '<p><a href="https://a.example/?b=1&amp;c=2" rel="noopener">l</a></p>',
        ),
        ('<a href="mailto:a@b.example">l</a>', '<p><a href="mailto:a@b.example" rel="noopener">l</a></p>'),
        ('<a href="javascript:a()">l</a>', "<p>l</p>"),
        ('<a href="data:text/html,x">l</a>', "<p>l</p>"),
        ('<a href=" java\nscript:a()">l</a>', "<p>l</p>"),
        ('<a href="https://user:word@a.example/">l</a>', "<p>l</p>"),
        ('<a href="//a.example/">l</a>', "<p>l</p>"),
        ('<a href="/course/view.php?id=2">l</a>', "<p>l</p>"),
        ('<a href="https://[x">l</a>', "<p>l</p>"),
        ('<a href="https://a.example/"></a>x', "<p>x</p>"),
    ],
)
def test_links_lead_to_the_web_and_to_mail_only(raw: str, expected: str) -> None:
    assert summary_html(raw, HTML) == expected


def test_relative_links_are_resolved_where_the_site_is_known() -> None:
    html = summary_html('<a href="/mod/x.php?id=2">l</a>', HTML, base_url="https://liboppi.example/")
    assert html == '<p><a href="https://liboppi.example/mod/x.php?id=2" rel="noopener">l</a></p>'
    assert (
        summary_html('<a href="javascript:a()">l</a>', HTML, base_url="https://liboppi.example/")
        == "<p>l</p>"
    )


def test_pictures_are_left_out_but_go_on_naming_their_link() -> None:
    assert (
        summary_html('<p>Kuva: <img src="https://liboppi.example/x.png" alt="upotettu"></p>', HTML)
        == "<p>Kuva:</p>"
    )
    link = '<a href="https://a.example/"><img src="x.png" alt="Ilmoittaudu"></a>'
    assert summary_html(link, HTML) == '<p><a href="https://a.example/" rel="noopener">Ilmoittaudu</a></p>'


def test_markdown_is_rendered_and_its_html_cleaned(recorded_course: RecordedCourse) -> None:
    course = recorded_course("filter_lang/nopacks.course28.raw_true", 28)
    assert summary_html(course["summary"], course["summaryformat"]) == (
        "<h3>Otsikko</h3><ul><li>Tuottaja: X</li><li>Kurssiavain: <strong>markdown</strong></li></ul>"
    )
    assert summary_html("*a* <script>x</script><b onclick=e()>b</b>\n\n[l](javascript:x)", MARKDOWN) == (
        "<p><em>a</em> <strong>b</strong></p><p>[l](javascript:x)</p>"
    )


def test_plain_text_keeps_its_lines_and_shows_its_signs() -> None:
    assert summary_html("Rivi 1 & <b>ei</b>\nhttps://www.liboppi.example/\n\nuusi", PLAIN) == (
        "<p>Rivi 1 &amp; &lt;b&gt;ei&lt;/b&gt;<br>"
        '<a href="https://www.liboppi.example/" rel="noopener">https://www.liboppi.example/</a></p><p>uusi</p>'
    )


def test_the_automatic_format_is_html_whose_lines_count_where_it_has_no_tags() -> None:
    assert summary_html("a &amp; b\nc", AUTOMATIC) == "<p>a &amp; b<br>c</p>"
    assert summary_html("<p>a\nb</p>", AUTOMATIC) == "<p>a b</p>"


def test_the_nasty_summary_comes_out_harmless_raw_and_cleaned(recorded_course: RecordedCourse) -> None:
    raw = summary_html(recorded_course("filter_lang/nopacks.course21.raw_true", 21)["summary"], HTML)
    cleaned = summary_html(recorded_course("core_course_get_courses_by_field", 21)["summary"], HTML)
    assert raw == cleaned
    assert_harmless(raw)
    assert raw.startswith("<p>Alku</p><p>linkki</p><p>Wordista liitetty</p><p><strong><em>risti")
    assert "Pitkä teksti äöå € – “lainaus” 𝄞" in raw
    assert "xss" not in raw
    assert "Office" not in raw


def test_every_recorded_summary_is_harmless_and_stays_the_same(recorded_json: Callable[[str], Any]) -> None:
    for course in recorded_json("core_course_get_courses_by_field")["courses"]:
        html = summary_html(course["summary"], course["summaryformat"])
        assert_harmless(html)
        assert summary_html(html, HTML) == html
        assert not course["summary"] or html


@pytest.mark.parametrize("tag", ["b", "div", "ul><li", "table><tr><td", "blockquote", "span lang=sv"])
def test_deep_nesting_loses_no_words(tag: str) -> None:
    html = summary_html(f"alku <{tag}>" * 3000 + "loppu", HTML)
    assert plain_text(html).count("alku") == 3000
    assert plain_text(html).endswith("loppu")
    assert_harmless(html)


def test_formatting_that_is_never_closed_does_not_multiply_the_text() -> None:
    raw = "".join(f"<font id={number}><b id={number}>" for number in range(500)) + "<p>x<div>y" * 500
    assert len(summary_html(raw, HTML)) < 50 * len(raw)


CHANGED = {"b", "i", "div", "h1", "h2", "img", "font", "o:p", "center", "hr", "body", "form"}
DROPPED = {"script", "style", "svg", "iframe", "title"}
TAGS = sorted(KEPT | CHANGED | DROPPED)
ATTRIBUTE_TEXTS = [
    "",
    ' lang="sv"',
    ' href="https://a.example/"',
    ' href="javascript:x"',
    " onclick=x colspan=2",
]
TOKENS = st.one_of(
    st.sampled_from(
        ["a", " ", "\n", "&nbsp;", "&shy;", "&lt;", "&amp;", "&#0;", "<", ">", "&", "<!-- x -->", "ä"]
    ),
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTE_TEXTS)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
)


@given(st.lists(TOKENS, max_size=30).map("".join))
def test_whatever_the_markup_the_result_is_harmless_and_stays_the_same(raw: str) -> None:
    html = summary_html(raw, HTML)
    assert_harmless(html)
    assert summary_html(html, HTML) == html


@given(st.text(), st.sampled_from([AUTOMATIC, HTML, PLAIN, MARKDOWN, 9]))
def test_whatever_the_text_and_format_the_result_is_harmless(raw: str, summaryformat: int) -> None:
    html = summary_html(raw, summaryformat)
    assert_harmless(html)
    assert summary_html(html, HTML) == html
