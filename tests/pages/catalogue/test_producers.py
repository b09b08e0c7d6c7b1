"""A producer has a name in each language, and every one of them finds it in every language's list."""

from typing import Any

import pytest

from tests.factories.core import translate
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.integrations.liboppi.admin_catalogue import make_course
from tests.pages.catalogue.answers import cards_of, index_courses

pytestmark = pytest.mark.django_db


def titles(answer: Any) -> set[str]:
    return {card.title for card in cards_of(answer)}


def test_a_producer_is_found_by_its_name_in_any_language_so_the_switch_leads_to_the_same(client, addresses):
    make_course(1, titles={"fi": "A", "sv": "B"}, producers={"fi": "IKI-ryhmä", "sv": "IKI-gruppen"})
    make_course(2, titles={"fi": "C"}, producers={"fi": "IKI-ryhmä"})
    make_course(3, titles={"fi": "D", "sv": "E"}, producers={"fi": "Muu", "sv": "Annan"})
    index_courses()
    for name in ("IKI-ryhmä", "IKI-gruppen"):
        assert titles(client.get(addresses["fi"], {"producer": name})) == {"A", "C"}
    swedish = client.get(addresses["sv"], {"producer": "IKI-ryhmä"})
    assert titles(swedish) == {"B", "C"}
    assert swedish.context["listing"].passed_over == []
    assert titles(client.get(addresses["sv"], {"producer": "Muu"})) == {"E"}
    assert client.get(addresses["fi"], {"producer": "IKI-gruppen"}).context["listing"].address == (
        "/fi/kurssit/?producer=IKI-ryhm%C3%A4"
    )


def test_an_organiser_of_trainings_too(client, homes, addresses):
    index = TrainingIndexPageFactory.create(parent=homes.fi)
    page = TrainingPageFactory.create(parent=index, title="Ilta", organiser="IKI-ryhmä")
    translate(page, homes.sv.locale, title="Kväll", organiser="IKI-gruppen")
    assert titles(client.get(addresses["sv"], {"producer": "IKI-ryhmä"})) == {"Kväll"}
    assert titles(client.get(addresses["fi"], {"producer": "IKI-gruppen"})) == {"Ilta"}
