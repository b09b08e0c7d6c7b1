"""Base forms of Finnish and Swedish words, and the files that they come from."""

import json
import logging
from pathlib import Path

import pytest

from pages.search.lexicon import analyse, fold, is_stop_word, words_of
from pages.search.lexicon.files import opened, path_of
from pages.search.lexicon.transducer import Transducer

# What kfst's own reader says of some words with the same transducer.
VOIKKO = json.loads((Path(__file__).parent / "voikko_answers.json").read_text(encoding="utf-8"))

FINNISH = [
    ("kirjastokortin", {"kirjastokortti"}, {"kirjasto", "kortti"}),
    ("lastenkirjastotyöhön", {"lastenkirjastotyö"}, {"lapsi", "kirjasto", "työ"}),
    ("saavutettavuutta", {"saavutettavuus"}, set()),
    ("kouluttajille", {"kouluttaja"}, set()),
    ("vertaistukea", {"vertaistuki"}, {"vertais", "tuki"}),
    ("Naantalissa", {"naantali"}, set()),
    ("xyzzy", set(), set()),
]
SWEDISH = [
    ("bibliotekskort", {"bibliotekskort"}, {"bibliotek", "kort"}),
    ("arbetsgruppernas", {"arbetsgrupp"}, {"arbete", "grupp"}),
    ("webbkursen", {"webbkurs"}, {"webb", "kurs"}),
    ("böckerna", {"bok"}, set()),
    ("kurs", {"kurs"}, set()),
    ("boken", {"boken", "bok"}, set()),
    ("skyltar", {"skylta", "skylt"}, set()),
    ("träffar", {"träffa", "träff"}, set()),
    ("lekar", {"lekare", "lek"}, set()),
    ("salar", {"sala", "sal"}, set()),
    ("bussar", {"bussa", "buss"}, set()),
    ("poster", {"poster", "post"}, set()),
    ("kön", {"kön", "kö"}, set()),
    ("vin", {"vin"}, set()),
    ("papper", {"papper"}, set()),
    ("skyddar", {"skydda"}, set()),
    ("kurserna", {"kurs"}, set()),
    ("årsklockan", {"årsklocka"}, {"år", "klocka"}),
    ("mässturerna", {"mässtur"}, {"mäss", "mässa", "tur"}),
    ("boktips", {"boktips"}, {"bok", "tips"}),
    ("kompetens", {"kompetens"}, set()),
    ("xyzzy", set(), set()),
]


def test_the_transducer_is_read_as_kfst_reads_it():
    transducer = opened("fi", Transducer)
    assert {word: sorted(transducer.lookup(word)) for word in VOIKKO} == VOIKKO


@pytest.mark.parametrize(
    ("language", "word", "lemmas", "parts"),
    [("fi", *row) for row in FINNISH] + [("sv", *row) for row in SWEDISH],
)
def test_base_forms_and_parts(language, word, lemmas, parts):
    analysis = analyse(word, language)
    assert set(analysis.lemmas) == lemmas
    assert {part for way in analysis.compounds for part in way} == parts


@pytest.mark.parametrize(
    ("language", "word", "lemma"),
    [
        ("fi", "tyoryhmien", "työryhmä"),
        ("fi", "sahkoiset", "sähköinen"),
        ("sv", "tillganglighet", "tillgänglighet"),
        ("sv", "bocker", "bok"),
    ],
)
def test_readers_may_leave_out_diacritics_and_texts_may_not(language, word, lemma):
    assert lemma in analyse(word, language, lenient=True).lemmas
    assert lemma not in analyse(word, language).lemmas


def test_a_name_that_no_lexicon_has_may_be_a_form_of_another():
    assert "moodle" in analyse("Moodlessa", "fi").related
    assert analyse("Moodlessa", "en").related == ()


@pytest.mark.parametrize(
    ("word", "related"),
    [
        ("olematon", set()),
        ("lukemattomien", {"lukema"}),
        ("tuntemattomuutta", set()),
        ("saavuttamaton", set()),
        ("voimaton", {"voima"}),
        ("esteetön", {"este"}),
        ("kouluttaja", {"kouluttaa"}),
    ],
)
def test_a_participle_that_denies_is_not_related_to_what_it_denies(word, related):
    assert set(analyse(word, "fi").related) == related


def test_forms_of_words_that_say_nothing_say_nothing():
    for word in ("on", "olisi", "olemme", "siihen", "omassa", "kaikille", "haft", "blev"):
        assert is_stop_word(word), word
    for word in ("olematon", "olemassa", "joissa", "koot", "teillä", "varor", "skola", "xyzzy", "5"):
        assert not is_stop_word(word), word


def test_words_are_folded_and_cut():
    assert fold("Työ-RYHMÄT") == "tyoryhmat"
    assert words_of("AKE:n e-kirjat, 50 % \0 ja a\u0308iti") == ["AKE:n", "e-kirjat", "50", "ja", "äiti"]
    assert len(words_of("ä" * 10_000)[0]) == 60


def test_a_broken_word_list_is_made_anew_and_the_log_says_so(settings, tmp_path, caplog):
    settings.SEARCH_LEXICON_DIR = tmp_path
    path_of("fi").write_bytes(b"FSTMAP01 broken")
    old = tmp_path / "fi-pyvoikko-0.1-1.bin"
    old.touch()
    with caplog.at_level(logging.WARNING):
        transducer = opened("fi", Transducer)
    assert transducer.lookup("kirjaston") == VOIKKO.get("kirjaston", transducer.lookup("kirjaston"))
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "is broken" in caplog.text
    assert sorted(file.name for file in tmp_path.iterdir()) == [path_of("fi").name, "lock"]
