"""Choosing a course for a page: what a group chair sees, finds and gets."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from integrations.liboppi.models import CourseState, KeySource
from tests.integrations.liboppi.admin_catalogue import make_course, signed_in

pytestmark = pytest.mark.django_db

CHOOSER = "/admin/liboppi_course_chooser/"


@pytest.fixture
def chair() -> Client:
    return signed_in("group chair")


@pytest.fixture(autouse=True)
def catalogue():
    make_course(1, titles={"fi": "Äänikirjat", "sv": "Ljudböcker"}, keys=[(KeySource.SUMMARY, "karpalo")])
    make_course(2, titles={"fi": "Kadonnut"}, state=CourseState.MISSING)
    make_course(3, titles={"fi": "Poistettu"}, state=CourseState.WITHDRAWN)


def test_the_window_lists_what_readers_can_see(chair):
    window = json.loads(chair.get(CHOOSER).content)["html"]
    assert "Äänikirjat" in window
    assert "Kadonnut" in window
    assert "Poistettu" not in window
    assert "karpalo" not in window


def test_the_window_offers_no_way_to_make_a_course(chair):
    assert "create" not in json.loads(chair.get(CHOOSER).content)["html"]
    chair.post(f"{CHOOSER}create/", {"moodle_id": 9})
    assert "Kurssi 9" not in chair.get(f"{CHOOSER}results/").content.decode()


@pytest.mark.parametrize("words", ["äänik", "LJUDB", "ljudböcker"])
def test_words_in_any_language_find_a_course(chair, words):
    found = chair.get(f"{CHOOSER}results/", {"q": words}).content.decode()
    assert "Äänikirjat" in found
    assert "Kadonnut" not in found


@pytest.mark.parametrize("words", ['"', 'ä" OR "', "\x00", "a " * 5_000, "'"])
def test_hostile_words_do_no_harm(chair, words):
    assert chair.get(f"{CHOOSER}results/", {"q": words}).status_code == 200


def test_a_chosen_course_comes_with_its_title_and_a_page_to_look_at(chair):
    course = make_course(4, titles={"fi": "Valittu"})
    answer = json.loads(chair.get(f"{CHOOSER}chosen/{course.pk}/").content)
    assert answer["result"] == {
        "id": str(course.pk),
        "title": "Valittu",
        "edit_url": f"/admin/liboppi/courses/inspect/{course.pk}/",
    }


@pytest.mark.parametrize("key", ["x", "1.5", "-1", "0", "9" * 30, "\u0661", "999"])
def test_what_names_no_course_is_not_found(chair, key):
    assert chair.get(f"{CHOOSER}chosen/{key}/").status_code == 404
    assert json.loads(chair.get(f"{CHOOSER}chosen-multiple/", {"id": key}).content)["result"] == []


def test_a_specialist_is_led_to_the_page_for_editing():
    course = make_course(4)
    answer = json.loads(signed_in("specialist").get(f"{CHOOSER}chosen/{course.pk}/").content)
    assert answer["result"]["edit_url"] == f"/admin/liboppi/courses/edit/{course.pk}/"


def test_strangers_choose_nothing():
    answer = signed_in("stranger").get(CHOOSER)
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


def test_the_plugins_icon_is_among_those_of_the_admin(chair):
    assert 'id="icon-liboppi-course"' in chair.get(reverse("wagtailadmin_sprite")).content.decode()
