"""Trainings for other programs; what all pages have in common is tested in core."""

from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from pages.trainings.models import TrainingSession
from tests.factories.core import DocumentFactory
from tests.factories.materials import (
    MaterialIndexPageFactory,
    MaterialPageFactory,
    TargetGroupFactory,
    ThemeFactory,
)
from tests.factories.trainings import TrainingPageFactory, session

pytestmark = pytest.mark.django_db

PATH = "/api/v1/trainings/"


def titles(client, **query) -> list[str]:
    return [item["title"] for item in client.get(PATH, query).json()["items"]]


@pytest.fixture
def year(trainings):
    """Trainings of every state, named for it."""
    for values in (
        {"title": "Kesken", "ongoing": True, "kind": "course", "languages": ["fi", "sv"]},
        {"title": "Mennyt", "past": True, "kind": "coffee", "languages": ["sv"]},
        {"title": "Tuleva", "upcoming": True, "kind": "webinar", "languages": ["fi"]},
        {"title": "Avoin", "kind": "mentoring", "languages": ["en"]},
    ):
        TrainingPageFactory.create(parent=trainings, **values)


def test_an_item_tells_what_where_and_when(client, trainings):
    TrainingPageFactory.create(
        parent=trainings,
        kind="study_trip",
        languages=["sv", "fi"],
        is_remote=False,
        place="Porin pääkirjasto",
        sessions=[
            TrainingSession(
                starts=datetime(2024, 6, 4, 6, tzinfo=UTC),
                ends=datetime(2024, 6, 4, 8, 30, tzinfo=UTC),
                title="Lähtö",
            )
        ],
    )
    item = client.get(PATH).json()["items"][0]
    assert (item["kind"], item["languages"]) == ("study_trip", ["fi", "sv"])
    assert (item["is_remote"], item["place"], item["state"]) == (False, "Porin pääkirjasto", "past")
    assert item["sessions"] == [
        {"starts": "2024-06-04T09:00:00+03:00", "ends": "2024-06-04T11:30:00+03:00", "title": "Lähtö"}
    ]
    assert item["registration"] is None


def test_an_item_tells_what_it_is_about_for_whom_and_by_whom(client, trainings, homes):
    theme = ThemeFactory.create(name="Lukeminen", slug="lukeminen", locale=homes.sv.locale)
    theme = theme.copy_for_translation(homes.fi.locale)
    theme.save()
    theme.get_translations().update(name="Läsning")
    group = TargetGroupFactory.create(name="Nuoret", slug="nuoret", age_from=13, age_to=19)
    page = TrainingPageFactory.create(
        parent=trainings, themes=list(theme.get_translations()), target_groups=[group], organiser="AKE"
    )
    item = client.get(PATH).json()["items"][0]
    assert item["themes"] == [{"slug": "lukeminen", "name": "Lukeminen"}]
    assert item["target_groups"] == [{"slug": "nuoret", "name": "Nuoret", "age_from": 13, "age_to": 19}]
    assert item["organiser"] == "AKE"
    assert client.get(f"{PATH}{page.pk}/").json()["themes"] == item["themes"]


def test_registration_tells_the_form_and_whether_it_is_open(client, trainings):
    form = "https://example.fi/ilmoittaudu"
    TrainingPageFactory.create(
        parent=trainings,
        upcoming=True,
        registration_url=form,
        registration_closes=datetime(2024, 1, 1, tzinfo=UTC).date(),
    )
    registration = client.get(PATH).json()["items"][0]["registration"]
    assert registration == {"url": form, "closes": "2024-01-01", "open": False}


def test_states_are_told(client, year):
    states = {item["title"]: item["state"] for item in client.get(PATH).json()["items"]}
    assert states == {"Kesken": "ongoing", "Mennyt": "past", "Tuleva": "upcoming", "Avoin": "upcoming"}


def test_all_come_the_latest_first(client, year):
    assert titles(client) == ["Avoin", "Tuleva", "Kesken", "Mennyt"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"when": "upcoming"}, ["Kesken", "Tuleva", "Avoin"]),
        ({"when": "past"}, ["Mennyt"]),
        ({"kind": "webinar"}, ["Tuleva"]),
        ({"language": "sv"}, ["Kesken", "Mennyt"]),
        ({"language": "sv", "when": "past"}, ["Mennyt"]),
        ({"when": "past", "search": "tuleva"}, []),
        ({"when": "upcoming", "search": "tulev"}, ["Tuleva"]),
    ],
)
def test_filters_narrow_the_list_and_its_count(client, year, query, found):
    answer = client.get(PATH, query).json()
    assert ([item["title"] for item in answer["items"]], answer["count"]) == (found, len(found))


@pytest.mark.parametrize("query", [{"when": "ongoing"}, {"kind": "party"}, {"language": "xx"}, {"kind": ""}])
def test_filters_refuse_what_they_do_not_know(client, trainings, query):
    answer = client.get(PATH, query)
    assert answer.status_code == 422
    assert next(iter(query)) in answer.json()["detail"]


def test_a_detail_tells_its_materials_with_full_addresses(client, trainings, homes):
    bank = MaterialIndexPageFactory.create(parent=homes.fi)
    guide, secret = (
        MaterialPageFactory.create(parent=bank, title="Opas"),
        MaterialPageFactory.create(parent=bank),
    )
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    document = DocumentFactory.create(title="Kalvot")
    page = TrainingPageFactory.create(
        parent=trainings,
        materials=[
            ("document", {"document": document, "note": "Esityksen kalvot"}),
            ("page", guide),
            ("page", secret),
            ("link", {"text": "Tallenne", "url": "https://example.fi/tallenne"}),
        ],
    )
    assert client.get(f"{PATH}{page.pk}/").json()["materials"] == [
        {
            "kind": "document",
            "title": "Kalvot",
            "url": f"http://testserver{document.url}",
            "note": "Esityksen kalvot",
        },
        {"kind": "page", "title": "Opas", "url": f"http://testserver{guide.url}", "note": ""},
        {"kind": "link", "title": "Tallenne", "url": "https://example.fi/tallenne", "note": ""},
    ]


def test_times_have_an_offset(client, trainings):
    TrainingPageFactory.create(parent=trainings, sessions=[session(24)])
    starts = client.get(PATH).json()["items"][0]["sessions"][0]["starts"]
    assert starts.endswith(("+02:00", "+03:00"))
