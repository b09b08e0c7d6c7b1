"""Editors tend the search: synonyms, promotions, and what people searched and did not find."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from pages.search.editing import Promotion, Synonym, listed
from pages.search.missed import MissedSearch
from tests.factories.core import StandardPageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db

ROLES = ("stranger", "library staff", "group chair", "specialist")
VIEWS = {
    "search_synonyms:index": (),
    "search_synonyms:add": (),
    "search_synonyms:edit": ("synonym",),
    "search_promotions:index": (),
    "search_promotions:add": (),
    "search_promotions:edit": ("promotion",),
    "search_missed:index": (),
    "search_missed:delete": ("missed",),
}

SENSELESS_SYNONYMS = [
    ("", "", "at least two words"),
    (" , ;", "!", "at least two words"),
    ("kortti", "", "at least two words"),
    ("kortti, KORTTI", "", "at least two words"),
    ("kortti, Kirjasto", "kort", "“Kirjasto” is already in “kirjasto = bibliotek”"),
    ("lainaamo", "bibliotek", "“bibliotek” is already in"),
]


@pytest.fixture
def rows(homes):
    Synonym.objects.all().delete()  # those that every site begins with
    page = StandardPageFactory(parent=homes.fi, title="Kortit")
    return {
        "synonym": Synonym.objects.create(finnish="kirjasto", swedish="bibliotek"),
        "promotion": Promotion.objects.create(words="kortti", locale="fi", page=page),
        "missed": MissedSearch.objects.create(words="lapsiparkki & co", locale="sv", count=12),
    }


@pytest.mark.parametrize("role", ROLES)
def test_only_specialists_tend_the_search(rows, role):
    client = signed_in(role)
    for view, names in VIEWS.items():
        answer = client.get(reverse(view, args=[rows[name].pk for name in names]))
        assert (answer.status_code == 200) == (role == "specialist"), view
    for view, name in (("search_missed:delete", "missed"), ("search_synonyms:delete", "synonym")):
        client.post(reverse(view, args=[rows[name].pk]))
    left = (MissedSearch.objects.count(), Synonym.objects.count())
    assert left == ((0, 0) if role == "specialist" else (1, 1))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_report_leads_to_filled_in_forms_and_is_exported(rows, language):
    client = signed_in("specialist", language)
    page = client.get(reverse("search_missed:index"))
    assert page.status_code == 200
    cell = next(line for line in page.content.decode().split("<tr") if "lapsiparkki" in line)
    assert "?swedish=lapsiparkki+%26+co" in cell
    synonym = client.get(reverse("search_synonyms:add"), {"swedish": "lapsiparkki & co"})
    assert 'value="lapsiparkki &amp; co"' in synonym.content.decode()
    assert "?words=lapsiparkki+%26+co&amp;locale=sv" in cell
    promotion = client.get(reverse("search_promotions:add"), {"words": "x" * 9999, "locale": "sv"})
    assert '<option value="sv" selected>' in promotion.content.decode()
    export: Any = client.get(reverse("search_missed:index"), {"export": "csv"})
    assert b"lapsiparkki & co,12," in b"".join(export.streaming_content)


def test_a_specialist_adds_a_synonym_and_a_promotion(rows):
    client = signed_in("specialist")
    client.post(
        reverse("search_synonyms:add"), {"finnish": " kortti ,Kortti,,  lainauskortti", "swedish": "kort"}
    )
    assert Synonym.objects.filter(finnish="kortti, lainauskortti", swedish="kort").exists()
    page = rows["promotion"].page
    values = {"words": "lainauskortti", "locale": "fi", "page": page.pk, "course": "", "sort_order": 0}
    client.post(reverse("search_promotions:add"), values)
    assert Promotion.objects.filter(words="lainauskortti", page=page).exists()


def test_a_synonym_that_means_nothing_or_twice_is_refused(rows):
    for finnish, swedish, says in SENSELESS_SYNONYMS:
        with override("en"), pytest.raises(ValidationError, match=says):
            Synonym(finnish=finnish, swedish=swedish).full_clean()


def test_a_promotion_that_makes_no_sense_is_refused(rows, indexed_course):
    page, course = rows["promotion"].page, indexed_course(1, "Kortit")
    usual = {"words": "lainauskortti", "locale": "fi", "page": page}
    Promotion(**usual).full_clean()
    for changes, says in (
        ({"words": " ,! "}, "at least one word"),
        ({"page": None}, "either a page or a course"),
        ({"course": course}, "either a page or a course"),
        ({"locale": "sv"}, "in the other language"),
        ({"words": "muuta, KORTTI"}, "already promoted"),
        ({"sort_order": -1}, "greater than or equal to 0"),
    ):
        with override("en"), pytest.raises(ValidationError, match=says):
            Promotion(**usual | changes).full_clean()


def test_a_list_is_read_as_it_is_written_each_word_once():
    assert listed("b,  a  c ,B\n d,, -") == ("b", "a c", "d")
