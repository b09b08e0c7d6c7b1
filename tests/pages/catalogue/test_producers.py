"""A producer has names, and one key over all languages: the same lists, counts and addresses in each."""

import re
from html import unescape
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.core import translate
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.factories.workgroups import WorkgroupIndexPageFactory, WorkgroupPageFactory
from tests.integrations.liboppi.admin_catalogue import make_course
from tests.pages.catalogue.answers import cards_of, index_courses

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(addresses) -> None:
    """Some of IKI, which has a Swedish name in one of them, and some of others."""
    for number, texts in enumerate(
        [
            {"fi": ("A", "IKI-ryhmä"), "sv": ("B", "IKI-gruppen")},
            {"fi": ("C", "IKI-ryhmä")},
            {"fi": ("D", "Muu"), "sv": ("E", "Annan")},
            {"fi": ("F", "iki ryhmä"), "sv": ("G", "")},
            {"sv": ("H", "IKI-gruppen")},
        ],
        start=1,
    ):
        make_course(
            number,
            titles={language: title for language, (title, _producer) in texts.items()},
            producers={language: producer for language, (_title, producer) in texts.items()},
            modified=timezone.now(),
        )
    index_courses()


def titles(answer: Any) -> set[str]:
    return {card.title for card in cards_of(answer)}


def counts(answer: Any) -> dict[str, int]:
    """How many things each producer leaves, by its key."""
    counted = answer.context["listing"].found.counts.get("producer", {})
    return {key: count for key, count in counted.items() if count}


def names(answer: Any) -> dict[str, str]:
    """The producers as the form offers them."""
    facets = {one.facet.name: one for one in answer.context["listing"].filters.facets}
    return {one.option.value: one.option.label for one in facets["producer"].options}


def test_both_languages_count_the_same_under_the_same_keys(client, addresses, courses):
    finnish, swedish = client.get(addresses["fi"]), client.get(addresses["sv"])
    assert counts(finnish) == counts(swedish) == {"iki-ryhma": 4, "muu": 1}
    assert names(finnish) == {"iki-ryhma": "IKI-ryhmä", "muu": "Muu"}
    assert names(swedish) == {"iki-ryhma": "IKI-gruppen", "muu": "Annan"}


@pytest.mark.parametrize("name", ["iki-ryhma", "IKI-ryhmä", "IKI-gruppen", "iki ryhmä", "iki-gruppen"])
def test_a_key_and_every_name_lead_to_the_same_things_and_the_switch_keeps_them(
    client, addresses, courses, name
):
    finnish = client.get(addresses["fi"], {"producer": name})
    swedish = client.get(addresses["sv"], {"producer": name})
    assert titles(finnish) == {"A", "C", "F", "H"}
    assert titles(swedish) == {"B", "C", "G", "H"}
    assert finnish.context["listing"].address == "/fi/kurssit/?producer=iki-ryhma"
    assert swedish.context["listing"].address == "/sv/kurser/?producer=iki-ryhma"
    switch = re.search(r'href="(/sv/kurser/\?producer=[^"]*)"', finnish.content.decode())
    assert switch
    assert titles(client.get(unescape(switch[1]))) == {"B", "C", "G", "H"}
    assert [chip.text for chip in swedish.context["listing"].chips] == ["IKI-gruppen"]


def test_what_nobody_is_called_is_passed_over(client, addresses, courses):
    answer = client.get(addresses["sv"], {"producer": "Ingen alls"})
    assert answer.context["listing"].passed_over == ["Producent: Ingen alls"]


def test_a_feed_and_a_saved_search_understand_old_names(client, addresses, courses, sign_in):
    feed = client.get(f"{addresses['fi']}syote/", {"producer": "IKI-gruppen"}).content.decode()
    assert feed.count("<entry") == 4
    assert "Tuottaja: IKI-ryhmä" in feed
    reader, user = sign_in("library staff")
    form = {"name": "IKI", "frequency": "weekly"}
    reader.post(f"{addresses['sv']}sparade/ny/?producer=IKI-ryhm%C3%A4", form)
    assert user.saved_searches.get().query == "producer=iki-ryhma"
    user.saved_searches.update(query="producer=IKI-ryhm%C3%A4")
    assert "IKI-gruppen" in reader.get(f"{addresses['sv']}sparade/").content.decode()


def test_a_workgroups_pages_tell_that_two_names_are_one_producers(client, homes, addresses):
    make_course(1, titles={"fi": "A"}, producers={"fi": "Digitutorit"})
    make_course(2, titles={"sv": "B"}, producers={"sv": "Digitutorerna"})
    make_course(3, titles={"fi": "C"}, producers={"fi": "Joku muu"})
    index_courses()
    assert counts(client.get(addresses["fi"])) == {"digitutorit": 1, "digitutorerna": 1, "joku-muu": 1}
    group = WorkgroupPageFactory(parent=WorkgroupIndexPageFactory(parent=homes.fi), title="Digitutorit")
    translate(group, homes.sv.locale, title="Digitutorerna")
    for language in ("fi", "sv"):
        assert counts(client.get(addresses[language])) == {"digitutorit": 2, "joku-muu": 1}


def test_an_organiser_of_trainings_too(client, homes, addresses):
    index = TrainingIndexPageFactory.create(parent=homes.fi)
    page = TrainingPageFactory.create(parent=index, title="Ilta", organiser="IKI-ryhmä")
    translate(page, homes.sv.locale, title="Kväll", organiser="IKI-gruppen")
    assert titles(client.get(addresses["sv"], {"producer": "IKI-ryhmä"})) == {"Kväll"}
    assert titles(client.get(addresses["fi"], {"producer": "IKI-gruppen"})) == {"Ilta"}


def test_a_name_that_only_some_may_read_is_told_to_nobody(client, homes, addresses):
    index = TrainingIndexPageFactory.create(parent=homes.fi)
    page = TrainingPageFactory.create(parent=index, title="Ilta", organiser="IKI-ryhmä")
    secret = translate(page, homes.sv.locale, title="Kväll", organiser="Hemliga gruppen")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    make_course(1, titles={"fi": "A"}, producers={"fi": "IKI-ryhmä"})
    make_course(2, titles={"fi": "B"}, producers={"fi": "Muu"})
    index_courses()
    answer = client.get(addresses["sv"])
    assert names(answer)["iki-ryhma"] == "IKI-ryhmä"
    assert "Hemliga" not in answer.content.decode()
