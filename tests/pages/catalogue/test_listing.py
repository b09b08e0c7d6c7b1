"""The one list of courses, materials and trainings: what is found, counted, chosen and followed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from lxml import etree
from wagtail.models import PageViewRestriction

from integrations.liboppi.models import Course
from pages.catalogue.asked import Asked, describe, entries
from pages.catalogue.models import CataloguePage, CourseSubjects
from pages.core.findable import Kind
from pages.search.entries import write_page
from pages.search.missed import MissedSearch
from pages.search.models import Entry, IndexState
from tests.factories.core import make_alias, make_homes, translate
from tests.factories.materials import (
    MaterialIndexPageFactory,
    MaterialPageFactory,
    TargetGroupFactory,
    ThemeFactory,
)
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.integrations.liboppi.admin_catalogue import make_category, make_course, signed_in
from tests.pages.catalogue.answers import cards_of, index_courses, text_of

pytestmark = pytest.mark.django_db

FI, SV = "/fi/kurssit/", "/sv/kurser/"
ATOM = "{http://www.w3.org/2005/Atom}"
OPEN_TO_ALL = {"Digituki alkuun", "Digituki jatkoon", "Lukupiirin opas", "Satutunti", "Digikahvit", "Messut"}
HOSTILE = [
    {"q": "\0"},
    {"q": '" OR *'},
    {"q": "x" * 3000},
    {"q": "<script>alert(1)</script>"},
    {"category": "9" * 60},
    {"theme": ["\0", "<b>", "' OR 1=1 --"]},
    {"language": [str(number) for number in range(900)]},
    {"kind": "page"},
    {"sort": "uses; DROP TABLE"},
    {"page": "-3"},
    {"page": "9" * 60},
    {"state[]": "open"},
]


@pytest.fixture(scope="module")
def shelf(django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    """Two courses, two materials and two trainings for everybody, and a material for staff; made once."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _shelf()
        transaction.set_rollback(True)


def _shelf() -> dict[str, Any]:
    homes = make_homes()
    page = homes.fi.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit"))
    translate(page, homes.sv.locale, title="Kurser", slug="kurser")
    upper = make_category(1, fi="Digitaidot", sv="Digitala färdigheter")
    lower = make_category(2, parent=upper, fi="Digituki", sv="Digitalt stöd")
    modified = datetime(2026, 1, 1, tzinfo=UTC)
    make_course(
        11, titles={"fi": "Digituki alkuun"}, category=upper, producers={"fi": "AKE"}, modified=modified
    )
    make_course(
        12, titles={"fi": "Digituki jatkoon", "sv": "Digistöd 2"}, category=lower, key_required=True,
        modified=modified + timedelta(days=1), keys=[("summary", "salasana")],
    )  # fmt: skip
    devices = ThemeFactory.create(name="Laitteet", slug="laitteet")
    seniors = TargetGroupFactory.create(name="Ikäihmiset", slug="seniors")
    CourseSubjects.objects.create(category=upper, themes=[devices], target_groups=[seniors])
    index_courses()
    reading = ThemeFactory.create(name="Lukeminen", slug="lukeminen")
    reading.copy_for_translation(homes.sv.locale).save()
    type(reading).objects.filter(locale=homes.sv.locale).update(name="Läsning")
    bank = MaterialIndexPageFactory.create(parent=homes.fi)
    guide = MaterialPageFactory.create(parent=bank, title="Lukupiirin opas", themes=[reading], library="AKE")
    MaterialPageFactory.create(
        parent=bank, title="Satutunti", kind="template", material_languages=["fi", "sv"]
    )
    secret = MaterialPageFactory.create(parent=bank, title="Henkilöstön opas")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    guide.save_revision().publish()
    make_alias(bank, homes.sv.locale)
    write_page(make_alias(guide, homes.sv.locale))
    trainings = TrainingIndexPageFactory.create(parent=homes.fi)
    TrainingPageFactory.create(
        parent=trainings, title="Digikahvit", upcoming=True, is_remote=True, organiser="AKE",
        themes=[devices], target_groups=[seniors],
    )  # fmt: skip
    TrainingPageFactory.create(parent=trainings, title="Messut", past=True)
    return {"upper": upper, "lower": lower, "guide": guide}


def titles(answer: Any) -> list[str]:
    return [re.sub("</?mark>", "", card.title) for card in cards_of(answer)]


def facets(answer: Any) -> dict[str, dict[str, int]]:
    offered = answer.context["listing"].filters.facets
    return {
        one.facet.name: {option.option.value: option.option.count for option in one.options}
        for one in offered
    }


class TestWhatIsListed:
    def test_is_courses_materials_and_trainings_that_the_reader_may_see(self, client, shelf):
        assert set(titles(client.get(FI))) == OPEN_TO_ALL
        assert set(titles(signed_in("library staff").get(FI))) == OPEN_TO_ALL | {"Henkilöstön opas"}

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ({"kind": "course"}, {"Digituki alkuun", "Digituki jatkoon"}),
            ({"kind": ["material", "training"]}, OPEN_TO_ALL - {"Digituki alkuun", "Digituki jatkoon"}),
            ({"category": "1"}, {"Digituki alkuun", "Digituki jatkoon"}),
            ({"category": "2"}, {"Digituki jatkoon"}),
            ({"theme": "lukeminen"}, {"Lukupiirin opas"}),
            ({"language": "sv"}, {"Digituki jatkoon", "Satutunti"}),
            ({"producer": "ake"}, {"Digituki alkuun", "Digikahvit", "Lukupiirin opas"}),
            ({"target": "seniors"}, {"Digituki alkuun", "Digituki jatkoon", "Digikahvit"}),
            ({"theme": "laitteet"}, {"Digituki alkuun", "Digituki jatkoon", "Digikahvit"}),
            ({"kind": "course", "theme": "laitteet"}, {"Digituki alkuun", "Digituki jatkoon"}),
            ({"material": ["guide", "template"]}, {"Lukupiirin opas", "Satutunti"}),
            ({"format": "remote"}, {"Digituki alkuun", "Digituki jatkoon", "Digikahvit"}),
            ({"state": "key"}, {"Digituki jatkoon"}),
            ({"state": ["open", "soon"]}, {"Digituki alkuun", "Digikahvit"}),
            ({"state": "past"}, {"Messut"}),
            ({"state": "closed"}, set()),
            ({"q": "digituki", "category": "1"}, {"Digituki alkuun", "Digituki jatkoon"}),
            ({"kind": "course", "theme": "lukeminen"}, set()),
        ],
    )
    def test_is_narrowed(self, client, shelf, query, expected):
        assert set(titles(client.get(FI, query))) == expected

    def test_is_sorted(self, client, shelf):
        assert titles(client.get(FI, {"sort": "title"})) == sorted(OPEN_TO_ALL)
        assert titles(client.get(FI, {"kind": "course"})) == ["Digituki jatkoon", "Digituki alkuun"]
        by_start = titles(client.get(FI, {"sort": "starts"}))
        assert (by_start[0], by_start[-1]) == ("Digikahvit", "Messut")

    def test_says_the_language_where_it_is_another(self, client, shelf):
        cards = {card.title: card.language for card in cards_of(client.get(SV))}
        assert cards == {"Digituki alkuun": "fi", "Digistöd 2": "", "Lukupiirin opas": "fi"}
        assert 'href="/sv/kurser/11/" hreflang="fi" lang="fi">Digituki alkuun' in text_of(client.get(SV))

    def test_tells_no_key(self, client, shelf):
        assert titles(client.get(FI, {"q": "salasana"})) == []
        assert "salasana" not in text_of(client.get(FI)) + text_of(client.get(f"{FI}syote/"))

    def test_that_is_empty_says_what_to_do(self, client, shelf):
        body = text_of(client.get(FI, {"q": "olematonsana"}))
        assert '<div class="empty-state">' in body
        assert f'href="{FI}"' in body


class TestFacets:
    @pytest.mark.parametrize(
        ("role", "query"),
        [
            ("stranger", {"language": "fi"}),
            ("stranger", {"theme": "laitteet"}),
            ("stranger", {"producer": "ake", "format": "remote"}),
            ("library staff", {"target": "seniors", "kind": "course"}),
            ("library staff", {"q": "opas"}),
            ("library staff", {"kind": ["material", "training"], "language": "sv"}),
        ],
    )
    def test_every_count_is_that_of_the_list_it_leads_to(self, shelf, role, query):
        reader = signed_in(role)
        answer = reader.get(FI, query)
        counts = facets(answer)
        tabs = {tab.kind: tab.count for tab in answer.context["listing"].tabs if tab.kind}
        assert sum(tabs.values())
        for facet, options in {**counts, "kind": tabs}.items():
            for value, count in options.items():
                led_to = reader.get(FI, {**query, facet: value})
                assert led_to.context["listing"].entries.paginator.count == count, (facet, value)

    def test_own_choices_leave_the_others_of_the_facet_open(self, client, shelf):
        assert facets(client.get(FI, {"kind": "material", "material": "guide"}))["material"] == {
            "guide": 1,
            "template": 1,
        }

    def test_nothing_is_offered_that_leaves_no_choice(self, client, shelf):
        offered = facets(client.get(FI, {"theme": "lukeminen"}))
        assert offered == {"theme": {"laitteet": 3, "lukeminen": 1}}

    def test_have_names_in_the_pages_language(self, client, shelf):
        body = text_of(client.get(SV))
        assert "Läsning" in body
        assert "Digitala färdigheter" in body
        assert '<div class="ds-field" data-depth="1">' in body

    def test_chosen_ones_can_be_taken_back(self, client, shelf):
        chips = (
            client.get(FI, {"q": "opas", "theme": "lukeminen", "kind": "material"}).context["listing"].chips
        )
        assert [(chip.text, chip.url.removeprefix(FI)) for chip in chips] == [
            ("opas", "?kind=material&theme=lukeminen"),
            ("Lukeminen", "?q=opas&kind=material"),
        ]


class TestTheAddress:
    def test_of_the_whole_is_for_search_engines_and_a_narrowed_one_is_not(self, client, shelf):
        assert 'name="robots"' not in text_of(client.get(FI))
        assert '<meta name="robots" content="noindex, follow">' in text_of(client.get(FI, {"q": "a"}))

    def test_with_what_is_not_known_says_so_and_ignores_it(self, client, shelf):
        answer = client.get(FI, {"theme": ["zzz", "lukeminen"], "category": "abc<b>"})
        assert titles(answer) == ["Lukupiirin opas"]
        assert "Teema: zzz; Kurssikategoria: abc&lt;b&gt;" in text_of(answer)

    @pytest.mark.parametrize("query", HOSTILE)
    @pytest.mark.parametrize("address", [FI, f"{SV}flode/"])
    def test_may_be_anything(self, client, shelf, query, address):
        answer = client.get(address, query)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()

    def test_asked_by_htmx_gives_the_changing_parts_and_the_canonical_address(self, client, shelf):
        answer = client.get(
            FI, {"q": "", "state": "open", "kind": "course", "sort": "newest"}, headers={"HX-Request": "true"}
        )
        body = text_of(answer)
        assert answer["HX-Push-Url"] == f"{FI}?kind=course&state=open"
        assert "HX-Request" in answer["Vary"]
        assert 'id="catalogue-list"' in body
        assert "<header" not in body.partition("<title>")[0]
        assert "<!doctype" not in body.lower()


class TestAsked:
    def test_is_the_same_however_it_is_written(self):
        one = Asked.from_query(QueryDict("language=sv&q=+digi%20&theme=b&theme=a&sort=best&page=3&x=1"), "fi")
        two = Asked.from_query(QueryDict("theme=a&theme=b&theme=a&q=digi&language=sv&language="), "fi")
        assert one == two
        assert hash(one) == hash(two)
        assert one.query_string == "q=digi&theme=a&theme=b&language=sv"
        assert Asked.from_query(QueryDict(one.query_string), "fi") == one

    def test_is_described_in_the_readers_language(self, shelf):
        asked = Asked.from_query(QueryDict("kind=course&theme=lukeminen&language=fi&q=digi"), "fi")
        with override("sv"):
            assert describe(asked) == "Kurser. Ord: ”digi”. Tema: Läsning. Språk: finska"

    def test_gives_strangers_what_strangers_may_see(self, shelf):
        pks = entries(Asked.from_query(QueryDict("kind=material&sort=title"), "fi"), None)
        assert [Entry.objects.get(pk=pk).title for pk in pks] == ["Lukupiirin opas", "Satutunti"]


class TestTheFeed:
    def test_has_the_newest_first_and_leads_to_them(self, client, shelf):
        answer = signed_in("library staff").get(f"{FI}syote/", {"kind": "course"})
        feed = etree.fromstring(answer.content)
        assert answer["Content-Type"].startswith("application/atom+xml")
        assert feed.findtext(f"{ATOM}title") == "Kurssit: Kurssit"
        assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [
            "Digituki jatkoon",
            "Digituki alkuun",
        ]
        assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "http://testserver/fi/kurssit/12/"
        for name in ("id", "updated", "author", "link"):
            assert feed.find(f"{ATOM}{name}") is not None
        assert all(entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry"))

    def test_shows_nobody_what_is_for_staff(self, shelf):
        assert "Henkilöstön opas" not in text_of(signed_in("library staff").get(f"{FI}syote/"))

    def test_is_told_of_on_the_page(self, client, shelf):
        body = text_of(client.get(FI, {"kind": "course"}))
        assert body.count(f'href="{FI}syote/?kind=course"') == 2

    def test_is_offered_where_nothing_is_found_yet(self, client, shelf):
        assert text_of(client.get(FI, {"q": "zzzz"})).count(f'href="{FI}syote/?q=zzzz"') == 2

    def test_is_renewed_by_htmx_and_so_is_the_way_to_the_other_language(self, client, shelf):
        body = text_of(client.get(FI, {"q": "digituki"}, headers={"HX-Request": "true"}))
        assert f'id="catalogue-feed" title="Kurssit" href="{FI}syote/?q=digituki"' in body
        assert f'href="{SV}?q=digituki" hreflang="sv"' in body
        named = re.search('hx-select-oob="([^"]*)"', text_of(client.get(FI))).group(1).split(",")
        assert {"#catalogue-feed", "#languages"} <= set(named)
        assert 'id="languages"' in text_of(client.get(FI))


class TestItsWords:
    def test_are_corrected_unless_the_reader_means_them_as_written(self, client, shelf):
        answer = client.get(FI, {"q": "digitkui", "kind": "course"})
        assert titles(answer) == ["Digituki jatkoon", "Digituki alkuun"]
        literal = re.search('id="search-literal"[^>]* href="([^"]*)"', text_of(answer)).group(1)
        literal = literal.replace("&amp;", "&")
        assert literal == f"{FI}?q=digitkui&exact=digitkui&kind=course"
        as_written = client.get(literal)
        assert titles(as_written) == []
        assert 'name="exact" value="digitkui"' in text_of(as_written)
        assert titles(client.get(FI, {"q": "digitkui", "exact": "other"})) != []

    def test_are_marked_in_what_they_find(self, client, shelf):
        assert "<mark>Digituki</mark> alkuun" in text_of(client.get(FI, {"q": "digituen"}))
        assert "<mark>" not in text_of(client.get(FI))

    def test_are_suggested_while_they_are_typed(self, client, shelf):
        field = re.search(
            r'<search-suggestions[^>]*src="([^"]*)"[^>]*> <input[^>]*id="catalogue-words"',
            text_of(client.get(FI)),
        )
        assert client.get(field.group(1), {"q": "digit"}).json()["suggestions"]

    def test_that_find_nothing_are_counted_once(self, client, shelf):
        client.get(FI, {"q": "lapsiparkki"})
        client.get(FI, {"q": "lapsiparkki", "state": "open"})
        client.get(FI, {"q": "digituki", "state": "closed"})
        client.get(FI, {"q": "soita 12345"})
        client.get(FI, {"q": "lapsiparkki"}, headers={"HX-Request": "true"})
        assert list(MissedSearch.objects.values_list("words", "locale", "count")) == [
            ("lapsiparkki", "fi", 2)
        ]


def bulk(size: int) -> None:
    """So many courses, in the index too."""
    modified = timezone.now()
    courses = Course.objects.bulk_create(
        Course(moodle_id=1000 + n, shortname=str(n), language="fi", url="https://liboppi.example/")
        for n in range(size)
    )
    Entry.objects.bulk_create(
        Entry(
            locale="fi",
            kind=Kind.COURSE,
            course=course,
            title=f"Kurssi {n}",
            language="fi",
            facets={"language": ["fi"], "producer": [f"Tuottaja {n % 40}"], "category": ["1"]},
            enrolment="open",
            published=modified,
        )
        for n, course in enumerate(courses)
    )
    IndexState.raise_version()


def test_costs_the_same_few_queries_for_ten_thousand(shelf):
    def queries(client: Client, **query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(FI, query).status_code == 200
        return len(captured)

    stranger = Client()
    stranger.get(FI)  # makes what is kept for all: content types, sites
    few = queries(stranger, language="fi")
    bulk(10_000)
    first = queries(stranger, language="fi")
    many = queries(stranger, language="fi")
    assert few == many <= 12
    assert first <= 15  # the entries and the names of what can be chosen are read anew
    assert "10\xa0006 tulosta" in stranger.get(FI).content.decode()
