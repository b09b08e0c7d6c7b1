"""The stand-in replaying the recorded answers of a real Moodle."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from integrations.liboppi.standin import StandIn, StandInError
from tests.integrations.liboppi.conftest import RECORDINGS
from tests.integrations.liboppi.standin_calls import (
    CATEGORIES,
    COURSES,
    METHODS,
    SEARCH,
    ask,
    call,
    courses,
    session,
)

INDEX: list[dict[str, Any]] = json.loads((RECORDINGS / "index.json").read_text())
RAW = {"moodlewssettingraw": "true"}


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    with StandIn(replay=RECORDINGS) as stand_in:
        yield stand_in


@pytest.fixture
def replay(stand_in: StandIn) -> StandIn:
    """The stand-in without failures."""
    stand_in.fail()
    return stand_in


def body(name: str) -> bytes:
    return (RECORDINGS / next(entry["file"] for entry in INDEX if entry["name"] == name)).read_bytes()


@pytest.mark.parametrize("entry", INDEX, ids=lambda entry: entry["name"])
def test_every_recording_can_be_chosen_and_is_answered_as_recorded(
    replay: StandIn, entry: dict[str, Any]
) -> None:
    replay.fail(f"recorded:{entry['name']}")
    answer = call(replay, **{"function": "", "moodlewsrestformat": "", **entry["params"]})
    assert answer.content == body(entry["name"])
    assert answer.status_code == entry["status"]
    assert {name: answer.headers[name] for name in entry["headers"]} == entry["headers"]


@pytest.mark.parametrize(
    ("name", "function", "params"),
    [
        ("core_course_get_courses_by_field", COURSES, {}),
        ("core_course_get_categories", CATEGORIES, {}),
        ("filter_lang/nopacks.categories.raw_true", CATEGORIES, RAW),
        ("filter_lang/nopacks.course16.raw_true", COURSES, {"field": "id", "value": "16", **RAW}),
        ("errors/ids_with_unknown", COURSES, {"field": "ids", "value": "6,999999"}),
        ("errors/ids_with_unknown", COURSES, {"field": "ids", "value": "5,777777", **RAW}),
        (
            "core_course_search_courses.page1_perpage5",
            SEARCH,
            {"criterianame": "search", "criteriavalue": "", "page": 1, "perpage": 5},
        ),
        ("enrol/core_enrol_get_course_enrolment_methods.12_kaksi", METHODS, {"courseid": 12, **RAW}),
        ("errors/unknown_courseid", METHODS, {"courseid": 4321}),
        ("errors/function_not_in_service", "core_user_get_users", {"criteria[0][key]": "id"}),
        ("errors/unknown_function", "core_nobody_recorded_this", {}),
    ],
)
def test_a_call_gets_the_answer_recorded_for_it(
    replay: StandIn, name: str, function: str, params: dict[str, str]
) -> None:
    assert call(replay, function, **params).content == body(name)


def test_all_courses_as_typed_take_the_place_of_those_recorded_raw(replay: StandIn) -> None:
    plain, raw = courses(replay), courses(replay, **RAW)
    assert list(raw) == list(plain)
    assert {course_id for course_id in plain if raw[course_id] != plain[course_id]} == {16, 19, 21, 28}
    assert raw[28]["summaryformat"] == 4
    assert "<script>" in raw[21]["summary"]


def test_courses_by_ids_come_from_the_list_and_hidden_ones_are_warned_of(replay: StandIn) -> None:
    answer = ask(replay, COURSES, field="ids", value="16,6,17", **RAW)
    assert [course["id"] for course in answer["courses"]] == [6, 16]
    assert answer["courses"][1]["shortname"].startswith('<span lang="fi"')
    assert [warning["itemid"] for warning in answer["warnings"]] == [17]


def test_courses_by_id_and_category_come_from_the_list(replay: StandIn) -> None:
    assert list(courses(replay, field="id", value="33")) == [33]
    assert courses(replay, field="id", value="31") == {}
    assert set(courses(replay, field="category", value="3")) == {9, 10}


def test_any_page_of_the_search_comes_from_the_whole_of_it(replay: StandIn) -> None:
    criteria = {"criterianame": "search", "criteriavalue": ""}
    pages = [ask(replay, SEARCH, **criteria, page=page, perpage=10, **RAW) for page in range(3)]
    whole = json.loads(body("core_course_search_courses.empty"))
    assert [c["id"] for page in pages for c in page["courses"]] == [c["id"] for c in whole["courses"]]
    assert {page["total"] for page in pages} == {whole["total"]}


@pytest.mark.parametrize(
    "name",
    [
        "errors/force_password_change",
        "errors/user_not_fully_setup",
        "errors/site_policy_not_agreed_manual_auth",
    ],
)
def test_a_recorded_degradation_is_degraded_however_courses_are_asked_for(replay: StandIn, name: str) -> None:
    replay.fail(f"recorded:{name}")
    asked = [courses(replay), courses(replay, **RAW), courses(replay, field="ids", value="6,16", **RAW)]
    assert [course for found in asked for course in found.values() if "timemodified" in course] == []
    assert all(asked)


def test_a_recorded_site_policy_refuses_and_empties_as_it_did(replay: StandIn) -> None:
    replay.fail("recorded:errors/site_policy_not_agreed_manual_auth")
    assert ask(replay, METHODS, courseid=12)["errorcode"] == "sitepolicynotagreed"
    assert ask(replay, CATEGORIES, **RAW) == []


@pytest.mark.parametrize("function", [COURSES, CATEGORIES, METHODS])
def test_a_recorded_error_answers_every_function(replay: StandIn, function: str) -> None:
    replay.fail("recorded:errors/maintenance_cli")
    answer = call(replay, function)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")


def test_a_recorded_error_can_be_for_one_function_and_pass(replay: StandIn) -> None:
    replay.fail(f"recorded:errors/upgrade_running:{CATEGORIES}:times=1")
    assert courses(replay)
    assert ask(replay, CATEGORIES)["errorcode"] == "upgraderunning"
    assert isinstance(ask(replay, CATEGORIES), list)


def test_made_failures_work_on_recordings_too(replay: StandIn) -> None:
    replay.fail("half_missing")
    assert 6 not in courses(replay)


def test_an_unknown_recording_is_named(replay: StandIn) -> None:
    with pytest.raises(StandInError, match='no recording "errors/nonsense"'):
        replay.fail("recorded:errors/nonsense")


def test_any_token_but_an_empty_one_is_right_unless_one_is_given(replay: StandIn) -> None:
    assert courses(replay, wstoken="anything")
    assert ask(replay, COURSES, wstoken="")["errorcode"] == "invalidtoken"
    with StandIn(replay=RECORDINGS, token="the-one") as strict:
        assert courses(strict)
        assert ask(strict, COURSES, wstoken="anything")["errorcode"] == "invalidtoken"


def test_a_recorded_courses_page_names_it_in_both_languages(replay: StandIn) -> None:
    page = session.get(f"{replay.url}/course/view.php", params={"id": 16}).text
    assert "<h1>Tietosuojan perusteet</h1>" in page
    assert "<h2>Grunderna i dataskydd</h2>" in page


def test_recorded_courses_cannot_be_changed_or_generated(replay: StandIn) -> None:
    for path, data in [("course/6", {"action": "hide"}), ("mode", {"courses": "10"})]:
        answer = session.post(f"{replay.url}/standin/{path}", data=data)
        assert answer.status_code == 400
        assert "Start without --replay" in answer.text


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (None, "cannot be read .* --replay takes a folder"),
        ("{", "is not an index of recordings"),
        ('[{"name": "a"}]', r"0\.file: Field required"),
        (
            '[{"name": "a", "file": "a.json", "params": {}, "status": 200, "headers": {}}]',
            "a.json, named in .* cannot be read",
        ),
        (
            '[{"name": "a", "file": "../a", "params": {}, "status": 200, "headers": {}}]',
            "outside that folder",
        ),
        ('{"recordings": []}', "it: Input should be a valid (list|array)"),
    ],
)
def test_a_broken_folder_is_explained(tmp_path: Path, index: str | None, said: str) -> None:
    if index is not None:
        (tmp_path / "index.json").write_text(index)
    with pytest.raises(StandInError, match=said):
        StandIn(replay=tmp_path)


def test_a_broken_body_is_explained(tmp_path: Path) -> None:
    entry = {"name": "a", "file": "a.json", "params": {}, "status": 200, "headers": {}}
    (tmp_path / "index.json").write_text(json.dumps([entry]))
    (tmp_path / "a.json").write_text('{"courses":')
    with pytest.raises(StandInError, match=r"a\.json was recorded as JSON and is not"):
        StandIn(replay=tmp_path)
