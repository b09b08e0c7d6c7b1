"""The states of the components that show what this app knows. Nothing here needs a database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localtime

from pages.ui.component_examples.cards import LONG
from pages.ui.component_examples.drawn import DrawnDocument, DrawnPicture
from pages.ui.components import Component, State, register, sample
from pages.ui.events import Event

from .agenda import agenda, asked_month, month_address
from .links import ShownLink
from .outside import read_address

FILM = sample(fi="Näin muistelulaatikkoa käytetään", sv="Så används minneslådan")
VIDEO = {
    "title": FILM,
    "frame": "https://player.vimeo.com/video/000000000?dnt=1",
    "page": "https://vimeo.com/000000000",
    "start": sample(fi="Toista video", sv="Spela upp videon"),
    "note": sample(fi="Video ladataan Vimeosta.", sv="Videon laddas från Vimeo."),
    "link": sample(fi="Katso Vimeossa", sv="Titta på Vimeo"),
    "icon": "play",
    "shape": "video",
}


PLAYED = {"title": FILM, "video": read_address("video", "https://vimeo.com/000000000")}
CALENDAR = read_address("calendar", "https://teamup.com/ks0000000000000000")
ELSEWHERE = ShownLink("Liboppi", "https://liboppi.example/", is_elsewhere=True, icon="graduation-cap")
LINKS = [
    ShownLink(sample(fi="Työryhmät", sv="Arbetsgrupper"), "#link-list", icon="users-round"),
    ELSEWHERE,
    ShownLink(LONG, "#link-list", icon="calendar-days"),
]
NEXT_UP = sample(fi="Etusivulta eteenpäin", sv="Vidare från startsidan")
READ_MORE = sample(fi="Lisää aiheesta", sv="Mer om ämnet")


def _events() -> list[Event]:
    now = localtime().replace(hour=9, minute=0)
    coffee = Event(
        title=str(sample(fi="AKE-kahvit", sv="AKE-kaffe")),
        url="#agenda",
        starts=now,
        ends=now + timedelta(hours=1),
        kind=str(sample(fi="Etäkahvit", sv="Distanskaffe")),
        place=str(sample(fi="Etänä", sv="På distans")),
    )
    other = Event("Boksamtal / Kirjakeskustelu", "#agenda", now, now + timedelta(days=1), language="en")
    return [coffee, other]


def _days(request: HttpRequest) -> dict[str, Any]:
    return {"days": agenda(_events(), asked_month(None)), "level": 4}


def _month(title: str, name: str, *, is_empty: bool = False) -> Callable[[HttpRequest], dict[str, Any]]:
    def inputs(request: HttpRequest) -> dict[str, Any]:
        month = asked_month(None)
        return {
            "title": title,
            "id": name,
            "month": month,
            "previous_url": month_address(request, month.previous),
            "next_url": month_address(request, month.next),
            "days": [] if is_empty else agenda(_events(), month),
            "next_event": _events()[0] if is_empty else None,
            "level": 4,
        }

    return inputs


def _film(request: HttpRequest) -> dict[str, Any]:
    """With a transcript, which is a text only once the reader's language is known."""
    said = sample(
        fi="<p>Laatikossa on esineitä vuosien varrelta.</p>", sv="<p>I lådan finns föremål från förr.</p>"
    )
    document = DrawnDocument(sample(fi="Videon teksti", sv="Videons text"))
    return {
        **PLAYED,
        "poster": DrawnPicture(),
        "length": "3:20",
        "caption_languages": sample(fi="suomi, ruotsi", sv="finska, svenska"),
        "transcript": {"text": str(said), "document": document},
        "transcript_url": "#video",
        "transcript_title": sample(fi="Sama tekstinä", sv="Samma som text"),
    }


register(
    Component("agenda", State("A day with two events", _days)),
    Component(
        "month",
        State("With events", _month(sample(fi="Kuukausi", sv="Månaden"), "full"), is_wide=True),
        State(
            "Empty, with what comes next",
            _month(sample(fi="Tyhjä kuukausi", sv="En tom månad"), "empty", is_empty=True),
        ),
    ),
    Component(
        "outside_frame",
        State("A video", VIDEO),
        State("A video with a picture", {**VIDEO, "poster": DrawnPicture()}),
    ),
    Component(
        "video",
        State("With all that can be said", _film),
        State("Title alone, no captions", PLAYED),
        State("Long words", {**PLAYED, "title": LONG}),
    ),
    Component(
        "calendar_frame",
        State(
            "Before it is asked for",
            {
                "title": sample(fi="Kirjastoautojen kalenteri", sv="Bokbussarnas kalender"),
                "calendar": CALENDAR,
                "level": 4,
            },
        ),
        State("Long words", {"title": LONG, "calendar": CALENDAR, "level": 4}),
    ),
    Component(
        "link_list",
        State("Here and elsewhere", {"title": READ_MORE, "links": LINKS, "level": 4}),
        State("One, no title", {"links": [ELSEWHERE]}),
    ),
    Component(
        "shortcuts",
        State("Here and elsewhere", {"title": NEXT_UP, "links": LINKS, "level": 4}, is_wide=True),
        State("One, no title", {"links": [ELSEWHERE]}),
    ),
)
