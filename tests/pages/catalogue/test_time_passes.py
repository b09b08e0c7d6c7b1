"""What lists, facets, the search and course pages say when nothing has happened but that time has passed."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from integrations.liboppi.models import Course
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory, session
from tests.integrations.liboppi.admin_catalogue import make_course
from tests.pages.catalogue.answers import cards_of, index_courses, text_of

pytestmark = pytest.mark.django_db
FI = "/fi/kurssit/"


@pytest.fixture
def days_pass(monkeypatch) -> Callable[[float], None]:
    """Moves the clock so many days on from when the test began; the index is told nothing."""
    began = timezone.now()

    def move(days: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: began + timedelta(days=days))

    return move


@pytest.fixture
def course(addresses) -> Course:
    """Starts in 20 days, goes on for 10, and takes everybody in."""
    now = timezone.now()
    course = make_course(1, starts=now + timedelta(days=20), ends=now + timedelta(days=30))
    index_courses()
    return course


@pytest.fixture
def training(homes, addresses) -> Any:
    """In 20 days; one registers until the 10th day from now has ended."""
    index = TrainingIndexPageFactory.create(parent=homes.fi)
    return TrainingPageFactory.create(
        parent=index,
        title="Vinkkausilta",
        sessions=[session(20 * 24)],
        registration_url="https://example.fi/ilmoittaudu",
        registration_closes=timezone.localdate() + timedelta(days=10),
    )


def states_of(client) -> list[str]:
    """The states under which the one thing of the catalogue is found and counted."""
    found = [
        state
        for state in ("open", "key", "soon", "closed", "past")
        if client.get(FI, {"state": state}).context["listing"].found.pks
    ]
    counts = client.get(FI).context["listing"].found.counts.get("state", {})
    assert found == sorted((state for state, count in counts.items() if count), key=found.index)
    return found


def facts_of(client) -> dict[str, str]:
    [card] = cards_of(client.get(FI))
    return {fact.label: str(fact.text) for fact in card.facts}


def test_a_course_starts_soon_goes_on_and_is_over(client, course, days_pass):
    told = []
    for days in (0, 10, 25, 31):
        days_pass(days)
        told.append((states_of(client), facts_of(client).get("Tila")))
    assert told == [
        (["open"], None),
        (["open", "soon"], None),
        (["open"], None),
        (["past"], "Päättynyt"),
    ]


def test_the_search_says_when_it_starts_then_until_when_it_goes_on(client, course, days_pass):
    start, end = (timezone.localtime(moment).date() for moment in (course.starts, course.ends))
    for days, said in (
        (0, f"Alkaa {start:%-d.%-m.%Y}"),
        (25, f"Käynnissä {end:%-d.%-m.%Y} asti"),
        (31, f"Päättyi {end:%-d.%-m.%Y}"),
    ):
        days_pass(days)
        assert said in text_of(client.get("/fi/haku/", {"q": "kurssi"}))


def test_a_start_without_an_end_is_told_until_it_is_past(client, addresses, days_pass):
    make_course(1, starts=timezone.now() + timedelta(days=3))
    index_courses()
    assert "Milloin" in facts_of(client)
    assert "Alkaa" in text_of(client.get("/fi/haku/", {"q": "kurssi"})).split("<main", 1)[1]
    days_pass(4)
    assert "Milloin" not in facts_of(client)
    assert "Alkaa" not in text_of(client.get("/fi/haku/", {"q": "kurssi"})).split("<main", 1)[1]


def test_a_training_is_open_until_its_registration_closes(client, training, days_pass):
    told = []
    midnight = timezone.make_aware(datetime.combine(training.registration_closes, time()))
    last_day = (midnight - timezone.now()) / timedelta(days=1)
    for days in (0, last_day + 0.9, last_day + 1.1, 21):
        days_pass(days)
        told.append(states_of(client))
    assert told == [["open"], ["open", "soon"], ["closed"], ["past"]]


def test_a_training_without_registration_only_says_that_it_starts_soon(client, training, days_pass):
    training.registration_url = ""
    training.save_revision().publish()
    told = []
    for days in (0, 11, 21):
        days_pass(days)
        told.append(states_of(client))
    assert told == [[], ["soon"], ["past"]]


def test_the_search_tells_the_day_that_it_is_here_at_a_start_by_night(client, addresses):
    make_course(1, starts=datetime(2099, 1, 10, 22, 30, tzinfo=UTC))
    index_courses()
    assert "Alkaa 11.1.2099" in text_of(client.get("/fi/haku/", {"q": "kurssi"}))
