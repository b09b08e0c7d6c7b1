"""Names on one line and the words of HTML."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.texts import plain_name, plain_text

RecordedCourse = Callable[[str, int], dict[str, Any]]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Digituki \n kirjastoissa\t", "Digituki kirjastoissa"),
        ("AT&amp;T &lt;b&gt; &quot;x&quot;", 'AT&T <b> "x"'),
        ("AT&T <b>lihava</b>", "AT&T <b>lihava</b>"),
        ("&amp;amp;", "&amp;"),
        ("R&section ja K&copy", "R&section ja K&copy"),
        ("A\x00B\x07C\u202eD", "ABCD"),
        ("👩\u200d💻 📚", "👩\u200d💻 📚"),
        ('<span lang="fi" class="multilang">Kurssi</span> 1', "Kurssi 1"),
        (
            '<span lang="fi" class="multilang">Yksi</span><span class="multilang" lang="sv">Ett</span>',
            "Yksi Ett",
        ),
        ("{mlang fi}Yksi{mlang}{mlang sv}Ett{mlang}", "Yksi Ett"),
        ("{a} [b] {mlanguage}", "{a} [b] {mlanguage}"),
    ],
)
def test_a_name_is_what_its_author_typed(raw: str, expected: str) -> None:
    assert plain_name(raw) == expected


def test_a_name_with_signs_and_emoji_comes_out_as_typed(recorded_course: RecordedCourse) -> None:
    name = recorded_course("core_course_get_courses_by_field", 33)["fullname"]
    assert plain_name(name) == 'Kirja 📚 & "lainaus" ’heitto’ AT&T <b> – 50 % \\ kenoviiva'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("<p>Yksi</p><p>kaksi</p>", "Yksi kaksi"),
        ("<p>Yksi<br>kaksi</p><ul><li>a</li><li>b</li></ul>", "Yksi kaksi a b"),
        ("<table><tbody><tr><th>Kesto</th><td>2 h</td></tr></tbody></table>", "Kesto 2 h"),
        ("<p>Kir\u00adjas&shy;to <strong>au</strong>ki &amp;&nbsp;&lt;b&gt;</p>", "Kirjasto auki & <b>"),
        ("<p>a</p><script>alert(1)</script><style>p{}</style><!-- c -->", "a"),
    ],
)
def test_words_are_divided_where_blocks_end(html: str, expected: str) -> None:
    assert plain_text(html) == expected


@given(st.text())
def test_any_text_can_be_a_name_or_html(text: str) -> None:
    name = plain_name(text)
    assert name == " ".join(name.split())
    assert plain_text(text) == " ".join(plain_text(text).split())
