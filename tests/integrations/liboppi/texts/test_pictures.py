"""Moodle's own pictures in summaries: placeholders that no browser loads, and what takes their place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.texts import picture_paths, plain_text, summary_html, with_pictures

HTML = 1
SITE = "https://liboppi.example/"
FILES = f"{SITE}webservice/pluginfile.php/46/course/summary/"
PLACEHOLDER = '<img alt="upotettu" src="liboppi:46/course/summary/upotettu%20kuva.png">'


def clean(raw: str, site: str | None = SITE) -> str:
    return summary_html(raw, HTML, base_url=site)


@pytest.mark.parametrize(
    "address",
    [
        f"{FILES}upotettu%20kuva.png",
        f"{FILES}upotettu kuva.png",
        f"{FILES}upotettu%20kuva.png?token=secret&amp;forcedownload=1#x",
        f"{SITE}pluginfile.php/46/course/summary/upotettu%20kuva.png",
        "http://LIBOPPI.example/pluginfile.php/46/course/summary/upotettu%20kuva.png",
        "/pluginfile.php/46/course/summary/upotettu%20kuva.png",
        "liboppi:46/course/summary/upotettu%20kuva.png",
    ],
)
def test_a_courses_own_picture_becomes_a_placeholder(address: str) -> None:
    html = clean(f'<p>Kuva: <img src="{address}" alt="upotettu" width="9" onload="x()">.</p>')
    assert html == f"<p>Kuva: {PLACEHOLDER}.</p>"


@pytest.mark.parametrize(
    "address",
    [
        "@@PLUGINFILE@@/kuva.png",
        "https://elsewhere.example/pluginfile.php/46/course/summary/kuva.png",
        "https://liboppi.example.evil.example/pluginfile.php/46/course/summary/kuva.png",
        "ftp://liboppi.example/pluginfile.php/46/course/summary/kuva.png",
        f"{SITE}theme/image.php/boost/core/1/kuva.png",
        f"{SITE}tokenpluginfile.php/secret/46/course/summary/kuva.png",
        f"{SITE}pluginfile.php/46/mod_assign/submission/1/kuva.png",
        f"{FILES}../../../config.php",
        f"{FILES}%2e%2e/kuva.png",
        f"{FILES}a%2Fb.png",
        f"{FILES}a%5Cb.png",
        f"{FILES}%FF.png",
        f"{FILES}%00.png",
        f"{FILES}",
        f"{FILES}{'x' * 1001}",
        "liboppi:../../admin",
        "liboppi:46/user/private/kuva.png",
        "liboppi://evil.example/46/course/summary/kuva.png",
        "https://[x/pluginfile.php/46/course/summary/kuva.png",
        "data:image/png;base64,AAAA",
        "",
    ],
)
def test_every_other_picture_is_left_out(address: str) -> None:
    assert clean(f'<p>Kuva: <img src="{address}" alt="kuva"></p>') == "<p>Kuva:</p>"


def test_a_site_in_a_folder_has_its_pictures_there() -> None:
    raw = '<p><img src="https://a.example/moodle/pluginfile.php/4/course/summary/k.png" alt="k"></p>'
    expected = '<p><img alt="k" src="liboppi:4/course/summary/k.png"></p>'
    assert clean(raw, "https://a.example/moodle/") == expected
    assert clean(raw, "https://a.example/other/") == ""


def test_without_a_site_no_address_is_moodles_but_placeholders_stay() -> None:
    assert clean(f'<p>a<img src="{FILES}k.png"></p>', None) == "<p>a</p>"
    assert clean(f"<p>a {PLACEHOLDER}</p>", None) == f"<p>a {PLACEHOLDER}</p>"


def test_an_alternative_text_is_plain_and_of_bounded_length() -> None:
    html = clean(f'<img src="{FILES}k.png" alt="&lt;b&gt; &quot;x&quot;\n {"ä" * 600}">')
    assert html == (
        f'<p><img alt="&lt;b&gt; &quot;x&quot; {"ä" * 492}" src="liboppi:46/course/summary/k.png"></p>'
    )


@pytest.mark.parametrize("scheme", ["liboppi:", " LIBOPPI:", "liboppi:&#10;"])
def test_no_link_leads_to_a_placeholder(scheme: str) -> None:
    html = clean(f'<p><a href="{scheme}46/course/summary/k.png">l</a> {PLACEHOLDER}</p>')
    assert html == f"<p>l {PLACEHOLDER}</p>"


def test_pictures_stand_where_words_stand() -> None:
    raw = f"<table><tr><td>{PLACEHOLDER} a<td><p>b</p>{PLACEHOLDER}</table><ul>{PLACEHOLDER}</ul>"
    assert clean(raw) == (
        f"<table><tbody><tr><td>{PLACEHOLDER} a</td><td><p>b</p>{PLACEHOLDER}</td></tr></tbody></table>"
        f"<ul><li>{PLACEHOLDER}</li></ul>"
    )


def test_the_recorded_picture_is_kept(recorded_course: Any) -> None:
    course = recorded_course("filter_lang/nopacks.course19.raw_true", 19)
    assert picture_paths(clean(course["summary"])) == ("46/course/summary/upotettu%20kuva.png",)


def test_paths_are_listed_once_in_their_order() -> None:
    html = clean(f'<img src="{FILES}b.png"><img src="{FILES}a%C3%A4.png"><img src="{FILES}b.png" alt="x">')
    assert picture_paths(html) == ("46/course/summary/b.png", "46/course/summary/a%C3%A4.png")


def test_words_of_a_text_hold_no_picture() -> None:
    assert plain_text(f"<p>a{PLACEHOLDER}b</p>") == "a b"


def test_a_picture_is_replaced_by_what_is_shown_for_it() -> None:
    html = clean(f'<p>a <img src="{FILES}k.png" alt="&quot;x&quot; &amp; y"> b</p>')
    assert (
        with_pictures(html, lambda path, alt: f"[{path}|{alt}]")
        == '<p>a [46/course/summary/k.png|"x" & y] b</p>'
    )


def test_a_picture_that_is_not_shown_leaves_nothing_empty_behind() -> None:
    html = clean(f"<p>a</p><p>{PLACEHOLDER}</p><p><img src='{FILES}k.png'></p>")
    assert with_pictures(html, lambda path, alt: "") == "<p>a</p>"
    assert with_pictures(html, lambda path, alt: '<img src="/k.webp">' if path.endswith("k.png") else "") == (
        '<p>a</p><p><img src="/k.webp"></p>'
    )


def test_a_picture_that_is_not_shown_goes_on_naming_its_link() -> None:
    html = clean(f'<p><a href="https://a.example/">{PLACEHOLDER}</a></p>')
    assert html == f'<p><a href="https://a.example/" rel="noopener">{PLACEHOLDER}</a></p>'
    assert with_pictures(html, lambda path, alt: "") == (
        '<p><a href="https://a.example/" rel="noopener">upotettu</a></p>'
    )


def test_a_text_without_pictures_stays_as_it_is() -> None:
    assert with_pictures("<p>a &lt;img alt=</p>", lambda path, alt: "x") == "<p>a &lt;img alt=</p>"


PICTURE_TOKENS = st.one_of(
    st.sampled_from(
        ["a", " ", "<br>", "<p>", "</p>", "<pre>", "<td>", "<a href='https://a.example/'>", "</a>"]
    ),
    st.builds(
        '<img src="{}{}" alt="{}">'.format,
        st.sampled_from([FILES, "liboppi:46/course/summary/", "https://a.example/"]),
        st.text(max_size=8).map(lambda name: name.replace('"', "")),
        st.text(max_size=8).map(lambda alt: alt.replace('"', "'")),
    ),
)


@given(st.lists(PICTURE_TOKENS, max_size=15).map("".join))
def test_whatever_the_pictures_cleaning_again_changes_nothing(raw: str) -> None:
    html = clean(raw)
    assert clean(html) == html
    assert summary_html(html, HTML) == html
    assert html.count("<img") == html.count('src="liboppi:46/course/summary/')
    assert "<img" not in with_pictures(html, lambda path, alt: "")
