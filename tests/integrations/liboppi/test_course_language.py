"""The language of a course: Moodle's own field, then the custom field in words or codes, then the default."""

import pytest

from integrations.liboppi.conf import Options
from integrations.liboppi.course_language import base_language, course_language
from integrations.liboppi.shapes import CourseAnswer

OPTIONS = Options(url="https://liboppi.example", default_language="fi")


def course(lang: str | None = "", **custom_field: object) -> CourseAnswer:
    custom_fields = [{"shortname": "language", **custom_field}] if custom_field else []
    return CourseAnswer(id=7, fullname="A", lang=lang, customfields=custom_fields)


@pytest.mark.parametrize(
    ("lang", "language"),
    [("sv", "sv"), ("sv_fi", "sv"), ("en_us", "en"), ("FI", "fi"), ("", "fi"), (None, "fi")],
)
def test_moodles_own_field_is_reduced_to_its_language(lang: str | None, language: str) -> None:
    assert course_language(course(lang), OPTIONS) == language


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("sv", "sv"),
        ("SV", "sv"),
        ("sv-FI", "sv"),
        ("svenska", "sv"),
        ("Ruotsi", "sv"),
        ("på svenska", "sv"),
        ("finska", "fi"),
        ("suomi", "fi"),
        ("English", "en"),
        ("englanti", "en"),
        ("engelska (grunder)", "en"),
        (
            '<span lang="fi" class="multilang">ruotsi</span><span lang="sv" class="multilang">svenska</span>',
            "sv",
        ),
        ("", "fi"),
        ("all of them", "fi"),
        ("2", "fi"),
    ],
)
def test_a_custom_field_names_the_language_in_words_or_codes(value: str, language: str) -> None:
    assert course_language(course("", type="text", valueraw=value, value=value), OPTIONS) == language


def test_a_selects_index_is_never_taken_for_a_language() -> None:
    assert course_language(course("", type="select", valueraw=2, value="sv"), OPTIONS) == "sv"
    assert course_language(course("", type="select", valueraw="sv", value=None), OPTIONS) == "fi"


def test_moodles_own_field_comes_before_the_custom_field() -> None:
    assert course_language(course("en", type="select", valueraw=2, value="sv"), OPTIONS) == "en"


def test_without_a_name_for_the_field_no_field_is_read() -> None:
    options = Options(language_field="", default_language="sv")
    assert course_language(course("", type="text", valueraw="en"), options) == "sv"


@pytest.mark.parametrize("code", ["", "suomi", "f", "1", "fi sv"])
def test_what_is_no_code_is_no_language(code: str) -> None:
    assert base_language(code) == ""
