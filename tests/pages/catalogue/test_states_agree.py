"""In which state a course is: both APIs, the catalogue, the course's page and its JSON-LD agree."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from integrations.liboppi.models import Course, EnrolmentMethod
from pages.core.courses import course_cards
from tests.integrations.liboppi.admin_catalogue import make_course
from tests.pages.catalogue.answers import cards_of, index_courses
from tests.pages.catalogue.test_schema_org import told

pytestmark = pytest.mark.django_db
FI = "/fi/kurssit/"
NAMES = {"open": "Avoinna", "key": "Tarvitaan kurssiavain", "soon": "Alkaa pian", "closed": "Suljettu"}
NAMES["past"] = "Päättynyt"
AVAILABLE = {"open": "InStock", "key": "LimitedAvailability", "closed": "OutOfStock", "past": "Discontinued"}

KEYLESS, BY_KEY, SHUT = (True, False), (True, True), (False, None)
COURSES: dict[int, tuple[list[str], list[Any], tuple[float | None, float | None]]] = {
    1: (["open"], [KEYLESS], (-10, None)),
    2: (["key"], [BY_KEY], (-10, 10)),
    3: (["open"], [BY_KEY, KEYLESS, SHUT], (-10, 10)),
    4: (["open", "soon"], [KEYLESS], (5, 20)),
    5: (["key", "soon"], [BY_KEY, SHUT], (13.9, None)),
    6: (["open"], [KEYLESS], (14.1, 20)),
    7: (["closed"], [SHUT], (5, 20)),
    8: (["past"], [KEYLESS], (-10, -0.1)),
    9: (["past"], [BY_KEY], (-10, -0.1)),
    10: (["past"], [SHUT], (-10, -0.1)),
    11: (["past"], [], (-10, -0.1)),
    12: ([], [], (-10, 10)),
    13: (["soon"], [], (5, 10)),
}
STATES = {number: states for number, (states, _methods, _days) in COURSES.items()}


@pytest.fixture
def courses(addresses) -> None:
    """Those of COURSES: their methods, and in how many days from now they start and end."""
    now = timezone.now()
    for number, (_states, methods, days) in COURSES.items():
        starts, ends = (None if day is None else now + timedelta(days=day) for day in days)
        course = make_course(number, key_required="none", starts=starts, ends=ends)
        for place, (is_open, key_required) in enumerate(methods):
            EnrolmentMethod.objects.create(
                course=course,
                moodle_id=100 * number + place,
                type="self",
                names={},
                is_open=is_open,
                key_required=key_required,
            )
    index_courses()


def in_list(answer: Any) -> dict[int, Mapping[str, Any]]:
    return {item["id"]: item for item in answer.json()["items"]}


def test_both_apis(client, courses):
    listed = in_list(client.get("/api/v1/courses/", {"limit": 100}))
    found = in_list(client.get("/api/v1/search/", {"q": "kurssi", "kind": "course", "limit": 100}))
    single = {number: client.get(f"/api/v1/courses/{number}/").json() for number in COURSES}
    assert {number: item["enrolment"]["states"] for number, item in listed.items()} == STATES
    assert {number: item["enrolment"]["states"] for number, item in single.items()} == STATES
    assert {number: item["states"] for number, item in found.items()} == STATES
    can_enrol = {number: bool({"open", "key"} & set(states)) for number, states in STATES.items()}
    assert {number: item["enrolment"]["open"] for number, item in listed.items()} == can_enrol


def test_the_catalogue_lists_and_counts_each_under_its_states(client, courses):
    counts = client.get(FI).context["listing"].found.counts["state"]
    for state in NAMES:
        cards = cards_of(client.get(FI, {"state": state}))
        numbers = {number for number, states in STATES.items() if state in states}
        assert {card.title for card in cards} == {f"Kurssi {number}" for number in numbers}, state
        assert counts[state] == len(numbers)


def test_cards_name_what_hinders_one(client, courses):
    hindering = {
        f"Kurssi {number}": {NAMES[state] for state in states if state in ("key", "closed", "past")}
        for number, states in STATES.items()
    }
    in_catalogue = cards_of(client.get(FI))
    assert {card.title: names_in(card) for card in in_catalogue} == hindering
    elsewhere = course_cards(Course.objects.for_cards(), "fi")
    by_key_or_past = {title: names - {NAMES["closed"]} for title, names in hindering.items()}
    assert {card.title: names_in(card) for card in elsewhere} == by_key_or_past


def names_in(card: Any) -> set[str]:
    return {str(fact.text) for fact in card.facts} & set(NAMES.values())


def test_the_page_and_what_machines_read_of_it(client, courses):
    for number, states in STATES.items():
        answer = client.get(f"{FI}{number}/")
        facts = {fact.label: fact.text for fact in answer.context["course"].facts}
        assert facts.get("Tila", "") == ", ".join(NAMES[state] for state in states), number
        offer = told(answer).get("offers", {})
        told_of = [AVAILABLE[state] for state in states if state in AVAILABLE]
        assert offer.get("availability", "").removeprefix("https://schema.org/") == "".join(told_of), number
        body = answer.content.decode()
        assert ("Kurssi on päättynyt." in body) == (states == ["past"])
        assert ("voi silti vielä päästä" in body) == (number in (8, 9)), number
