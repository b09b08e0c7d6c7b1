"""What stands around lists: filters, choices, pages, tables, searches and the way here."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.timezone import localdate

from pages.ui.components import Component, State, register, sample
from pages.ui.facets import Chip, Facet, Filters, OfferedFacet, OfferedOption, Option
from pages.ui.navigation import Link
from pages.ui.tables import Column, Table

THEME = Facet(
    "theme",
    sample(fi="Teema", sv="Tema"),
    (
        Option("reading", sample(fi="Lukemisen edistäminen", sv="Läsfrämjande"), 12),
        Option("digital", sample(fi="Digituki", sv="Digitalt stöd"), 7),
        Option("easy", sample(fi="Selkokieli", sv="Lättläst"), 0),
    ),
    several=True,
)
LANGUAGE = Facet(
    "language",
    sample(fi="Kieli", sv="Språk"),
    (Option("fi", sample(fi="Suomi", sv="Finska"), 15), Option("sv", sample(fi="Ruotsi", sv="Svenska"), 4)),
    any_label=sample(fi="Kaikki kielet", sv="Alla språk"),
)
CATEGORY = Facet(
    "category",
    sample(fi="Kategoria", sv="Kategori"),
    (
        Option("1", sample(fi="Digitaidot", sv="Digitala färdigheter"), 1204),
        Option("2", sample(fi="Digituki", sv="Digitalt stöd"), 31, depth=1),
        Option("3", sample(fi="Tekoäly", sv="Artificiell intelligens"), 9, depth=1),
        Option("4", sample(fi="Aineistot", sv="Material"), 18),
        Option("5", "Easy language", 2, language="en"),
    ),
    several=True,
    at_first=3,
)
TREE = OfferedFacet(CATEGORY, tuple(OfferedOption(option, is_chosen=False) for option in CATEGORY.options))
LOANS = Table(
    sample(
        fi="Lainat kunnittain vuonna 2025 (esimerkkilukuja)", sv="Lån per kommun 2025 (påhittade siffror)"
    ),
    (
        Column(sample(fi="Kunta", sv="Kommun")),
        Column(sample(fi="Kirjat", sv="Böcker"), is_number=True),
        Column(sample(fi="E-kirjat", sv="E-böcker"), is_number=True),
        Column(sample(fi="Lautapelit", sv="Brädspel"), is_number=True),
    ),
    (
        (sample(fi="Turku", sv="Åbo"), "1 204 500", "88 120", "4 310"),
        (sample(fi="Parainen", sv="Pargas"), "98 400", "6 905", "512"),
        (sample(fi="Huittinen", sv="Vittis"), "71 250", "3 118", "—"),
    ),
)
WAY = [
    Link(sample(fi="Etusivu", sv="Startsida"), "#breadcrumbs"),
    Link(sample(fi="Työryhmät", sv="Arbetsgrupper"), "#breadcrumbs"),
    Link(
        sample(fi="Lastenkirjastotyön ryhmä", sv="Gruppen för barnbiblioteksarbete"), "#breadcrumbs", "page"
    ),
]


def filters(request: HttpRequest) -> dict[str, Any]:
    """Facets that the page's own query string chooses from."""
    label = sample(fi="Rajaa esimerkkiä", sv="Avgränsa exemplet")
    return {"filters": Filters(request.GET, [THEME, LANGUAGE]), "label": label, "id": "filters"}


def pages(number: int, of: int, label: str) -> dict[str, Any]:
    """A place in a list of `of` pages."""
    return {"entries": Paginator(range(of), 1).page(number), "label": label}


def tomorrow(request: HttpRequest) -> dict[str, Any]:
    """A day that is near whenever the page is opened."""
    return {"day": localdate() + timedelta(days=1), "relative": True}


register(
    Component("filters", State("Facets with counts (send it, or add ?theme=reading)", filters)),
    Component(
        "facet",
        State("Long, with a tree: the rest unfolds", {"offered": TREE, "id": "example-tree"}),
    ),
    Component(
        "chips",
        State(
            "Two choices",
            {
                "chips": [
                    Chip(THEME.label, THEME.options[0].label, "#chips"),
                    Chip(LANGUAGE.label, LANGUAGE.options[1].label, "#chips"),
                ],
                "url_of_all": "#chips",
            },
        ),
    ),
    Component("table", State("Numbers; scrolls on a phone", {"table": LOANS, "id": "loans"})),
    Component(
        "pagination",
        State("First of three", pages(1, 3, sample(fi="Sivut, alussa", sv="Sidor, i början")), is_wide=True),
        State(
            "Amid a hundred", pages(50, 100, sample(fi="Sivut, keskellä", sv="Sidor, i mitten")), is_wide=True
        ),
        State("Last of three", pages(3, 3, sample(fi="Sivut, lopussa", sv="Sidor, i slutet")), is_wide=True),
    ),
    Component(
        "date",
        State("A day", {"day": date(2026, 12, 1)}, is_inline=True),
        State("A span in a month", {"day": date(2026, 12, 1), "until": date(2026, 12, 3)}, is_inline=True),
        State("A span over months", {"day": date(2026, 11, 30), "until": date(2026, 12, 2)}, is_inline=True),
        State("A span over years", {"day": date(2026, 12, 30), "until": date(2027, 1, 2)}, is_inline=True),
        State("Near", tomorrow, is_inline=True),
    ),
    Component(
        "search_form",
        State(
            "With words",
            {
                "label": sample(fi="Hae esimerkeistä", sv="Sök bland exemplen"),
                "id": "example-search",
                "query": "kirja",
            },
        ),
        State(
            "Small, label only heard",
            {
                "label": sample(fi="Hae tiiviisti", sv="Sök kompakt"),
                "id": "small-search",
                "size": "sm",
                "hide_label": True,
            },
        ),
        State(
            "Suggests while one types",
            {
                "label": sample(fi="Hae ehdotuksin", sv="Sök med förslag"),
                "id": "suggesting-search",
                "suggestions": reverse_lazy("search_suggestions"),
            },
        ),
    ),
    Component("breadcrumbs", State("Three steps", {"links": WAY}), template="ui/parts/breadcrumbs.html"),
)
