"""Fetching pictures: what comes, what is refused, and that the token shows nowhere."""

import logging
import traceback
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from integrations.liboppi.client import LiboppiClient
from integrations.liboppi.connection.picture_files import normal_path, picture_path
from integrations.liboppi.connection.transport import Patience
from integrations.liboppi.errors import LiboppiError
from integrations.liboppi.standin import CourseChange, StandIn, pictures

COVER = "4/course/overviewfiles/lukulux%20kansi.png"
TOKEN = "5e6f0c1d9b7a48e2b3c4d5e6f7a8b9c0"


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn(token=TOKEN) as running:
        yield running


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[LiboppiClient]:
    patience = Patience(read=0.5, attempts=2)
    with LiboppiClient(stand_in.url, TOKEN, patience=patience, sleep=lambda _seconds: None) as opened:
        yield opened


def test_a_picture_comes_as_it_is(client: LiboppiClient) -> None:
    picture = client.picture(COVER)
    assert picture is not None
    assert picture.content_type == "image/png"
    assert Image.open(BytesIO(picture.content)).size == pictures.SIZE
    assert picture.etag


def test_an_unchanged_picture_does_not_come_again(client: LiboppiClient, stand_in: StandIn) -> None:
    first = client.picture(COVER)
    assert first is not None
    assert client.picture(COVER, first.etag) is None
    assert client.picture(COVER, '"another"') == first
    stand_in.change_course(4, CourseChange(cover="toinen.png"))
    assert client.picture("4/course/overviewfiles/toinen.png", first.etag) is not None


def test_names_with_any_signs_can_be_had(client: LiboppiClient) -> None:
    assert client.picture("16/course/overviewfiles/muistelu%20%C3%A4%C3%B6%20%281%29.jpg") is not None


FAILURES = {
    "picture_no_image": ("picture_unusable", "isn't a picture"),
    "picture_huge": ("picture_too_large", "10.0 megabytes"),
    "picture_missing": ("picture_missing", "any more"),
    "picture_refused": ("picture_refused", "Files cannot be downloaded"),
    "not_json:pluginfile": ("picture_unusable", "a web page"),
    "redirect:pluginfile": ("redirected", "login"),
    "server_error:pluginfile": ("server_failed", "500"),
    "gateway_timeout:pluginfile": ("server_failed", "504"),
    "rate_limited:pluginfile": ("rate_limited", "too many"),
    "reset:pluginfile": ("unreachable", "broke"),
    "truncated:pluginfile": ("unreachable", "broke"),
    "timeout:pluginfile": ("timed_out", "0.5"),
    "invalid_token:pluginfile": ("token_rejected", "LIBOPPI_TOKEN"),
}


@pytest.mark.parametrize(("failure", "expected"), FAILURES.items(), ids=FAILURES)
def test_a_failure_is_told_and_the_token_is_not(
    client: LiboppiClient,
    stand_in: StandIn,
    caplog: pytest.LogCaptureFixture,
    failure: str,
    expected: tuple[str, str],
) -> None:
    stand_in.fail(failure)
    with caplog.at_level(logging.DEBUG), pytest.raises(LiboppiError) as failed:
        client.picture(COVER)
    error = failed.value
    assert (error.kind, expected[1] in str(error)) == (expected[0], True)
    assert error.remedy_text
    told = f"{error!r} {error} {error.remedy_text} {error.details} {caplog.text}"
    frames = traceback.walk_tb(error.__traceback__)
    told += " ".join(repr(value) for frame, _line in frames for value in frame.f_locals.values())
    assert TOKEN not in told
    assert error.__cause__ is None
    assert error.__context__ is None


def test_a_picture_that_comes_leaves_no_token_in_the_log(
    client: LiboppiClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.picture(COVER)
    assert "token=…" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/4/course/overviewfiles/a.png",
        "4/user/icon/a.png",
        "4/course/overviewfiles/../../user/a.png",
        "4/course/overviewfiles/%2e%2e/%2e%2e/user/a.png",
        "4/course/overviewfiles/a%2Fb.png",
        "4/course/overviewfiles/a.png?forcedownload=1",
        "4/course/overviewfiles/a.png#b",
        "4/course/overviewfiles/a b.png",
        "@elsewhere.example/course/summary/a.png",
    ],
)
def test_what_is_no_courses_file_is_never_asked_for(
    client: LiboppiClient, stand_in: StandIn, path: str
) -> None:
    with pytest.raises(LiboppiError) as failed:
        client.picture(path)
    assert failed.value.kind == "picture_unusable"
    assert not stand_in.asked("pluginfile")


@pytest.mark.parametrize("way", ["webservice/pluginfile.php", "pluginfile.php"])
def test_a_files_address_becomes_its_path(way: str) -> None:
    address = f"https://liboppi.example/moodle/{way}/46/course/overviewfiles/kansi%20kuva.png"
    assert picture_path(address) == "46/course/overviewfiles/kansi%20kuva.png"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://liboppi.example/theme/image.php/boost/core/1/logo",
        "https://liboppi.example/pluginfile.php/46/user/icon/a.png",
        "https://liboppi.example/pluginfile.php/46/course/overviewfiles/",
        "https://liboppi.example/pluginfile.php/46/course/overviewfiles/%FF.png",
        "http://[",
    ],
)
def test_an_address_of_another_file_has_no_path(address: str) -> None:
    assert picture_path(address) is None


def test_a_path_is_written_in_one_way_only() -> None:
    assert normal_path("46/course/summary/kuva (1).png") == "46/course/summary/kuva%20%281%29.png"
    assert normal_path("46/course/summary/kuva%20(1).png") == "46/course/summary/kuva%20%281%29.png"


def test_every_recorded_files_path_is_one(recorded_json: Callable[[str], Any]) -> None:
    courses = recorded_json("core_course_get_courses_by_field")["courses"]
    files = [file for course in courses for file in course["overviewfiles"] + course["summaryfiles"]]
    assert len(files) == 3
    for file in files:
        assert picture_path(file["fileurl"]) == file["fileurl"].partition("pluginfile.php/")[2]
