"""Moodle's answers are validated item by item, and one that gives less than it should is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from integrations.liboppi.answers import (
    Skipped,
    catalogue_courses,
    degraded,
    missing_fields,
    read_categories,
    read_courses,
    read_methods,
    read_site,
    reason_text,
    require_whole,
)
from integrations.liboppi.errors import DegradedAnswer, UnexpectedShape
from integrations.liboppi.shapes import CourseAnswer, CustomFieldAnswer

Recorded = Callable[[str], Any]
PRIVILEGED = {"startdate": 0, "enddate": 0, "visible": 1, "lang": "", "format": "topics", "timemodified": 5}


def course(moodle_id: int, **fields: Any) -> CourseAnswer:
    (answer,), skipped = read_courses(
        [{"id": moodle_id, "fullname": f"Course {moodle_id}", **PRIVILEGED, **fields}]
    )
    assert skipped == []
    return answer


def test_every_recorded_course_is_valid(recorded_json: Recorded) -> None:
    courses, skipped = read_courses(recorded_json("core_course_get_courses_by_field")["courses"])
    assert skipped == []
    assert [answer.id for answer in courses] == [*range(1, 17), *range(18, 22), *range(23, 31), 32, 33]


def test_a_recorded_course_keeps_what_its_author_typed(recorded_json: Recorded) -> None:
    (answer,), _skipped = read_courses(recorded_json("filter_lang/nopacks.course28.raw_true")["courses"])
    assert answer.fullname == "Markdown-kuvaus"
    assert answer.summary == "# Otsikko\n\n* Tuottaja: X\n* Kurssiavain: **markdown**\n"
    assert answer.summaryformat == 4
    assert answer.enrollmentmethods == ("manual", "self")


def test_every_recorded_category_is_valid(recorded_json: Recorded) -> None:
    categories, skipped = read_categories(recorded_json("core_course_get_categories"))
    assert skipped == []
    assert [(item.id, item.parent, item.sortorder) for item in categories] == [
        (1, 0, 10000),
        (2, 0, 20000),
        (3, 2, 30000),
        (4, 0, 40000),
        (5, 0, 50000),
        (6, 0, 60000),
    ]


def test_two_self_enrolment_methods_stay_two(recorded_json: Recorded) -> None:
    methods, skipped = read_methods(recorded_json("enrol/core_enrol_get_course_enrolment_methods.12_kaksi"))
    assert skipped == []
    assert [(item.id, item.type, item.name, item.status) for item in methods] == [
        (33, "self", "Henkilöstö", True),
        (34, "self", "Opiskelijat", True),
    ]


def test_a_method_says_why_one_can_not_enrol(recorded_json: Recorded) -> None:
    (method,), _skipped = read_methods(
        recorded_json("enrol/core_enrol_get_course_enrolment_methods.27_eiuusia")
    )
    assert method.status == "Enrolment is disabled or inactive"
    assert method.wsfunction is None


def test_the_recorded_site_names_its_functions(recorded_json: Recorded) -> None:
    site = read_site(recorded_json("core_webservice_get_site_info"))
    assert site.siteid == 1
    assert site.release == "5.1+ (Build: 20251017)"
    assert "core_enrol_get_course_enrolment_methods" in site.functions
    assert len(site.functions) == 12


def test_site_information_of_another_shape_is_refused_without_its_values() -> None:
    with pytest.raises(UnexpectedShape, match="siteid") as failure:
        read_site({"siteid": "hidden words"})
    assert "hidden words" not in f"{failure.value} {failure.value!r}"


def test_numbers_may_come_as_text_and_text_as_numbers() -> None:
    (answer,), skipped = read_courses(
        [{"id": "7", "fullname": 2020, "categoryid": "3", "timemodified": "1725224400"}]
    )
    assert skipped == []
    assert (answer.id, answer.fullname, answer.categoryid, answer.timemodified) == (7, "2020", 3, 1725224400)


def test_what_is_null_or_empty_is_not_set() -> None:
    answer = course(
        7,
        summary=None,
        shortname=None,
        startdate="",
        enddate=None,
        visible=None,
        lang=None,
        customfields=None,
    )
    assert (answer.summary, answer.shortname, answer.startdate, answer.customfields) == ("", "", 0, ())
    assert answer.enddate is None
    assert answer.visible is None


def test_what_no_database_can_hold_is_left_out_of_texts() -> None:
    answer = course(7, fullname="a\x00b\ud83d c\ud83d\udcda")
    assert answer.fullname == "ab\ufffd c📚"


@pytest.mark.parametrize(
    ("item", "skip"),
    [
        ({"id": 7}, Skipped("course", 7, "", "malformed", ("fullname",))),
        ({"id": "x", "fullname": "A"}, Skipped("course", None, "A", "malformed", ("id",))),
        ({"fullname": "<b>A &amp; B</b>"}, Skipped("course", None, "A & B", "malformed", ("id",))),
        ({"id": 0, "fullname": "A"}, Skipped("course", None, "A", "malformed", ("id",))),
        ({"id": 2**63, "fullname": "A"}, Skipped("course", None, "A", "malformed", ("id",))),
        ({"id": 7, "fullname": "A", "summary": []}, Skipped("course", 7, "A", "malformed", ("summary",))),
        (
            {"id": 7, "fullname": "A", "startdate": 10**15},
            Skipped("course", 7, "A", "malformed", ("startdate",)),
        ),
        ({"id": 7, "fullname": {"fi": "A"}}, Skipped("course", 7, "", "malformed", ("fullname",))),
        ("course", Skipped("course", None, "", "malformed")),
        (None, Skipped("course", None, "", "malformed")),
    ],
)
def test_a_bad_course_is_named_and_the_rest_goes_on(item: Any, skip: Skipped) -> None:
    courses, skipped = read_courses([{"id": 1, "fullname": "One"}, item, {"id": 2, "fullname": "Two"}])
    assert [answer.fullname for answer in courses] == ["One", "Two"]
    assert skipped == [skip]
    assert all(field in reason_text(skip.reason, skip.fields) for field in skip.fields)


def test_of_two_courses_with_one_id_the_last_is_taken_and_that_is_told() -> None:
    courses, skipped = read_courses([{"id": 1, "fullname": "Old"}, {"id": 1, "fullname": "New"}])
    assert [answer.fullname for answer in courses] == ["New"]
    assert skipped == [Skipped("course", 1, "New", "duplicate")]
    assert "more than once" in reason_text("duplicate")


def test_a_reason_of_a_later_version_is_shown_as_it_is() -> None:
    assert reason_text("haunted") == "haunted"


def test_bad_categories_and_methods_are_named_too() -> None:
    assert read_categories([{"id": 3}]) == ([], [Skipped("category", 3, "", "malformed", ("name",))])
    assert read_methods([{"id": 3, "name": "Self"}]) == (
        [],
        [Skipped("method", 3, "Self", "malformed", ("type",))],
    )


def test_odd_custom_fields_do_not_cost_the_course() -> None:
    answer = course(7, customfields=["odd", {"shortname": "enrolkey", "type": 7, "valueraw": {"x": 1}}])
    odd = answer.custom_field("enrolkey")
    assert odd is not None
    assert odd.text == ""
    assert answer.custom_field("producer") is None


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ({"type": "text", "valueraw": " AT&T &amp; co ", "value": "AT&amp;T"}, "AT&T &amp; co"),
        ({"type": "text", "valueraw": "", "value": None}, ""),
        ({"type": "number", "valueraw": 1234}, "1234"),
        ({"type": "select", "valueraw": 2, "value": "sv"}, "sv"),
        ({"type": "select", "valueraw": 0, "value": None}, ""),
        ({"type": "select", "valueraw": "", "value": None}, ""),
        ({"type": "select", "valueraw": 1, "value": "A &amp; B"}, "A & B"),
        ({"type": "text", "valueraw": True}, ""),
    ],
)
def test_a_custom_field_gives_what_was_typed_or_chosen(field: dict[str, Any], text: str) -> None:
    assert CustomFieldAnswer.model_validate(field).text == text


def test_the_front_page_and_hidden_courses_are_not_in_the_catalogue() -> None:
    courses = [course(1, format="site"), course(2), course(3, visible=0), course(4, visible=False)]
    assert [answer.id for answer in catalogue_courses(courses)] == [2]


def test_the_front_page_of_a_bare_answer_is_known_by_the_sites_id(recorded_json: Recorded) -> None:
    courses, _skipped = read_courses(recorded_json("core_course_get_courses_by_field.as_bare")["courses"])
    assert 1 in [answer.id for answer in courses]
    assert 1 not in [answer.id for answer in catalogue_courses(courses, site_id=1)]
    assert 6 not in [answer.id for answer in catalogue_courses(courses, site_id=6)]


def test_a_course_one_is_no_front_page_when_its_format_says_so() -> None:
    assert [answer.id for answer in catalogue_courses([course(1)])] == [1]


def test_only_courses_that_list_a_readers_method_need_be_asked_for_theirs() -> None:
    assert course(7, enrollmentmethods=["manual", "self"]).may_be_entered
    assert course(7, enrollmentmethods=["guest"]).may_be_entered
    assert course(7).may_be_entered
    assert not course(7, enrollmentmethods=["manual"]).may_be_entered
    assert not course(7, enrollmentmethods=[]).may_be_entered


def test_a_full_answer_is_not_degraded(recorded_json: Recorded) -> None:
    courses, _skipped = read_courses(recorded_json("core_course_get_courses_by_field")["courses"])
    categories, _skipped = read_categories(recorded_json("core_course_get_categories"))
    assert not degraded(courses)
    require_whole(courses, categories)


def test_one_course_without_its_fields_is_a_degraded_answer() -> None:
    courses = [course(2), course(3, timemodified=None)]
    assert degraded(courses)
    assert missing_fields(courses) == ["timemodified"]


def test_the_front_page_alone_does_not_make_an_answer_degraded() -> None:
    bare = CourseAnswer(id=1, fullname="Liboppi")
    assert not degraded([bare, course(2)])
    require_whole([bare], [])


def test_courses_in_categories_that_do_not_come_are_a_degraded_answer(recorded_json: Recorded) -> None:
    categories, _skipped = read_categories(
        recorded_json("errors/site_policy_not_agreed_manual_auth.categories")
    )
    with pytest.raises(DegradedAnswer, match="course category") as failure:
        require_whole([course(2, categoryid=5)], categories)
    assert failure.value.exit_code == 3


def test_no_categories_are_needed_where_no_course_is_in_one() -> None:
    require_whole([course(2, categoryid=0)], [])
