"""Cards, their lists and the small parts of them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from pages.ui.cards import Card, Fact, Tag
from pages.ui.components import Component, State, register, sample

from .drawn import DrawnPicture, DrawnTerms

FACTS = (
    Fact(
        "calendar",
        sample(fi="Milloin", sv="När"),
        sample(fi="ti 1. joulukuuta 2026", sv="ti 1 december 2026"),
    ),
    Fact("map-pin", sample(fi="Missä", sv="Var"), sample(fi="Turun pääkirjasto", sv="Åbo huvudbibliotek")),
)
TAGS = (
    sample(fi="Lukemisen edistäminen", sv="Läsfrämjande"),
    sample(fi="Digituki", sv="Digitalt stöd"),
    sample(fi="Selkokieli", sv="Lättläst"),
)
TITLE = sample(fi="Vinkkaus verkossa", sv="Boktips på nätet")
LEAD = sample(
    fi="Miten kirjavinkkaus onnistuu etänä? Kolme kirjastoa kertoo.",
    sv="Hur lyckas man med boktips på distans? Tre bibliotek berättar.",
)
LONG = sample(
    fi="Kirjastoautonkuljettajavirkailijoiden täydennyskoulutussuunnitelmaluonnos",
    sv="Bokbussverksamhetsutvecklingsplaneringsgruppens fortbildningsplan",
)


def other_language(request: HttpRequest) -> dict[str, Any]:
    """A card whose text is not in the reader's language."""
    swedish = Card(title="Boktips på nätet", url="#card", lead="Tre bibliotek berättar.", language="sv")
    finnish = Card(title="Vinkkaus verkossa", url="#card", lead="Kolme kirjastoa kertoo.", language="fi")
    return {"card": finnish if get_language() == "sv" else swedish, "level": 4}


def card(**parts: Any) -> dict[str, Any]:
    """The inputs of a card under a state's heading."""
    return {"card": Card(**{"title": TITLE, "url": "#card", **parts}), "level": 4}


KIND = sample(fi="Koulutus", sv="Utbildning")
CARDS = [
    Card(TITLE, "#card", LEAD, KIND, image=DrawnPicture()),
    Card(LONG, "#card"),
    Card(sample(fi="Aamukahvit", sv="Morgonkaffe"), "#card", kind=KIND, facts=FACTS),
]

register(
    Component(
        "card",
        State(
            "With picture, kind, facts and tags",
            card(lead=LEAD, kind=KIND, facts=FACTS, tags=TAGS, image=DrawnPicture()),
        ),
        State("In another language", other_language),
        State("Long words", card(title=LONG, lead=LONG)),
        State("Title alone", card()),
    ),
    Component(
        "card_list",
        State(
            "Uneven cards",
            {"cards": CARDS, "level": 4, "label": sample(fi="Esimerkkejä", sv="Exempel")},
            is_wide=True,
        ),
        State(
            "One a row",
            {
                "cards": CARDS[1:],
                "level": 4,
                "narrow": True,
                "label": sample(fi="Rivi kerrallaan", sv="En per rad"),
            },
        ),
    ),
    Component(
        "facts",
        State("In a card", {"facts": FACTS}),
        State("Labels seen", {"facts": FACTS, "labels": True}),
    ),
    Component(
        "tag",
        *(
            State(color, {"text": TAGS[0], "color": color})
            for color in ("accent", "neutral", "info", "success", "warning", "danger")
        ),
        State("Language", {"language": "se"}),
    ),
    Component(
        "tags",
        State("Themes", {"tags": TAGS, "label": sample(fi="Teemat", sv="Teman")}),
        State(
            "That lead somewhere",
            {
                "tags": [Tag(tag, url="#") for tag in TAGS],
                "label": sample(fi="Teemat", sv="Teman"),
            },
        ),
    ),
    Component(
        "credit",
        State("Name and licence", {"media": DrawnPicture()}),
        State("In a card", {"media": DrawnPicture(), "compact": True}),
        State(
            "All rights reserved",
            {
                "media": DrawnPicture(
                    licence_terms=DrawnTerms(
                        sample(fi="Kaikki oikeudet pidätetään", sv="Alla rättigheter förbehållna"), ""
                    )
                )
            },
        ),
    ),
)
