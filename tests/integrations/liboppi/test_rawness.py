"""Formatted answers are recognised, and honest ones never taken for them."""

from collections.abc import Callable
from typing import Any

import pytest

from integrations.liboppi.answers import read_categories, read_courses
from integrations.liboppi.fetching.rawness import raw_ignored
from integrations.liboppi.shapes import CourseAnswer
from integrations.liboppi.standin import StandIn
from tests.integrations.liboppi.standin_calls import CATEGORIES, ask, courses

Recorded = Callable[[str], Any]
LEFT_OVER = (
    '<span lang="fi" class="multilang"></span><p>Suomeksi</p>'
    '<span lang="sv" class="multilang"></span><p>På svenska</p>'
)
RAW = {"moodlewssettingraw": "true"}


def course(number: int = 2, **fields: Any) -> CourseAnswer:
    return CourseAnswer(id=number, **({"fullname": "Kurssi", "summary": "<p>Kuvaus</p>"} | fields))


def ignored(*found: CourseAnswer, bilingual: int = 0) -> bool:
    return raw_ignored(found, [], bilingual)


def test_the_recorded_list_is_formatted(recorded_json: Recorded) -> None:
    found, _skipped = read_courses(recorded_json("core_course_get_courses_by_field")["courses"])
    categories, _skipped = read_categories(recorded_json("core_course_get_categories"))
    assert raw_ignored(found, categories, bilingual=0)


@pytest.mark.parametrize("number", [6, 16, 19, 21, 28])
def test_a_course_recorded_as_typed_is_not(recorded_json: Recorded, number: int) -> None:
    answer = recorded_json(f"filter_lang/nopacks.course{number}.raw_true")
    found, _skipped = read_courses(answer["courses"])
    assert not raw_ignored(found, [], bilingual=0)


@pytest.mark.parametrize(
    "name",
    [
        "stubpacks.course16.plain",
        "stubpacks.course34.plain",
        "stubpacks.course34.filter_true_lang_sv",
        "nopacks.course16.filter_true_lang_sv",
    ],
)
def test_nothing_that_was_recorded_formatted_looks_typed(recorded_json: Recorded, name: str) -> None:
    found, _skipped = read_courses(recorded_json(f"filter_lang/{name}")["courses"])
    left_over = [course(number, summary=LEFT_OVER) for number in range(100, 103)]
    assert ignored(*found, *left_over)


@pytest.mark.parametrize("count", [0, 100])
def test_the_stand_ins_texts_are_typed_or_formatted_as_asked_for(count: int) -> None:
    with StandIn(courses=count) as stand_in:
        for params, formatted in ((RAW, False), ({}, True)):
            found, _skipped = read_courses(list(courses(stand_in, **params).values()))
            categories, _skipped = read_categories(ask(stand_in, CATEGORIES, **params))
            assert raw_ignored(found, categories, bilingual=3) is formatted


def test_spans_left_empty_in_three_courses_are_enough() -> None:
    found = [course(number, summary=LEFT_OVER) for number in (2, 3, 4)]
    assert ignored(*found)
    assert not ignored(*found[:2])


def test_spans_left_empty_under_a_joined_name_are_enough() -> None:
    assert ignored(course(fullname="Tietosuojan perusteetGrunderna i dataskydd", summary=LEFT_OVER))


def test_an_empty_span_of_one_language_is_an_authors_own() -> None:
    one = '<span lang="sv" class="multilang"></span><p>Suomeksi</p>'
    assert not ignored(*(course(number, summary=one) for number in range(2, 9)))


@pytest.mark.parametrize(
    "typed",
    [
        {"fullname": '<span lang="fi" class="multilang">Nimi</span>'},
        {"fullname": "Kirjat & lehdet"},
        {"shortname": "<b>K</b>"},
        {"summary": "Rivi<br>toinen"},
        {"summary": '<img src="a.png" alt="">'},
        {"summary": "<script>alert(1)</script>"},
        {"summary": "<p class=MsoNormal>Wordista</p>"},
        {"summary": '<span lang="fi" class="multilang"><p>Suomeksi</p></span>'},
        {"summary": "**lihava**", "summaryformat": 4},
    ],
)
def test_a_single_text_that_formatting_lets_not_through_shows_good_faith(typed: dict[str, Any]) -> None:
    left_over = [course(number, summary=LEFT_OVER) for number in (2, 3, 4)]
    assert ignored(*left_over)
    assert not ignored(*left_over, course(9, **typed))


def test_languages_gone_from_all_courses_at_once_are_noticed_where_there_were_some() -> None:
    found = [course(number) for number in range(2, 9)]
    assert ignored(*found, bilingual=3)
    assert not ignored(*found, bilingual=2)
    assert not ignored(bilingual=30)


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": '<p><span lang="fi" class="multilang">Suomeksi</span></p>'},
        {"fullname": "{mlang fi}Nimi{mlang}{mlang sv}Namn{mlang}"},
        {"summary": '<p lang="sv">På svenska</p>'},
    ],
)
def test_one_course_that_still_marks_a_language_is_enough_to_believe(fields: dict[str, Any]) -> None:
    assert not ignored(course(2), course(3, **fields), bilingual=3)
