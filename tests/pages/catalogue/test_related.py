"""What is related to courses, materials and trainings: found by the site, pinned by editors."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from cms.accounts.roles import SPECIALISTS
from integrations.liboppi.models import Course, Visibility
from pages.catalogue.models import Pin, Pinboard
from pages.core.findable import Kind
from pages.search.entries import write_courses, write_page
from pages.search.models import Entry, IndexState
from tests.factories.core import StandardPageFactory, translate
from tests.factories.materials import MaterialIndexPageFactory, MaterialPageFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory, session
from tests.integrations.liboppi.admin_catalogue import make_category, make_course, signed_in

pytestmark = pytest.mark.django_db
PINNED = {"fi": "Toimitus suosittelee", "sv": "Redaktionen rekommenderar"}


class Shelf:
    """Courses, materials and trainings of the Finnish tree, listed by theme or category."""

    def __init__(self, homes: Any, addresses: dict[str, str]) -> None:
        self.addresses, self.swedish = addresses, homes.sv.locale
        self.materials = MaterialIndexPageFactory.create(parent=homes.fi)
        self.trainings = TrainingIndexPageFactory.create(parent=homes.fi)
        self.categories = {"digi": make_category(1, fi="Digitaidot"), "ruoka": make_category(2, fi="Ruoka")}

    def course(self, number: int, title: str, category: str) -> str:
        course = make_course(number, titles={"fi": title}, category=self.categories[category])
        write_courses([course])
        return f"{self.addresses['fi']}{number}/"

    def material(self, title: str, *themes: str) -> Any:
        page = MaterialPageFactory.create(parent=self.materials, title=title)
        return self._listed(page, Kind.MATERIAL, themes)

    def training(self, title: str, *themes: str, hours: int = 48) -> Any:
        page = TrainingPageFactory.create(parent=self.trainings, title=title, sessions=[session(hours)])
        entry = self._listed(page, Kind.TRAINING, themes)
        Entry.objects.filter(page=page).update(ends=page.schedule[-1].ends)
        return entry

    def _listed(self, page: Any, kind: Kind, themes: tuple[str, ...]) -> Any:
        write_page(page)
        Entry.objects.filter(page=page).update(kind=kind, facets={"theme": list(themes)})
        return page


@pytest.fixture
def shelf(homes, addresses) -> Shelf:
    return Shelf(homes, addresses)


def related(client, address) -> dict[str, list[str]]:
    """The titles under each heading of the page's related items."""
    shown = client.get(address).content.decode().partition('<div class="related')[2].partition("</main>")[0]
    sections = shown.split("<h2")[1:]
    return {
        re.sub("<[^>]*>", "", section.partition(">")[2].partition("</h2>")[0]).strip(): re.findall(
            r'card__title"><a[^>]*>([^<]*)', section
        )
        for section in sections
    }


def pin(where: dict[str, Any], *pinned: dict[str, Any]) -> Pinboard:
    board = Pinboard.objects.create(**where)
    for order, one in enumerate(pinned):
        Pin.objects.create(board=board, sort_order=order, **one)
    return board


def test_what_shares_a_theme_a_category_or_rare_words_is_related_and_nothing_else(shelf, client):
    digi = shelf.course(1, "Tietoturvan perusteet", "digi")
    for number in range(2, 7):
        shelf.course(number, f"Kurssi {number}", "digi")
    shelf.course(7, "Keittiön niksit", "ruoka")
    page = shelf.material("Tietoturvapeli", "digitaidot")
    shelf.material("Lorupussi", "lastenkirjasto")
    shelf.training("Kevään webinaari", "digitaidot")
    shelf.training("Syksyn webinaari", "digitaidot", hours=-48)
    found = related(client, digi)
    assert found["Materiaaleja tälle kurssille"] == ["Tietoturvapeli"]
    assert found["Koulutuksia tästä teemasta"] == ["Kevään webinaari"]
    assert len(found["Samankaltaisia kursseja"]) == 3
    assert "Keittiön niksit" not in str(found)
    assert related(client, digi) == found
    found = related(client, page.url)
    assert found["Kursseja tästä teemasta"][0] == "Tietoturvan perusteet"
    assert "Materiaaleja tästä teemasta" not in found


def test_a_thing_that_shares_little_has_two_others_under_a_modest_heading(shelf, client):
    page, secret = shelf.material("Lorupussi"), shelf.material("Salaisuus")
    others = [shelf.material(f"Messuopas {number}") for number in range(12)]
    alike = [shelf.material(f"Seikkailu {number}") for number in range(12)]
    Entry.objects.filter(page__in=[page, secret, *alike]).update(facets={"target": ["lapset"]})
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    IndexState.raise_version()
    found = related(client, page.url)
    assert list(found) == ["Katso myös"]
    assert len(found["Katso myös"]) == 2
    assert set(found["Katso myös"]) <= {one.title for one in alike}
    Entry.objects.filter(page__in=alike).delete()
    IndexState.raise_version()
    left = related(client, page.url)["Katso myös"]
    assert len(left) == 2
    assert set(left) <= {one.title for one in others}


@pytest.mark.parametrize(
    ("role", "is_shown"), [("stranger", False), ("library staff", False), ("specialist", True)]
)
def test_nobody_is_told_of_what_they_may_not_read(shelf, role, is_shown):
    page, secret = shelf.material("Etsivät", "digi"), shelf.material("Salainen", "digi")
    pinned = shelf.material("Nostettu salaisuus")
    pin({"page": page}, {"page": pinned})
    for hidden in (secret, pinned):
        restriction = PageViewRestriction.objects.create(page=hidden, restriction_type="groups")
        restriction.groups.set(Group.objects.filter(name=SPECIALISTS))
    signed_in("specialist").get(page.url)  # what is kept for one reader is not shown to another
    found = str(related(signed_in(role), page.url))
    assert ("Salainen" in found, "Nostettu salaisuus" in found) == (is_shown, is_shown)


def test_pins_come_first_in_their_order_in_both_languages_and_once(shelf, client, homes):
    address = shelf.course(1, "Tietoturva", "digi")
    course = Course.objects.get(moodle_id=1)
    near, page = (
        shelf.material("Tietoturvapeli", "digi"),
        StandardPageFactory.create(parent=homes.fi, title="Ohje"),
    )
    write_page(translate(page, shelf.swedish, title="Anvisning"))
    assert PINNED["fi"] not in related(client, address)
    board = pin({"course": course}, {"page": page}, {"page": near})
    found = related(client, address)
    assert next(iter(found)) == PINNED["fi"]
    assert found[PINNED["fi"]] == ["Ohje", "Tietoturvapeli"]
    assert "Materiaaleja tälle kurssille" not in found
    swedish = related(client, f"{shelf.addresses['sv']}1/")
    assert swedish[PINNED["sv"]] == ["Anvisning"]
    board.delete()
    assert PINNED["fi"] not in related(client, address)


def test_a_pin_on_a_page_shows_on_its_translation_and_a_hidden_course_does_not(shelf, client):
    page = shelf.material("Vinkit")
    swedish = translate(page, shelf.swedish, title="Tips")
    shelf.course(1, "Tietoturva", "digi")
    course = Course.objects.get(moodle_id=1)
    pin({"page": page}, {"course": course})
    assert related(client, swedish.url) == {PINNED["sv"]: ["Tietoturva"]}
    course.own_visibility = Visibility.HIDDEN
    course.save()
    write_courses([course])
    assert related(client, swedish.url) == {}


def test_related_items_cost_two_queries_when_they_are_known(shelf, client, django_assert_max_num_queries):
    page = shelf.material("Tietoturvapeli", "digi")
    for number in range(6):
        shelf.material(f"Tietoturva {number}", "digi")
    client.get(page.url)
    with django_assert_max_num_queries(40) as many:
        client.get(page.url)
    Entry.objects.all().delete()
    client.get(page.url)
    with django_assert_max_num_queries(40) as few:
        client.get(page.url)
    assert len(many) - len(few) <= 1
    assert sum("search_indexstate" in query["sql"] for query in few.captured_queries) == 1


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("stranger", False),
        ("library staff", False),
        ("group chair", False),
        ("specialist", True),
        ("superuser", True),
    ],
)
def test_specialists_pin_in_the_admin(shelf, role, may):
    page, course_address = shelf.material("Vinkit"), shelf.course(1, "Tietoturva", "digi")
    course = Course.objects.get(moodle_id=1)
    admin, address = signed_in(role), "/admin/snippets/catalogue/pinboard/"
    data = {
        "page": page.pk,
        "course": "",
        "pins-TOTAL_FORMS": 1,
        "pins-INITIAL_FORMS": 0,
        "pins-MIN_NUM_FORMS": 1,
        "pins-MAX_NUM_FORMS": 6,
        "pins-0-page": "",
        "pins-0-course": course.pk,
        "pins-0-ORDER": 1,
    }
    answer = admin.post(f"{address}add/", data)
    assert Pinboard.objects.exists() is may
    if not may:
        assert answer.status_code == 302
        return
    assert "Vinkit" in admin.get(address).content.decode()
    assert related(admin, page.url)[PINNED["fi"]] == ["Tietoturva"]
    for wrong in ({}, {"course": course.pk}, {"page": ""}, {"pins-0-page": page.pk}, {"pins-0-course": ""}):
        assert admin.post(f"{address}add/", data | wrong).status_code == 200, wrong
    assert Pinboard.objects.count() == 1
    assert course_address
