"""The stand-in's catalogue as a client of Moodle sees it, and its pages."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from integrations.liboppi.standin import CourseChange, StandIn
from tests.integrations.liboppi.conftest import RECORDINGS
from tests.integrations.liboppi.standin_calls import (
    CATEGORIES,
    COURSES,
    METHODS,
    REST_PATH,
    SEARCH,
    SITE_INFO,
    ask,
    call,
    courses,
    custom_field,
    session,
)

RAW = {"moodlewssettingraw": "true"}
SV = {"moodlewssettingfilter": "true", "moodlewssettinglang": "sv"}
DIGITUKI, TIETOSUOJA, VINKKAUS, ASIAKASPALVELU, MUISTELU, VIERAILIJA, LUONNOS, OMATOIMI = (
    6,
    11,
    12,
    14,
    16,
    17,
    18,
    19,
)


@pytest.fixture(scope="module")
def shared() -> Iterator[StandIn]:
    """A stand-in that nobody changes."""
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


def recorded(name: str) -> Any:
    return json.loads((RECORDINGS / f"{name}.json").read_bytes())


@pytest.mark.parametrize(
    ("title", "producer", "key"),
    [
        ("Kirjastojen e-aineistot", "", "digituki"),
        ("YKN:n digitaitosuositukset 2020", "", "digituki"),
        ("Lukulux.fi – Lukemattomien aikuisten ohjaamiseen", "Lukemattomat mahdollisuudet -hanke", "lukulux"),
        ("Selkokielen perusteet", "Vaasan AKE", "selkokieli"),
        ("Digituki kirjastoissa", "Turun AKE", "digituki"),
        ("Tekijänoikeudet-webinaari", "Joensuun AKE", "digidiplomi"),
        ("Turvallisesti verkossa -kurssi", "Joensuun AKE", "digidiplomi"),
        ("Office 365 -perusteet", "Joensuun AKE", "digidiplomi"),
        ("Kuvankäsittely Pixlr.com-pilvipalvelussa", "", "digituki"),
    ],
)
def test_regions_catalogue_has_each_course_with_its_producer_and_key(
    shared: StandIn, title: str, producer: str, key: str
) -> None:
    course = next(c for c in courses(shared, **RAW).values() if title in c["fullname"])
    assert producer in custom_field(course, "producer")
    assert key in custom_field(course, "enrolkey") or key in course["summary"]


@pytest.mark.parametrize(
    ("name", "function", "params", "items"),
    [
        ("core_course_get_courses_by_field.field_id_6", COURSES, {"field": "id", "value": "6"}, "courses"),
        ("core_course_get_courses_by_field.field_id_1", COURSES, {"field": "id", "value": "1"}, "courses"),
        (
            "core_course_search_courses.page0_perpage5",
            SEARCH,
            {"criterianame": "search", "criteriavalue": ""},
            "courses",
        ),
        ("core_course_get_categories", CATEGORIES, {}, None),
        ("enrol/core_enrol_get_course_enrolment_methods.12_kaksi", METHODS, {"courseid": MUISTELU}, None),
        (
            "enrol/enrol_self_get_instance_info.35_course12_kaksi",
            "enrol_self_get_instance_info",
            {"instanceid": 163},
            "",
        ),
        ("enrol/enrol_guest_get_instance_info.37", "enrol_guest_get_instance_info", {"instanceid": 171}, ""),
        ("core_webservice_get_site_info", SITE_INFO, {}, ""),
    ],
)
def test_answers_have_the_keys_of_moodles_own_in_the_same_order(
    shared: StandIn, name: str, function: str, params: dict[str, str], items: str | None
) -> None:
    ours, moodles = ask(shared, function, **params), recorded(name)
    assert type(ours) is type(moodles)
    if items == "":
        assert list(ours) == list(moodles)
        return
    if items:
        assert list(ours) == list(moodles)
        ours, moodles = ours[items], moodles[items]
    assert list(ours[0]) == list(moodles[0])


@pytest.mark.parametrize(
    ("name", "function", "params"),
    [
        ("core_course_get_courses_by_field.field_id_17", COURSES, {"field": "id", "value": str(LUONNOS)}),
        ("core_course_get_courses_by_field.deleted_course", COURSES, {"field": "id", "value": "9999"}),
        ("errors/ids_with_unknown", COURSES, {"field": "ids", "value": "6,9999"}),
        ("errors/ids_empty", COURSES, {"field": "ids", "value": ""}),
        ("errors/unexpected_parameter", COURSES, {"field": "id", "value": "6", "nonsense": "1"}),
        ("errors/missing_parameter", METHODS, {}),
        ("errors/wrong_type_parameter", METHODS, {"courseid": "abc"}),
        ("errors/missing_wsfunction", "", {}),
        ("errors/unknown_function", "core_course_no_such_function", {}),
        ("errors/function_not_in_service", "core_user_get_users", {}),
        ("errors/unknown_courseid", METHODS, {"courseid": "9999"}),
        ("errors/unknown_instanceid", "enrol_self_get_instance_info", {"instanceid": "99999"}),
        ("enrol/core_enrol_get_course_enrolment_methods.17_piilotettu", METHODS, {"courseid": str(LUONNOS)}),
        ("errors/bad_token", COURSES, {"wstoken": "wrong"}),
        ("errors/empty_token", COURSES, {"wstoken": ""}),
    ],
)
def test_a_refusal_is_byte_for_byte_moodles_own(
    shared: StandIn, name: str, function: str, params: dict[str, str]
) -> None:
    answer = call(shared, function, **params)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.content == (RECORDINGS / f"{name}.json").read_bytes()


def test_a_json_body_is_not_read_and_answered_in_xml(shared: StandIn) -> None:
    answer = session.post(shared.url + REST_PATH, json={"wstoken": shared.token, "wsfunction": SITE_INFO})
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert answer.content == (RECORDINGS / "errors" / "json_body.xml").read_bytes()


def test_another_format_than_json_gives_the_data_in_xml(shared: StandIn) -> None:
    answer = call(shared, COURSES, field="id", value=str(DIGITUKI), moodlewsrestformat="yaml")
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert '<KEY name="id"><VALUE>6</VALUE>\n</KEY>' in answer.text
    assert '<KEY name="overviewfiles"><MULTIPLE>\n</MULTIPLE>\n</KEY>' in answer.text


def test_the_address_may_carry_the_call_as_well(shared: StandIn) -> None:
    params = {"wstoken": shared.token, "wsfunction": CATEGORIES, "moodlewsrestformat": "json"}
    assert session.get(shared.url + REST_PATH, params=params).json() == ask(shared, CATEGORIES)


def test_ids_with_a_hidden_course_give_the_others_and_a_warning(shared: StandIn) -> None:
    answer = ask(shared, COURSES, field="ids", value=f"{LUONNOS},{DIGITUKI}")
    assert [course["id"] for course in answer["courses"]] == [DIGITUKI]
    assert answer["warnings"] == [{**recorded("errors/ids_with_hidden")["warnings"][0], "itemid": LUONNOS}]


def test_courses_are_found_by_category_and_short_name(shared: StandIn) -> None:
    assert set(courses(shared, field="category", value="2")) == {2, 3, 8}
    assert set(courses(shared, field="shortname", value="Lukulux")) == {4}


def test_the_list_has_the_front_page_and_no_hidden_course(shared: StandIn) -> None:
    listed = courses(shared)
    assert listed[1]["format"] == "site"
    assert LUONNOS not in listed


def test_search_is_paged_without_the_front_page_and_dates(shared: StandIn) -> None:
    criteria = {"criterianame": "search", "criteriavalue": ""}
    pages = [ask(shared, SEARCH, **criteria, page=page, perpage=7) for page in range(4)]
    found = [course["id"] for page in pages for course in page["courses"]]
    assert [page["total"] for page in pages] == [17] * 4
    assert sorted(found) == [course_id for course_id in courses(shared) if course_id != 1]
    assert [len(page["courses"]) for page in pages] == [7, 7, 3, 0]
    assert "startdate" not in pages[0]["courses"][0]


def test_search_finds_words_of_a_summary(shared: StandIn) -> None:
    answer = ask(shared, SEARCH, criterianame="search", criteriavalue="tekijänoikeuskysymykset")
    assert [course["id"] for course in answer["courses"]] == [7]


def test_raw_texts_are_as_typed_and_others_escaped_and_joined(shared: StandIn) -> None:
    raw, joined = courses(shared, **RAW), courses(shared)
    assert raw[ASIAKASPALVELU]["fullname"] == "Kysy & vastaa: asiakaspalvelu kirjastossa"
    assert joined[ASIAKASPALVELU]["fullname"] == "Kysy &amp; vastaa: asiakaspalvelu kirjastossa"
    assert raw[DIGITUKI]["fullname"].startswith(
        '<span lang="fi" class="multilang">Digituki kirjastoissa</span>'
    )
    assert joined[DIGITUKI]["fullname"] == "Digituki kirjastoissaDigitalt stöd på biblioteken"


def test_the_filter_gives_the_language_asked_for_and_finnish_where_there_is_no_pack(shared: StandIn) -> None:
    assert courses(shared, **SV)[DIGITUKI]["fullname"] == "Digitalt stöd på biblioteken"
    assert courses(shared, **SV)[VINKKAUS]["fullname"] == "Bokprat för barn och unga"
    assert (
        courses(shared, **{**SV, "moodlewssettinglang": "de"})[DIGITUKI]["fullname"]
        == "Digituki kirjastoissa"
    )


def test_a_paragraph_inside_the_span_defeats_the_filter(shared: StandIn) -> None:
    summary = courses(shared, **SV)[TIETOSUOJA]["summary"]
    assert '<span lang="fi" class="multilang"></span><p>Mitä asiakkaan tietoja' in summary
    assert "<p>Kursnyckel: tietosuoja</p>" in summary


def test_enrolment_methods_say_what_is_open_and_where_a_key_is_asked_for(shared: StandIn) -> None:
    keyless = ask(shared, METHODS, courseid=ASIAKASPALVELU)
    assert [(method["status"], "wsfunction" in method) for method in keyless] == [(True, False)]
    two = ask(shared, METHODS, courseid=MUISTELU)
    assert [method["name"] for method in two] == ["Kirjastojen henkilöstö", "Opiskelijat ja harjoittelijat"]
    assert ask(shared, METHODS, courseid=VIERAILIJA)[0]["type"] == "guest"
    assert ask(shared, METHODS, courseid=OMATOIMI)[0]["status"].startswith("You cannot enrol yet")


def test_no_answer_holds_a_key_but_the_field_and_the_summary(shared: StandIn) -> None:
    method = ask(shared, METHODS, courseid=DIGITUKI)[0]
    info = ask(shared, "enrol_self_get_instance_info", instanceid=method["id"])
    assert info["enrolpassword"] == "Enrolment key"


def test_two_starts_on_the_same_day_serve_the_same_courses(shared: StandIn, stand_in: StandIn) -> None:
    first, second = (
        call(s, COURSES, **RAW).text.replace(s.url.replace("/", "\\/"), "") for s in (shared, stand_in)
    )
    assert first == second


def test_a_change_shows_and_moves_the_time_stamp(stand_in: StandIn) -> None:
    before = courses(stand_in)[DIGITUKI]
    stand_in.change_course(DIGITUKI, CourseChange(fullname="Digituki & tutorit"))
    after = courses(stand_in)[DIGITUKI]
    assert after["fullname"] == "Digituki &amp; tutorit"
    assert after["timemodified"] > before["timemodified"]


def test_closing_enrolment_leaves_the_time_stamp(stand_in: StandIn) -> None:
    before = courses(stand_in)[DIGITUKI]
    stand_in.close_enrolment(DIGITUKI)
    assert courses(stand_in)[DIGITUKI] == before
    assert ask(stand_in, METHODS, courseid=DIGITUKI)[0]["status"] == "Enrolment is disabled or inactive"


@pytest.mark.parametrize("remove", [StandIn.hide_course, StandIn.delete_course])
def test_a_removed_course_is_gone_until_restored_as_it_was(
    stand_in: StandIn, remove: Callable[[StandIn, int], object]
) -> None:
    before = courses(stand_in)
    remove(stand_in, DIGITUKI)
    assert set(before) - set(courses(stand_in)) == {DIGITUKI}
    stand_in.restore_course(DIGITUKI)
    assert courses(stand_in) == before


def test_generated_courses_are_as_many_as_asked_and_the_same_each_time() -> None:
    with StandIn(courses=120) as one, StandIn(courses=120) as other:
        first, second = courses(one, **RAW), courses(other, **RAW)
    assert len(first) == 121
    assert [c["summary"] for c in first.values()] == [c["summary"] for c in second.values()]
    lengths = [len(c["summary"]) for c in first.values() if c["id"] != 1]
    assert min(lengths) >= 1_000
    assert max(lengths) < 4_000
    assert any('lang="sv"' in c["summary"] for c in first.values())
    assert any(custom_field(c, "enrolkey") for c in first.values())


def test_requests_are_counted_by_function(stand_in: StandIn) -> None:
    call(stand_in, CATEGORIES)
    call(stand_in, COURSES)
    call(stand_in, COURSES, wstoken="wrong")
    session.get(stand_in.url + "/health")
    assert stand_in.requests == 3
    assert stand_in.calls == {CATEGORIES: 1, COURSES: 2}


def test_a_courses_address_leads_to_a_page_in_both_languages(shared: StandIn) -> None:
    page = session.get(f"{shared.url}/course/view.php", params={"id": DIGITUKI})
    assert "<h1>Digituki kirjastoissa</h1>" in page.text
    assert "<h2>Digitalt stöd på biblioteken</h2>" in page.text
    assert session.get(f"{shared.url}/course/view.php", params={"id": LUONNOS}).status_code == 404


def test_a_head_request_gives_no_body(shared: StandIn) -> None:
    answer = session.head(f"{shared.url}/course/view.php", params={"id": DIGITUKI})
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_a_courses_picture_is_there(shared: StandIn) -> None:
    picture = session.get(courses(shared)[DIGITUKI]["courseimage"])
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.text.startswith("<svg")
