"""Splitting texts by language: what each reader gets, and that nothing is lost on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.texts import split_languages

RecordedCourse = Callable[[str, int], dict[str, Any]]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Kurssi", {"fi": "Kurssi"}),
        ("", {"fi": ""}),
        (
            '<span lang="fi" class="multilang">Kurssi</span><span lang="sv" class="multilang">Kurs</span>',
            {"fi": "Kurssi", "sv": "Kurs"},
        ),
        (
            "<span class='multilang' lang='fi'>Kurssi</span> <SPAN CLASS=multilang XML:LANG=sv>Kurs</SPAN>",
            {"fi": "Kurssi ", "sv": " Kurs"},
        ),
        ('<lang lang="fi">Kurssi</lang><lang lang="sv">Kurs</lang>', {"fi": "Kurssi", "sv": "Kurs"}),
        ("{mlang fi}Kurssi{mlang}{mlang sv}Kurs{mlang}", {"fi": "Kurssi", "sv": "Kurs"}),
        ("{mlang fi}Kurssi{mlang sv}Kurs{mlang} 1", {"fi": "Kurssi 1", "sv": "Kurs 1"}),
        ("{ mlang fi, sv }A{mlang}{mlang en}B{mlang}", {"fi": "A", "sv": "A", "en": "B"}),
        ("{mlang fi_wp}Kurssi{mlang}{mlang sv-FI}Kurs{mlang}", {"fi": "Kurssi", "sv": "Kurs"}),
    ],
)
def test_each_language_gets_its_parts(raw: str, expected: dict[str, str]) -> None:
    assert split_languages(raw, "fi") == expected


def test_text_outside_of_the_parts_belongs_to_every_language() -> None:
    raw = (
        '<p>1: <span lang="fi" class="multilang">yksi</span>'
        '<span lang="sv" class="multilang">ett</span> (2 op)</p>'
    )
    assert split_languages(raw, "fi") == {"fi": "<p>1: yksi (2 op)</p>", "sv": "<p>1: ett (2 op)</p>"}


def test_blocks_and_other_spans_may_stand_within_a_part() -> None:
    raw = (
        '<span lang="fi" class="multilang"><p>Moi <span style="x">sinä</span></p><ul><li>a</li></ul></span>'
        '<span lang="sv" class="multilang"><p>Hej</p></span>'
    )
    assert split_languages(raw, "fi") == {
        "fi": '<p>Moi <span style="x">sinä</span></p><ul><li>a</li></ul>',
        "sv": "<p>Hej</p>",
    }


def test_a_part_that_was_never_closed_ends_where_the_next_begins() -> None:
    raw = '<span lang="fi" class="multilang">Moi <span lang="sv" class="multilang">Hej</span>'
    assert split_languages(raw, "fi") == {"fi": "Moi ", "sv": "Hej"}


@pytest.mark.parametrize("blank", ["", "  \n", "&nbsp;", "<p>&nbsp;</p>", "\u00ad"])
def test_a_blank_part_is_no_language(blank: str) -> None:
    raw = f'<span lang="fi" class="multilang">Kurssi</span><span lang="sv" class="multilang">{blank}</span>'
    assert split_languages(raw, "fi") == {"fi": "Kurssi"}


def test_a_span_that_only_marks_foreign_words_splits_nothing() -> None:
    raw = 'Mitä on <span lang="en">open access</span>?'
    assert split_languages(raw, "fi") == {"fi": raw}


def test_empty_spans_speak_for_what_follows_them(recorded_course: RecordedCourse) -> None:
    raw = recorded_course("core_course_get_courses_by_field", 16)["summary"]
    assert split_languages(raw, "fi") == {
        "fi": "<p>Suomenkielinen kuvaus. Kurssiavain: tietosuoja</p>",
        "sv": "<p>Svensk beskrivning. Kursnyckel: tietosuoja</p>",
    }


def test_raw_and_cleaned_answers_of_moodle_split_alike(recorded_course: RecordedCourse) -> None:
    raw = recorded_course("filter_lang/nopacks.course16.raw_true", 16)
    cleaned = recorded_course("core_course_get_courses_by_field", 16)
    assert split_languages(raw["summary"], "fi") == split_languages(cleaned["summary"], "fi")
    assert split_languages(raw["fullname"], "fi") == {
        "fi": "Tietosuojan perusteet",
        "sv": "Grunderna i dataskydd",
    }


def test_spans_within_one_paragraph_split_the_paragraph(recorded_course: RecordedCourse) -> None:
    raw = recorded_course("filter_lang/stubpacks.course34.plain", 34)["summary"]
    assert split_languages(raw, "fi") == {
        "fi": "<p>Suomeksi. Kurssiavain: kaksikieli</p>",
        "sv": "<p>På svenska. Kursnyckel: kaksikieli</p>",
    }


def test_full_spans_and_emptied_ones_may_be_mixed() -> None:
    raw = (
        '<span lang="fi" class="multilang">Otsikko</span><span lang="sv" class="multilang">Rubrik</span>'
        '<span lang="fi" class="multilang"></span><p>Moi</p>'
        '<span lang="sv" class="multilang"></span><p>Hej</p>'
    )
    assert split_languages(raw, "fi") == {"fi": "Otsikko<p>Moi</p>", "sv": "Rubrik<p>Hej</p>"}


def test_a_language_left_empty_on_purpose_does_not_claim_what_follows() -> None:
    raw = '<span lang="fi" class="multilang">Moi</span><span lang="sv" class="multilang"></span><p>Alla</p>'
    assert split_languages(raw, "fi") == {"fi": "Moi<p>Alla</p>"}


def test_the_fallback_is_the_default_language_where_that_has_no_part() -> None:
    assert split_languages("{mlang sv}Kurs{mlang}{mlang other}Kurssi{mlang}", "fi") == {
        "sv": "Kurs",
        "fi": "Kurssi",
    }


def test_the_fallback_is_left_out_where_the_default_language_has_a_part() -> None:
    assert split_languages("{mlang fi}Kurssi{mlang}{mlang other}Course{mlang}", "fi") == {"fi": "Kurssi"}


def test_a_part_marked_with_no_language_counts_as_the_default() -> None:
    assert split_languages("{mlang suomeksi}Kurssi{mlang}{mlang sv}Kurs{mlang}", "fi") == {
        "fi": "Kurssi",
        "sv": "Kurs",
    }


def test_countless_made_up_languages_do_not_multiply_the_text() -> None:
    codes = [first + second + third for first in "abc" for second in "abcdefghij" for third in "abcdefghij"]
    raw = "x" * 1000 + "".join(f"{{mlang {code}}}{code}{{mlang}}" for code in codes)
    split = split_languages(raw, "fi")
    assert sum(map(len, split.values())) < 30 * 1000
    assert all(any(code in text for text in split.values()) for code in codes)


WORDS = st.text(alphabet="abcåäö 1&;", min_size=1, max_size=8)
PART_FORMS = (
    '<span lang="{0}" class="multilang">{1}</span>',
    "<span class=multilang lang={0}><p>{1}</p></span>",
    '<lang lang="{0}">{1}</lang>',
    "{{mlang {0}}}{1}{{mlang}}",
)
FULL_WORDS = st.builds("a{}".format, WORDS)
PARTS = st.tuples(st.sampled_from(["fi", "sv", "en"]), st.sampled_from(PART_FORMS), FULL_WORDS)


@given(st.lists(st.tuples(WORDS, PARTS), min_size=1, max_size=6), WORDS)
def test_every_word_reaches_the_readers_it_was_written_for(written: list, ending: str) -> None:
    raw = "".join(shared + form.format(code, text) for shared, (code, form, text) in written) + ending
    split = split_languages(raw, "fi")
    for shared, (code, _, text) in written:
        assert all(shared in reading for reading in split.values())
        assert text in split[code]


BROKEN_MARKS = (
    '<span lang="fi" class="multilang">',
    '<span class="multilang" lang="sv"> ',
    "</span>",
    "<span>",
    "<p>",
    "</p>",
    '<lang lang="fi">',
    "</lang>",
    "{mlang fi}",
    "{mlang sv,en}",
    "{mlang}",
    "{mlang suomi}",
    "<span lang=",
    "{mlang",
)


@given(st.lists(st.sampled_from(BROKEN_MARKS), max_size=20))
def test_no_word_is_lost_however_the_marks_are_broken(marks: list[str]) -> None:
    words = [f"sana{number}." for number in range(len(marks) + 1)]
    raw = words[0] + "".join(mark + word for mark, word in zip(marks, words[1:], strict=True))
    shown = "".join(split_languages(raw, "fi").values())
    assert [word for word in words if word not in shown] == []
