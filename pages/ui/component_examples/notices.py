"""What tells the reader how things are, and what opens or does something."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from pages.ui.components import Component, State, register, sample

TEXTS = {
    "info": sample(fi="Ilmoittautuminen aukeaa maanantaina.", sv="Anmälan öppnar på måndag."),
    "success": sample(fi="Tiedot on tallennettu.", sv="Uppgifterna har sparats."),
    "warning": sample(fi="Avain vanhenee tänään.", sv="Nyckeln går ut i dag."),
    "danger": sample(fi="Tiedostoa ei voitu lukea.", sv="Filen kunde inte läsas."),
}
TITLE = sample(fi="Varaus puuttuu", sv="Bokning saknas")
DELETE = sample(fi="Poista varaus", sv="Ta bort bokningen")


def other_language(request: HttpRequest) -> dict[str, Any]:
    """A language that is not the reader's."""
    return {"language": "fi" if get_language() == "sv" else "sv"}


def dialog(request: HttpRequest) -> dict[str, Any]:
    """A dialog whose page of its own is that of the example."""
    return {
        "id": "delete",
        "link": DELETE,
        "url": reverse("component_dialog"),
        "title": sample(fi="Poistetaanko varaus?", sv="Ska bokningen tas bort?"),
        "template": "ui/examples/dialog.html",
    }


register(
    Component(
        "alert",
        *(State(color, {"text": text, "color": color}) for color, text in TEXTS.items()),
        State("With a title", {"text": TEXTS["warning"], "title": TITLE, "level": 4, "color": "warning"}),
    ),
    Component(
        "empty_state",
        State(
            "With a way on",
            {
                "title": sample(fi="Mitään ei löytynyt", sv="Ingenting hittades"),
                "text": sample(fi="Kokeile vähempiä sanoja.", sv="Pröva med färre ord."),
                "url": "#empty-state",
                "link": sample(fi="Näytä kaikki", sv="Visa alla"),
            },
        ),
        State("Title alone", {"title": sample(fi="Ei vielä mitään", sv="Ingenting ännu"), "icon": "inbox"}),
    ),
    Component(
        "language_note",
        State("A page", other_language),
        State(
            "Words of its own",
            {"language": "en", "text": sample(fi="Kurssi on englanniksi.", sv="Kursen är på engelska.")},
        ),
    ),
    Component(
        "button",
        State("First choice", {"text": sample(fi="Tallenna", sv="Spara"), "type": "button", "icon": "save"}),
        State(
            "Second",
            {"text": sample(fi="Esikatsele", sv="Förhandsgranska"), "type": "button", "variant": "secondary"},
        ),
        State("Third", {"text": sample(fi="Peruuta", sv="Avbryt"), "type": "button", "variant": "tertiary"}),
        State(
            "Small",
            {
                "text": sample(fi="Kopioi", sv="Kopiera"),
                "type": "button",
                "variant": "secondary",
                "size": "sm",
            },
        ),
        State("Dangerous", {"text": DELETE, "type": "button", "color": "danger", "icon": "trash-2"}),
        State("A link", {"text": sample(fi="Ilmoittaudu", sv="Anmäl dig"), "url": "#button"}),
    ),
    Component("dialog", State("Asks before it deletes", dialog)),
)
