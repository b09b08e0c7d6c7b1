"""Answers become records: names as typed, texts by language, a reader's methods, keys with their source."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.liboppi.answers import catalogue_courses, read_categories, read_courses, read_methods
from integrations.liboppi.conf import Options
from integrations.liboppi.records import (
    CourseRecord,
    KeyRecord,
    MethodRecord,
    TextRecord,
    category_record,
    course_record,
    method_records,
)
from integrations.liboppi.shapes import CategoryAnswer, CourseAnswer, EnrolmentMethodAnswer

Recorded = Callable[[str], Any]
OPTIONS = Options(url="https://liboppi.example")
BOTH = '<span lang="fi" class="multilang">{}</span><span lang="sv" class="multilang">{}</span>'


def record(**fields: Any) -> CourseRecord:
    return course_record(
        CourseAnswer(**{"id": 7, "fullname": "Kurssi", "lang": "fi"} | fields), None, OPTIONS
    )


def custom(**values: Any) -> list[dict[str, Any]]:
    return [
        {"shortname": name, "type": "text", "valueraw": value, "value": value}
        for name, value in values.items()
    ]


def text_of(course: CourseRecord, language: str) -> TextRecord:
    (text,) = [text for text in course.texts if text.language == language]
    return text


def keys_of(course: CourseRecord) -> list[tuple[str, str]]:
    return [(key.source, key.value) for key in course.keys]


@pytest.fixture(scope="module")
def recorded_courses(recorded_json: Recorded) -> dict[int, CourseRecord]:
    """The courses of the recorded catalogue by their number."""
    courses, _skipped = read_courses(recorded_json("core_course_get_courses_by_field")["courses"])
    return {course.id: course_record(course, None, OPTIONS) for course in catalogue_courses(courses)}


def test_the_recorded_catalogue_has_its_courses(recorded_courses: dict[int, CourseRecord]) -> None:
    assert len(recorded_courses) == 29
    assert {
        moodle_id: course.language
        for moodle_id, course in recorded_courses.items()
        if course.language != "fi"
    } == {15: "sv"}


def test_a_recorded_course_comes_out_whole(recorded_courses: dict[int, CourseRecord]) -> None:
    assert recorded_courses[6] == CourseRecord(
        moodle_id=6,
        shortname="Digituki",
        category_id=2,
        language="fi",
        starts=datetime(2024, 9, 1, 21, tzinfo=UTC),
        ends=None,
        modified=datetime(2026, 11, 22, 14, 9, 52, tzinfo=UTC),
        position=20004,
        url="https://liboppi.example/course/view.php?id=6",
        texts=(
            TextRecord(
                language="fi",
                title="Digituki kirjastoissa",
                summary="<p>Digituen antaminen kirjastossa.</p>",
                public_summary="<p>Digituen antaminen kirjastossa.</p>",
                producer="Turun AKE",
            ),
        ),
        methods=None,
        keys=(KeyRecord("custom_field", "digituki"),),
    )


def test_a_recorded_name_comes_out_as_its_author_typed_it(recorded_courses: dict[int, CourseRecord]) -> None:
    text = text_of(recorded_courses[33], "fi")
    assert text.title == 'Kirja 📚 & "lainaus" ’heitto’ AT&T <b> – 50 % \\ kenoviiva'
    assert text.producer == 'A & B "C"'
    assert "📚👩\u200d💻" in text.summary
    assert keys_of(recorded_courses[33]) == [("custom_field", 'avain "ja" & merkit ä€')]


def test_the_recorded_keys_are_found(recorded_courses: dict[int, CourseRecord]) -> None:
    keys = {moodle_id: keys_of(course) for moodle_id, course in recorded_courses.items() if course.keys}
    assert keys == {
        2: [("summary", "digituki")],
        3: [("summary", "digituki")],
        4: [("custom_field", "lukulux")],
        5: [("summary", "selkokieli")],
        6: [("custom_field", "digituki")],
        7: [("summary", "digidiplomi")],
        8: [("custom_field", "digidiplomi"), ("summary", "digidiplomi")],
        9: [("summary", "digidiplomi")],
        15: [("summary", "lukulux")],
        16: [("summary", "tietosuoja")],
        19: [("custom_field", "digituki")],
        21: [("summary", "digituki")],
        24: [("custom_field", "toinenvanha"), ("summary", "vanhaavain")],
        28: [("summary", "markdown")],
        29: [("summary", "plain")],
        33: [("custom_field", 'avain "ja" & merkit ä€')],
    }


def test_no_public_summary_of_the_recorded_catalogue_gives_its_key_away(
    recorded_courses: dict[int, CourseRecord],
) -> None:
    told = [
        (course.moodle_id, key.value)
        for course in recorded_courses.values()
        for text in course.texts
        for key in course.keys
        if key.value in text.public_summary
    ]
    assert told == []


def test_the_nasty_recorded_summary_comes_out_harmless(recorded_json: Recorded) -> None:
    (answer,), _skipped = read_courses(recorded_json("filter_lang/nopacks.course21.raw_true")["courses"])
    (text,) = course_record(answer, None, OPTIONS).texts
    for danger in ("<script", "onerror", "onclick", "javascript:", "<iframe", "style=", "data:"):
        assert danger not in text.summary
        assert danger not in text.public_summary


def test_a_recorded_multilang_course_comes_out_in_two_languages(recorded_json: Recorded) -> None:
    (answer,), _skipped = read_courses(recorded_json("filter_lang/nopacks.course16.raw_true")["courses"])
    course = course_record(answer, None, OPTIONS)
    assert course.shortname == "Tietosuoja"
    assert [(text.language, text.title, text.producer) for text in course.texts] == [
        ("fi", "Tietosuojan perusteet", "Turun AKE"),
        ("sv", "Grunderna i dataskydd", "Åbo RFV"),
    ]
    assert "Suomenkielinen kuvaus" in text_of(course, "fi").summary
    assert "Svensk" not in text_of(course, "fi").summary
    assert "Svensk beskrivning" in text_of(course, "sv").public_summary
    assert "tietosuoja" not in text_of(course, "sv").public_summary


def test_recorded_categories_have_names_by_language(recorded_json: Recorded) -> None:
    categories, _skipped = read_categories(recorded_json("filter_lang/nopacks.categories.raw_true"))
    records = {answer.id: category_record(answer, OPTIONS) for answer in categories}
    assert records[6].names == {"fi": "Ruotsinkieliset", "sv": "På svenska"}
    assert (records[3].names, records[3].parent_id, records[3].position) == (
        {"fi": "Pilvipalvelut"},
        2,
        30000,
    )
    assert records[2].parent_id is None


def test_a_category_without_a_name_is_known_by_its_number() -> None:
    assert category_record(CategoryAnswer(id=4, name=" "), OPTIONS).names == {"fi": "4"}


def test_names_are_lent_to_another_language_and_summaries_are_not() -> None:
    course = record(
        fullname=BOTH.format("Kurssi", "Kurs"), summary="<p>Kuvaus</p>", customfields=custom(producer="AKE")
    )
    swedish = text_of(course, "sv")
    assert (swedish.title, swedish.summary, swedish.producer) == ("Kurs", "", "AKE")


def test_a_title_in_one_language_serves_summaries_in_two() -> None:
    course = record(fullname="Excel", summary=BOTH.format("Kuvaus", "Beskrivning"))
    assert [(text.language, text.title) for text in course.texts] == [("fi", "Excel"), ("sv", "Excel")]


def test_another_language_than_the_courses_own_does_not_fill_in() -> None:
    course = record(
        fullname=BOTH.format("Kurssi", "Kurs"), summary='<span lang="sv" class="multilang">Beskrivning</span>'
    )
    assert text_of(course, "fi").summary == ""
    assert "Beskrivning" in text_of(course, "sv").summary


def test_a_producer_is_named_in_any_language_rather_than_not_at_all() -> None:
    course = record(customfields=custom(producer='<span lang="sv" class="multilang">Åbo RFV</span>'))
    assert text_of(course, "fi").producer == "Åbo RFV"


def test_the_courses_own_language_comes_first() -> None:
    course = record(lang="sv", fullname=BOTH.format("Kurssi", "Kurs"))
    assert [text.language for text in course.texts] == ["sv", "fi"]


def test_a_course_without_a_title_is_known_by_its_short_name_or_its_number() -> None:
    assert text_of(record(fullname=" ", shortname="K &amp; R"), "fi").title == "K & R"
    assert text_of(record(fullname="", shortname=""), "fi").title == "7"


def test_a_summary_that_is_all_key_leaves_nothing_of_another_language_in_public() -> None:
    course = record(
        fullname=BOTH.format("Kurssi", "Kurs"), summary=BOTH.format("Kuvaus", "Kursnyckel: salaisuus")
    )
    assert "Kuvaus" not in text_of(course, "sv").public_summary
    assert "salaisuus" not in text_of(course, "sv").public_summary


def test_a_key_comes_once_for_each_source_that_gives_it() -> None:
    twice = "<p>Kurssiavain: digituki</p><p>Kurssiavain: karpalo</p><p>Kurssiavain: digituki</p>"
    course = record(summary=twice, customfields=custom(enrolkey=" digituki "))
    assert keys_of(course) == [("custom_field", "digituki"), ("summary", "digituki"), ("summary", "karpalo")]


def test_a_key_longer_than_any_moodle_takes_is_none() -> None:
    assert record(customfields=custom(enrolkey="x" * 256)).keys == ()


def test_keys_and_producers_are_read_from_the_fields_that_the_options_name() -> None:
    options = Options(url="https://liboppi.example", key_field="avain", producer_field="")
    answer = CourseAnswer(
        id=7, fullname="K", customfields=custom(enrolkey="wrong", avain="right", producer="AKE")
    )
    course = course_record(answer, None, options)
    assert keys_of(course) == [("custom_field", "right")]
    assert course.texts[0].producer == ""


def test_names_longer_than_the_catalogue_keeps_are_cut() -> None:
    course = record(fullname="å" * 2000, shortname="ä" * 2000, customfields=custom(producer="ö" * 2000))
    (text,) = course.texts
    assert (len(text.title), len(course.shortname), len(text.producer)) == (500, 255, 255)


def test_a_relative_link_leads_into_liboppi() -> None:
    course = record(summary='<p><a href="/course/view.php?id=2">toinen</a></p>')
    assert 'href="https://liboppi.example/course/view.php?id=2"' in course.texts[0].summary


def test_days_without_a_date_are_none() -> None:
    course = record(startdate=0, enddate=1811710800, timemodified=None)
    assert (course.starts, course.modified) == (None, None)
    assert course.ends == datetime(2027, 5, 30, 21, tzinfo=UTC)


def test_a_record_shows_no_key_in_its_repr() -> None:
    course = record(summary="<p>Kurssiavain: salaisuus</p>", customfields=custom(enrolkey="toinensalaisuus"))
    assert keys_of(course) == [("custom_field", "toinensalaisuus"), ("summary", "salaisuus")]
    assert "salaisuus" not in repr(course)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("11_avoin", [("self", "Self enrolment (Student)", True, False, "")]),
        ("6_digituki", [("self", "Self enrolment (Student)", True, True, "")]),
        ("12_kaksi", [("self", "Henkilöstö", True, True, ""), ("self", "Opiskelijat", True, True, "")]),
        (
            "13_vierailija",
            [("guest", "Guest access", True, None, ""), ("self", "Self enrolment (Student)", True, True, "")],
        ),
        ("14_vierailijaavain", [("guest", "Guest access", True, None, "")]),
        ("25_eiitse", []),
        (
            "27_eiuusia",
            [("self", "Self enrolment (Student)", False, None, "Enrolment is disabled or inactive")],
        ),
    ],
)
def test_recorded_methods_say_how_one_can_enrol(
    name: str, expected: list[tuple[object, ...]], recorded_json: Recorded
) -> None:
    answers, _skipped = read_methods(recorded_json(f"enrol/core_enrol_get_course_enrolment_methods.{name}"))
    records = method_records(answers, "fi")
    assert [
        (item.type, item.names["fi"], item.open, item.key_required, item.status) for item in records
    ] == expected


def test_methods_by_which_others_enrol_people_are_left_out() -> None:
    answers = [
        EnrolmentMethodAnswer(id=1, type="manual", status=True),
        EnrolmentMethodAnswer(id=2, type="cohort"),
    ]
    assert method_records(answers, "fi") == ()


def test_a_methods_name_is_split_and_its_status_has_no_html() -> None:
    name = BOTH.format("Henkilöstö", "Personal")
    (method,) = method_records(
        [EnrolmentMethodAnswer(id=1, type="self", name=name, status="<b>No</b> more")], "fi"
    )
    assert method == MethodRecord(
        moodle_id=1,
        type="self",
        names={"fi": "Henkilöstö", "sv": "Personal"},
        open=False,
        key_required=None,
        status="No more",
    )


def test_methods_come_in_the_order_of_their_numbers() -> None:
    answers = [EnrolmentMethodAnswer(id=number, type="self", status=True) for number in (9, 3, 5)]
    assert [method.moodle_id for method in method_records(answers, "fi")] == [3, 5, 9]


any_text = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    [
        "<span",
        '<span lang="sv" class="multilang">',
        "</span>",
        "{mlang fi}",
        "{mlang}",
        "<p>Avain:",
        "&#x0;",
        "<!--",
    ]
)


@given(
    fullname=st.lists(any_text).map("".join),
    summary=st.lists(any_text).map("".join),
    summaryformat=st.integers(0, 5),
    key=any_text,
)
def test_no_text_whatever_costs_a_run(fullname: str, summary: str, summaryformat: int, key: str) -> None:
    item = {"id": 7, "fullname": fullname, "summary": summary, "summaryformat": summaryformat}
    (answer,), skipped = read_courses([{**item, "customfields": custom(enrolkey=key, producer=fullname)}])
    assert skipped == []
    course = course_record(answer, None, OPTIONS)
    assert all(text.title and len(text.title) <= 500 for text in course.texts)
    assert all(0 < len(text.language) <= 12 for text in course.texts)
