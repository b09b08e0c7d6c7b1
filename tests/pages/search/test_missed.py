"""What is kept of searches that found nothing, and what never is."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from integrations.liboppi.models import EnrolmentKey
from pages.search import missed
from pages.search.missed import MissedSearch, forget_old
from tests.factories.core import StandardPageFactory

from .conftest import titles

pytestmark = pytest.mark.django_db

PRIVATE = {
    "an address": "matti.virtanen@example.fi",
    "a part of one": "matti@",
    "a phone number": "+358 40 123 4567",
    "a personal identity code": "131052-308T",
    "a library card": "soita 12345",
    "a long text": "hei voisitko kertoa milloin voin tulla käymään luonanne",
    "a long word": "x" * 61,
    "a beginning": "di",
    "nothing": "!?",
    "a key": "Lumi-Pallo 7",
    "a key among words": "digituki lumipallo7",
    "a key of two words without the space": "lumipallo7",
    "a part of a key": "lumipal",
    "a former key": "entinen",
    "a short key": "kurssi ab",
}


def kept() -> list[tuple[str, str, int]]:
    return list(MissedSearch.objects.order_by("words", "locale").values_list("words", "locale", "count"))


@pytest.fixture
def keys(indexed_course):
    course = indexed_course(1, "Digituki", keys=[("summary", "lumi-pallo 7"), ("group", "ab")])
    EnrolmentKey.objects.create(course=course, source="summary", value="Entinen", last_seen=timezone.now())


def test_words_are_counted_once_a_search_in_each_language(search, homes):
    for words in ("Lapsiparkki", " lapsiparkki? ", "lapsiparkki"):
        search(words)
    search("lapsiparkki", "sv")
    assert kept() == [("lapsiparkki", "fi", 3), ("lapsiparkki", "sv", 1)]
    assert set(MissedSearch.objects.values_list("last_day", flat=True)) == {timezone.localdate()}


def test_what_was_found_or_is_asked_again_is_not(search, client, homes):
    StandardPageFactory(parent=homes.fi, title="Lukupiiri")
    search("lukupiiri")
    search("lukupiiri", in_="course")
    search("lapsiparkki", exact="1")
    client.get("/fi/haku/ehdotukset/", {"q": "lapsiparkki"})
    client.get("/api/v1/search/", {"q": "lukupiiri"})
    client.get("/api/v1/search/", {"q": "lapsiparkki", "offset": 20})
    search("")
    assert kept() == []


def test_the_api_counts_too(client, homes):
    client.get("/api/v1/search/", {"q": "lapsiparkki", "locale": "sv"})
    client.get("/api/v1/search/", {"q": "soita 12345"})
    assert kept() == [("lapsiparkki", "sv", 1)]


def test_what_only_comes_near_is_missed_once_and_the_reader_is_told(search, client, homes):
    StandardPageFactory(parent=homes.fi, title="Raha")
    answer = search("apuraha")
    assert titles(answer) == ["Raha"]
    assert "Mikään ei vastaa tarkasti hakua ”apuraha”. Nämä ovat lähellä." in answer.content.decode()
    search("apuraha", in_="page")
    search("apuraha", page=1)
    assert kept() == [("apuraha", "fi", 1)]
    assert "Mikään ei vastaa" not in search("raha").content.decode()
    assert client.get("/api/v1/search/", {"q": "apuraha"}).json()["is_near"] is True
    assert kept() == [("apuraha", "fi", 2)]


def test_what_may_be_somebodys_own_is_not(search, homes, keys):
    for what, words in PRIVATE.items():
        assert search(words).status_code == 200
        assert kept() == [], what


def test_a_full_table_takes_no_new_words_but_counts_the_old(search, homes, monkeypatch):
    search("lapsiparkki")
    monkeypatch.setattr(missed, "MOST_ROWS", 1)
    search("leikkipuisto")
    search("lapsiparkki")
    assert kept() == [("lapsiparkki", "fi", 2)]


def test_a_failure_is_no_readers_affair_and_logs_no_words(search, homes, monkeypatch, caplog):
    def fail(*_args):
        raise DatabaseError("locked")

    monkeypatch.setattr("pages.search.missed.record", fail)
    assert search("lapsiparkki").status_code == 200
    assert "were not kept" in caplog.text
    assert "lapsiparkki" not in caplog.text


def test_old_words_are_forgotten(homes):
    for days, words in ((400, "vanha"), (300, "tuore")):
        last = timezone.localdate() - timedelta(days=days)
        MissedSearch.objects.create(words=words, locale="fi", last_day=last)
    assert forget_old() == 1
    assert kept() == [("tuore", "fi", 1)]
