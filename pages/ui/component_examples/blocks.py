"""What the bodies of pages are built of: words, pictures and contacts set apart from the running text."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from pages.ui.components import Component, State, register, sample

from .cards import LONG
from .drawn import DrawnPicture

WORDS = {
    "note": ("info", sample(fi="Huomaa", sv="Obs!")),
    "tip": ("lightbulb", sample(fi="Vinkki", sv="Tips")),
    "warning": ("triangle-alert", sample(fi="Varoitus", sv="Varning")),
}
SIGN_UP = sample(fi="Ilmoittaudu perjantaihin mennessä", sv="Anmäl dig senast på fredag")
ROOM = sample(
    fi='<p>Mukaan mahtuu <b>20</b>. <a href="#callout">Ilmoittaudu</a>.</p>',
    sv='<p>Det finns plats för <b>20</b>. <a href="#callout">Anmäl dig</a>.</p>',
)
QUESTIONS = (
    (
        sample(fi="Kuka voi osallistua?", sv="Vem får delta?"),
        sample(
            fi="<p>Kaikki alueen kirjastoissa työskentelevät.</p><ul><li>Myös sijaiset</li></ul>",
            sv="<p>Alla som arbetar på regionens bibliotek.</p><ul><li>Också vikarier</li></ul>",
        ),
    ),
    (sample(fi="Mitä se maksaa?", sv="Vad kostar det?"), sample(fi="<p>Ei mitään.</p>", sv="<p>Inget.</p>")),
    (LONG, LONG),
)
WISDOM = sample(
    fi="Hyvä tutori kysyy ensin.\nVasta sitten hän neuvoo.",
    sv="En god handledare frågar först.\nSedan ger hen råd.",
)
SHOWN = sample(fi="Avoin kirja, taustalla tuntureita", sv="En öppen bok, fjäll i bakgrunden")
CONTACT = {
    "role": sample(fi="Alueellinen kehittäminen", sv="Regional utveckling"),
    "organisation": sample(fi="Turun kaupunginkirjasto", sv="Åbo stadsbibliotek"),
    "email": "kehittaminen@kirjasto.example",
    "phone": "+358 2 123 4567",
    "hours": sample(fi="ma–pe klo 9–15", sv="må–fr kl. 9–15"),
    "level": 4,
}


def accordion(number: int, title: str = "") -> Callable[[HttpRequest], dict[str, Any]]:
    """The first questions with their answers, which are texts only once the reader's language is known."""

    def inputs(request: HttpRequest) -> dict[str, Any]:
        items = [{"title": title, "text": str(text)} for title, text in QUESTIONS[:number]]
        return {"title": title, "items": items, "level": 4}

    return inputs


def callout(kind: str, title: str = SIGN_UP, text: str = ROOM) -> Callable[[HttpRequest], dict[str, Any]]:
    """A call-out of a kind, with its word and icon."""
    icon, word = WORDS[kind]

    def inputs(request: HttpRequest) -> dict[str, Any]:
        return {"kind": kind, "kind_word": word, "icon": icon, "title": title, "text": str(text), "level": 4}

    return inputs


def gallery(number: int, title: str = "") -> dict[str, Any]:
    """Pictures, of which the first has a caption and the second neither that nor anybody to credit."""
    bare = DrawnPicture(credit="", licence="", licence_terms=None, contextual_alt_text=SHOWN)
    first = {"image": DrawnPicture(contextual_alt_text=SHOWN), "caption": LONG}
    others = [{"image": bare if place == 1 else first["image"]} for place in range(1, number)]
    return {"title": title, "pictures": [first, *others], "level": 4}


register(
    Component(
        "accordion",
        State("Several, with a title", accordion(2, sample(fi="Usein kysyttyä", sv="Vanliga frågor"))),
        State("One, no title", accordion(1)),
        State("Long words", accordion(3, LONG)),
    ),
    Component(
        "callout",
        *(State(kind.capitalize(), callout(kind)) for kind in WORDS),
        State("Long words", callout("note", LONG, LONG)),
    ),
    Component(
        "quote",
        State("With who said it", {"text": WISDOM, "source": sample(fi="Digitutorit", sv="IT-handledarna")}),
        State("Words alone", {"text": WISDOM}),
        State("Long words", {"text": LONG, "source": LONG}),
    ),
    Component(
        "contact",
        State("With all that can be said", CONTACT),
        State("A way to write", {"role": CONTACT["role"], "email": CONTACT["email"], "level": 4}),
        State("Role alone", {"role": CONTACT["role"], "level": 4}),
        State(
            "Long words",
            {
                **CONTACT,
                "role": LONG,
                "organisation": LONG,
                "email": "kirjastoautonkuljettajavirkailijat.taydennyskoulutus@varsinaissuomi.example",
            },
        ),
    ),
    Component(
        "gallery",
        State("One picture", gallery(1)),
        State("Two, with a title", gallery(2, sample(fi="Satupolulta", sv="Från sagostigen"))),
        State("Seven", gallery(7, sample(fi="Koko polku", sv="Hela stigen")), is_wide=True),
    ),
)
