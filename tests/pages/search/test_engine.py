"""What the engine finds for a reader's words, and in which order."""

from datetime import timedelta
from time import perf_counter

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages.search.engine import find, marks
from pages.search.models import Entry, Promotion, Synonym
from pages.search.suggestions import suggest
from tests.factories.core import StandardPageFactory, make_homes, translate
from tests.pages.search.things import found, make_course

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "\0",
    "digi\0tuki",
    "!?; – ”",
    "\ud800",
    "\u202e\ud7ff\ufffe",
    "💥",
    "kirjasto" * 40,
    "ä" * 10_000,
    "a " * 5_000,
    "kirjasto " * 2_000,
    "'; DROP TABLE search_entry; --",
    "<script>alert(1)</script>",
    "%s %d %(x)s",
    "ja on se",
]


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    """A few pages in both languages and a course, made once for all tests of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_library()
        transaction.set_rollback(True)


def make_library():
    homes = make_homes()
    for title, lead, text in [
        ("Pakopeli: kadonnut kirjastokortti", "Peli neljännelle luokalle.", "Etsitään kortti."),
        ("Uuden työntekijän opas", "Kirjaston kortti ja avaimet.", "Ensimmäinen päivä töissä."),
        ("Saavutettavuusseloste", "Miten sivusto toimii kaikille.", "Ota yhteyttä."),
        ("Työryhmät", "Verkostot ja ryhmät.", "Ryhmät kokoontuvat kirjastoissa."),
        ("Moodlen ohje", "Kirjaudu sisään.", "Salasana."),
    ]:
        StandardPageFactory(parent=homes.fi, title=title, lead=lead, body=[("text", f"<p>{text}</p>")])
    cards = Entry.objects.get(title__startswith="Pakopeli").page.specific
    translate(cards, homes.sv.locale, title="Det försvunna bibliotekskortet", lead="Ett spel.", slug="spel")
    make_course(1, fi="Digituki kirjastoissa", sv="Digitalt stöd på biblioteken", key="xyzzyavain")
    return homes


AS_WRITTEN = [
    ("saavutettavuusselosteen", "fi", "Saavutettavuusseloste"),
    ("kirjastokorttien", "fi", "Pakopeli: kadonnut kirjastokortti"),
    ("saavutettavuuden seloste", "fi", "Saavutettavuusseloste"),
    ("tyoryhmien", "fi", "Työryhmät"),
    ("työrymät", "fi", "Työryhmät"),
    ("saavutetavuus", "fi", "Saavutettavuusseloste"),
    ("saavutettav", "fi", "Saavutettavuusseloste"),
    ("moodlessa", "fi", "Moodlen ohje"),
    ("digitalt stöd", "fi", "Digituki kirjastoissa"),
    ("arbetsgrupper", "fi", "Työryhmät"),
    ("bibliotekskorten", "sv", "Det försvunna bibliotekskortet"),
    ("bibliotekets kort", "sv", "Det försvunna bibliotekskortet"),
    ("forsvunnet bibliotekskort", "sv", "Det försvunna bibliotekskortet"),
    ("kirjastokortti", "sv", "Det försvunna bibliotekskortet"),
    ("digituki", "sv", "Digitalt stöd på biblioteken"),
]


def test_words_as_people_write_them(library):
    for words, locale, first in AS_WRITTEN:
        assert found(words, locale)[:1] == [first], words


def test_a_compound_is_found_by_its_parts_and_its_parts_by_it(library):
    both = {"Pakopeli: kadonnut kirjastokortti", "Uuden työntekijän opas"}
    assert set(found("kirjastokortti")) == set(found("kirjaston kortti")) == both
    assert found("kortti")[0] == "Pakopeli: kadonnut kirjastokortti"


def test_all_words_and_where_none_has_all_those_that_have_most(library):
    assert found("opas kirjasto") == ["Uuden työntekijän opas"]
    assert found("kadonnut kortti saari") == ["Pakopeli: kadonnut kirjastokortti"]
    assert found("saari") == []


def test_mistyped_words_are_told_and_words_of_the_language_are_not_corrected(library):
    assert find("kirjastokortit ja työrymät", "fi").corrected == "kirjastokortit työryhmät"
    assert find("tyoryhmat", "fi").corrected == ""
    assert find("verhoaja", "fi").corrected == ""


def test_words_whose_base_form_says_nothing_do_not_find_every_text(library):
    for number, text in enumerate(("Kortteja olisi.", "Kortit olivat omat.", "Tässä ovat kaikille olevat.")):
        title, slug = f"Sivu {number}", f"sivu-{number}"
        StandardPageFactory(parent=library.fi, title=title, slug=slug, body=[("text", f"<p>{text}</p>")])
    for words in ("olematon", "olemattomat", "ollut", "olemme", "itse omaan", "muiden", "on"):
        assert found(words) == [], words
    assert find("olematon", "fi").is_near is False
    assert found("olisi kaikille kortteja") == found("kortteja")
    assert len(found("olisi kaikille kortteja")) == 4


def test_words_that_deny_are_not_found_by_what_they_deny_and_what_lacks_something_is(library):
    reading = [("Lukeminen kannattaa", "lukeminen"), ("Esteet pois", "esteet")]
    for title, slug in reading:
        StandardPageFactory(parent=library.fi, title=title, slug=slug, lead="Luetaan yhdessä.")
    assert found("lukematon") == []
    assert found("esteetön") == ["Esteet pois"]


def test_a_compound_is_not_found_by_a_part_that_says_nothing(library):
    make_course(7, sv="Tillgänglighet")
    assert found("tillverkning", "sv") == []


def test_swedish_nouns_are_not_found_by_what_only_looks_like_their_plural(library):
    make_course(7, sv="Papper och pennor")
    make_course(8, sv="Skyltar och termer")
    make_course(9, sv="Papp")
    assert found("papp", "sv") == ["Papp"]
    assert found("pappret", "sv") == found("papper", "sv") == ["Papper och pennor"]
    assert found("skylt", "sv") == found("term", "sv") == ["Skyltar och termer"]


def test_a_title_is_exact_with_all_of_its_words(library):
    for title, slug in (("Kirjastolehti", "a"), ("Lehti kaikille", "b"), ("Lehti", "c")):
        StandardPageFactory(parent=library.fi, title=title, slug=slug)
    assert found("lehti kaikille")[0] == "Lehti kaikille"
    assert found("lehti")[0] == "Lehti"


def test_exact_titles_first_then_titles_and_the_current_before_the_past(library):
    for title, lead in [
        ("Vinkkausillan ohjelma", "Kaikki vinkkausillasta."),
        ("Muuta", "Vinkkausilta ja vinkkausilta."),
        ("Vinkkausilta", ""),
        ("Mennyt vinkkausilta", ""),
        ("Tuleva vinkkausilta", ""),
    ]:
        StandardPageFactory(parent=library.fi, title=title, lead=lead)
    past = timezone.now() - timedelta(days=1)
    Entry.objects.filter(title="Mennyt vinkkausilta").update(ends=past)
    answer = found("vinkkausilta")
    assert answer[0] == "Vinkkausilta"
    assert answer.index("Tuleva vinkkausilta") < answer.index("Mennyt vinkkausilta")
    assert answer[-1] in ("Muuta", "Mennyt vinkkausilta")


def test_what_editors_promote_comes_first_for_their_words_in_any_form(library):
    guide = Entry.objects.get(title="Uuden työntekijän opas").page
    course = Entry.objects.get(title="Digituki kirjastoissa").course
    Promotion.objects.create(words="kadonnut kortti", locale="fi", course=course, sort_order=2)
    promotion = Promotion.objects.create(words="kadonnut kortti", locale="fi", page=guide, sort_order=1)
    assert found("kadonneet kortit")[:3] == [
        "Uuden työntekijän opas",
        "Digituki kirjastoissa",
        "Pakopeli: kadonnut kirjastokortti",
    ]
    assert "Uuden työntekijän opas" not in found("kadonnut kirjastokortti peli")
    promotion.delete()
    assert found("kadonneet kortit")[0] == "Digituki kirjastoissa"
    with pytest.raises(ValidationError):
        Promotion(words="kortti", locale="fi").full_clean()


def test_the_readers_own_word_and_language_come_before_a_rarer_word_of_the_other(library):
    for number in range(5):
        StandardPageFactory(parent=library.fi, title=f"Kirjavinkkaus {number}", slug=f"vinkki-{number}")
    make_course(2, sv="Bokprat")
    hits = found("kirjavinkkaus")
    assert hits[-1] == "Bokprat"
    assert len(hits) == 6
    assert found("bokprat")[0] == "Bokprat"


def test_synonyms_of_editors_work_both_ways_and_at_once(library):
    assert found("inre arbetsplats", "fi") == []
    Synonym.objects.create(finnish="pakopeli, pakohuone", swedish="escape room")
    for words in ("pakohuoneet", "Escape room"):
        assert found(words) == ["Pakopeli: kadonnut kirjastokortti"], words
    with pytest.raises(ValidationError):
        Synonym(finnish="yksi").clean()


def test_keys_are_in_no_index(library):
    assert found("xyzzyavain") == []
    assert suggest("xyzzy", "fi") == []


def test_words_are_marked_whatever_their_form(library):
    answer = find("kirjastokortti", "fi")
    text = "Kirjastokortin löytäjä, kortti ja Kirjaston kuva"
    marked = [text[start:end] for start, end in marks(text, answer, "fi")]
    assert marked == ["Kirjastokortin", "kortti", "Kirjaston"]
    assert marks("Mitään ei ole.", answer, "fi") == []


def test_suggestions_tell_nothing_of_what_only_some_may_read(library):
    hidden = StandardPageFactory(parent=library.fi, title="Salainen vuosikello")
    assert suggest("vuosik", "fi") == ["vuosikello", "Salainen vuosikello"]
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert suggest("vuosik", "fi") == []
    assert find("vuosikelo", "fi").corrected == ""
    assert suggest("kirjastok", "fi") == ["kirjastokortti", "Pakopeli: kadonnut kirjastokortti"]
    assert suggest("uuden työ", "fi")[-1] == "Uuden työntekijän opas"


def test_hostile_words_are_answered_at_once(library):
    for words in HOSTILE:
        before = perf_counter()
        find(words, "fi")
        suggest(words, "sv")
        assert perf_counter() - before < 5, words


def test_an_answer_takes_few_queries_and_a_second_one_fewer(library):
    def queries(words: str) -> int:
        with CaptureQueriesContext(connection) as taken:
            find(words, "fi")
        return len(taken)

    find("kortti", "fi")
    assert queries("kirjastokortti") == 3  # the version, the terms, what the order goes by
    assert queries("työrymät") <= 8
    assert queries("työrymät") == 6
