"""What narrows a list, what stands in a table, and how days are written."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import override

from pages.ui.dates import days_tag, nearness
from pages.ui.facets import Facet, Filters, Option
from pages.ui.tables import Column, Table

THEME = Facet("theme", "Teema", (Option("a", "Aamu", 3), Option("b", "Ilta")), several=True)
LANGUAGE = Facet("language", "Kieli", (Option("fi", "Suomi"), Option("sv", "Ruotsi")))


def asked(query: str) -> Filters:
    return Filters(QueryDict(query), [THEME, LANGUAGE])


class TestFilters:
    def test_offer_every_option_and_know_the_chosen_ones(self):
        filters = asked("theme=a&theme=b&language=sv")
        assert filters.chosen("theme") == ["a", "b"]
        assert filters.chosen("language") == ["sv"]

    def test_take_back_one_choice_and_keep_the_rest_but_the_page(self):
        chips = asked("q=sana&theme=a&theme=b&theme=&language=sv&page=3").chips
        assert [(chip.facet, chip.text) for chip in chips] == [
            ("Teema", "Aamu"),
            ("Teema", "Ilta"),
            ("Kieli", "Ruotsi"),
        ]
        assert [chip.url for chip in chips] == [
            "?q=sana&theme=b&language=sv",
            "?q=sana&theme=a&language=sv",
            "?q=sana&theme=a&theme=b",
        ]

    def test_keep_what_is_none_of_theirs(self):
        filters = asked("q=%26&q=2&theme=a&page=3")
        assert filters.hidden == [("q", "&"), ("q", "2")]
        assert filters.url_of_all == "?q=%26&q=2"

    def test_ignore_values_that_nobody_offers_and_all_but_the_last_of_a_single_choice(self):
        filters = asked("theme=%00&language=fi&language=xx")
        assert filters.chips == []
        assert asked("language=fi&language=sv").chosen("language") == ["sv"]


def test_a_table_names_its_rows_and_knows_its_numbers():
    table = Table("Lainat", (Column("Kunta"), Column("Kirjat", is_number=True)), (("Turku", "12"),))
    [[town, books]] = table.cells
    assert (town.is_heading, town.is_number) == (True, False)
    assert (books.is_heading, books.is_number) == (False, True)


def test_a_row_that_does_not_fit_its_table_is_named():
    with pytest.raises(ValueError, match=r"Row 2 of 'Lainat' has 1 texts for 2 columns"):
        Table("Lainat", (Column("Kunta"), Column("Kirjat")), (("Turku", "12"), ("Pori",)))


@pytest.mark.parametrize(
    ("last", "finnish", "swedish"),
    [
        (None, "30. marraskuuta 2026", "30 november 2026"),
        (date(2026, 11, 30), "30. marraskuuta 2026", "30 november 2026"),
        (date(2026, 12, 2), "30. marraskuuta – 2. joulukuuta 2026", "30 november – 2 december 2026"),
        (date(2027, 1, 2), "30. marraskuuta 2026 – 2. tammikuuta 2027", "30 november 2026 – 2 januari 2027"),
    ],
)
def test_days_are_written_as_the_language_does(last, finnish, swedish):
    for language, text in {"fi": finnish, "sv": swedish}.items():
        with override(language):
            assert text_of(days_tag(date(2026, 11, 30), last)) == text


def test_days_of_one_month_name_it_once():
    with override("fi"):
        tag = days_tag(date(2026, 12, 1), date(2026, 12, 3))
    assert text_of(tag) == "1.–3. joulukuuta 2026"
    assert '<time datetime="2026-12-01">' in tag


def test_a_day_is_near_on_either_side_of_today():
    with override("fi"):
        words = [nearness(localdate() + timedelta(days=days)) for days in (-2, -1, 0, 1, 2)]
    assert words == ["", "Eilen", "Tänään", "Huomenna", ""]


def text_of(html: str) -> str:
    return "".join(part.split(">", 1)[-1] for part in html.split("<"))
