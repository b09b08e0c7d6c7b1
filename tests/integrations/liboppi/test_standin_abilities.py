"""What the stand-in can beside a catalogue: groups, hidden categories, pictures, remembering its calls."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier
from typing import Any

import pytest
import requests
from PIL import Image

from integrations.liboppi.standin import CourseChange, StandIn
from tests.integrations.liboppi.standin_calls import (
    CATEGORIES,
    COURSES,
    METHODS,
    SEARCH,
    SITE_INFO,
    ask,
    courses,
    session,
)

GROUPS = "core_group_get_course_groups"
COVER = "2/course/overviewfiles/e-aineistot.jpg"


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


@pytest.fixture
def with_groups() -> Iterator[StandIn]:
    with StandIn(groups=True) as running:
        yield running


def offered(stand_in: StandIn) -> set[str]:
    return {function["name"] for function in ask(stand_in, SITE_INFO)["functions"]}


def picture(stand_in: StandIn, path: str, token: str | None = None, **headers: str) -> requests.Response:
    address = f"{stand_in.url}/webservice/pluginfile.php/{path}"
    return session.get(address, params={"token": token or stand_in.token}, headers=headers)


class TestGroups:
    def test_the_service_offers_them_only_when_told(self, stand_in: StandIn, with_groups: StandIn) -> None:
        assert offered(with_groups) - offered(stand_in) == {GROUPS}
        assert ask(stand_in, GROUPS, courseid="8")["errorcode"] == "accessexception"

    def test_they_come_with_their_keys(self, with_groups: StandIn) -> None:
        groups = ask(with_groups, GROUPS, courseid="8")
        assert [(group["name"], group["enrolmentkey"]) for group in groups] == [
            ("Satakunta", "satakieli26"),
            ("Ilman avainta", ""),
        ]
        assert ask(with_groups, GROUPS, courseid="6") == []

    def test_hidden_and_unknown_courses_are_refused(self, with_groups: StandIn) -> None:
        with_groups.hide_course(8)
        assert ask(with_groups, GROUPS, courseid="8")["errorcode"] == "coursehidden"
        assert ask(with_groups, GROUPS, courseid="99")["errorcode"] == "invalidrecordunknown"


class TestHiddenCategories:
    def test_they_take_the_courses_in_and_under_them_along(self, stand_in: StandIn) -> None:
        stand_in.hide_category(6)
        assert {4, 7, 12, 14, 16, 17, 19}.isdisjoint(courses(stand_in))
        assert {6, 7, 8, 9}.isdisjoint(category["id"] for category in ask(stand_in, CATEGORIES))
        assert ask(stand_in, METHODS, courseid="7")["errorcode"] == "coursehidden"
        found = ask(stand_in, SEARCH, criterianame="search", criteriavalue="")
        assert found["total"] == len(found["courses"]) == 9

    def test_their_courses_are_warned_of(self, stand_in: StandIn) -> None:
        stand_in.hide_category(9)
        answer = ask(stand_in, COURSES, field="ids", value="6,7")
        assert [course["id"] for course in answer["courses"]] == [6]
        assert [warning["itemid"] for warning in answer["warnings"]] == [7]

    def test_they_come_back_as_they_were(self, stand_in: StandIn) -> None:
        before = courses(stand_in)
        stand_in.hide_category(6)
        stand_in.show_category(6)
        assert courses(stand_in) == before


class TestPictures:
    @pytest.mark.parametrize(
        ("number", "kind"), [(2, "JPEG"), (4, "PNG"), (12, "PNG"), (16, "JPEG"), (14, "PNG")]
    )
    def test_every_picture_that_a_course_lists_is_one(
        self, stand_in: StandIn, number: int, kind: str
    ) -> None:
        course = courses(stand_in)[number]
        (file,) = course["overviewfiles"] or course["summaryfiles"]
        answer = session.get(file["fileurl"], params={"token": stand_in.token})
        assert Image.open(BytesIO(answer.content)).format == kind
        assert answer.headers["Content-Type"] == file["mimetype"]
        assert len(answer.content) == file["filesize"]

    def test_a_files_entry_has_the_keys_of_moodles_own(self, stand_in: StandIn, recorded_json: Any) -> None:
        recorded = recorded_json("core_course_get_courses_by_field")["courses"]
        real = next(course for course in recorded if course["id"] == 19)
        made = courses(stand_in)
        assert list(made[2]["overviewfiles"][0]) == list(real["overviewfiles"][0])
        assert list(made[14]["summaryfiles"][0]) == list(real["summaryfiles"][0])

    def test_a_summary_holds_its_pictures_address(self, stand_in: StandIn) -> None:
        course = courses(stand_in, moodlewssettingraw="true")[14]
        assert f'<img src="{course["summaryfiles"][0]["fileurl"]}"' in course["summary"]

    def test_who_has_it_is_told_that_it_is_the_same(self, stand_in: StandIn) -> None:
        first = picture(stand_in, COVER)
        again = picture(stand_in, COVER, **{"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert picture(stand_in, COVER, **{"If-None-Match": '"other"'}).content == first.content

    def test_another_cover_is_another_picture(self, stand_in: StandIn) -> None:
        before = picture(stand_in, COVER).content
        stand_in.change_course(2, CourseChange(cover="uusi.png"))
        assert picture(stand_in, COVER).status_code == 404
        assert picture(stand_in, "2/course/overviewfiles/uusi.png").content != before

    def test_a_wrong_token_gets_moodles_json_error(self, stand_in: StandIn) -> None:
        answer = picture(stand_in, COVER, token="wrong")
        assert (answer.status_code, answer.json()["errorcode"]) == (200, "invalidtoken")

    @pytest.mark.parametrize(
        "path",
        ["2/course/overviewfiles/other.png", "99/course/overviewfiles/a.png", "2", "x/y/z/w", "2/course"],
    )
    def test_what_is_not_there_is_404(self, stand_in: StandIn, path: str) -> None:
        assert picture(stand_in, path).status_code == 404

    def test_a_hidden_courses_picture_is_not_shown(self, stand_in: StandIn) -> None:
        stand_in.hide_course(2)
        assert picture(stand_in, COVER).status_code == 404

    @pytest.mark.parametrize(
        ("failure", "status", "content_type"),
        [
            ("picture_no_image", 200, "text/plain; charset=utf-8"),
            ("picture_broken", 200, "image/png"),
            ("picture_huge", 200, "image/png"),
            ("picture_missing", 404, "text/html; charset=utf-8"),
            ("picture_refused", 200, "application/json"),
            ("server_error:pluginfile", 500, "text/html; charset=utf-8"),
            ("not_json:pluginfile", 200, "text/html; charset=utf-8"),
        ],
    )
    def test_they_can_fail_alone(
        self, stand_in: StandIn, failure: str, status: int, content_type: str
    ) -> None:
        stand_in.fail(failure)
        answer = picture(stand_in, COVER)
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, content_type)
        assert 2 in courses(stand_in)

    def test_a_failure_of_the_web_service_leaves_them(self, stand_in: StandIn) -> None:
        stand_in.fail("maintenance")
        assert picture(stand_in, COVER).headers["Content-Type"] == "image/jpeg"


class TestRemembering:
    def test_every_call_is_remembered_with_its_parameters_and_without_its_token(
        self, stand_in: StandIn
    ) -> None:
        ask(stand_in, METHODS, courseid="6")
        ask(stand_in, METHODS, courseid="7")
        picture(stand_in, COVER)
        assert stand_in.asked(METHODS) == [{"courseid": "6"}, {"courseid": "7"}]
        assert stand_in.asked("pluginfile") == [{"path": COVER, "etag": ""}]

    def test_how_many_came_at_once_is_remembered(self) -> None:
        together = Barrier(2)

        def ask_together(stand_in: StandIn) -> None:
            together.wait()
            requests.get(f"{stand_in.url}/health", timeout=60)

        with StandIn(delay=0.05) as stand_in, ThreadPoolExecutor(2) as pool:
            list(pool.map(ask_together, [stand_in, stand_in]))
            assert stand_in.most_at_once == 2
