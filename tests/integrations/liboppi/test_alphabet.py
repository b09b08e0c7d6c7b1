"""The order of texts: the same in Python and in the database."""

import random

import pytest
from django.db import connection
from django.db.models import F

from integrations.liboppi.alphabet import alphabetical, alphabetical_key
from integrations.liboppi.checks import check_collation
from integrations.liboppi.models import Course
from tests.integrations.liboppi.admin_catalogue import make_course

SORTED = [
    *("- alku", "”Lainaa”", "(Uusi) kurssi", "& muut", "10 vinkkiä", "2 vinkkiä"),
    *("à la carte", "aapinen", "Aapinen", "Alfa beta", "Alfa-beta", "alfabet"),
    *("Cafe", "café", "Cafén", "Digi tuki", "digituki", "Digitu\u00adki"),
    *("kaupunki", "Kaupunki", "kaupunki 2", "Måla", "Mäla", "nenä", "№ 1", "nolla"),
    *("Ryhmä", "Rühmä b", "ryhmä c", "sahani", "šakki", "salaatti"),
    *("Vuosi", "waka", "yö", "zen"),
    *("Åbo", "åka", "ælva", "älä", "Äänikirja", "äänite", "øl", "Öljy", "örat"),
    "Библиотека",
]


@pytest.fixture
def shuffled() -> list[str]:
    """SORTED in another order."""
    return random.Random(1).sample(SORTED, len(SORTED))


def test_is_that_of_finnish_and_swedish(shuffled):
    assert sorted(shuffled, key=alphabetical_key) == SORTED


@pytest.mark.django_db
def test_of_the_database_is_the_same(shuffled):
    for number, title in enumerate(shuffled, start=1):
        Course.objects.create(
            moodle_id=number, shortname=title, language="fi", url="https://liboppi.example/"
        )
    in_order = Course.objects.order_by(alphabetical("shortname"))
    assert list(in_order.values_list("shortname", flat=True)) == SORTED
    falling = Course.objects.order_by(alphabetical("shortname").desc())
    assert list(falling.values_list("shortname", flat=True)) == SORTED[::-1]


@pytest.mark.django_db
def test_of_titles_holds_whoever_wrote_them():
    for number, title in enumerate(("Öljy", "zen", "Äly", "Åbo", "ananas"), start=1):
        make_course(number, titles={"sv": title})
    titled = Course.objects.with_shown_title("fi").order_by(F("shown_title"))
    assert [course.shown_title for course in titled] == ["ananas", "zen", "Åbo", "Äly", "Öljy"]


def test_takes_a_letter_and_its_dots_for_one():
    assert sorted(["a\u0308la", "zen", "åka"], key=alphabetical_key) == ["zen", "åka", "a\u0308la"]


@pytest.mark.django_db
class TestTheCheck:
    def test_finds_no_fault_with_the_databases_of_the_tests(self):
        assert check_collation(databases=["default"]) == []
        assert check_collation(databases=None) == []

    def test_names_the_database_that_lacks_the_collation_and_the_remedy(self, monkeypatch):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite gets the collation from the plugin itself.")
        monkeypatch.setattr("integrations.liboppi.checks.COLLATION", "xx-x-icu")
        (error,) = check_collation(databases=["default"])
        assert (error.id, "'default'" in error.msg, "ICU" in str(error.hint)) == ("liboppi.E003", True, True)
