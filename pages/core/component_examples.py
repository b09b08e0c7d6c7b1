"""The states of the components that blocks are made of. Nothing here needs a database."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localtime

from pages.ui.component_examples.drawn import DrawnPicture
from pages.ui.components import Component, State, register, sample
from pages.ui.events import Event

from .agenda import agenda, asked_month

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


def _month(request: HttpRequest) -> dict[str, Any]:
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
    return {"days": agenda([coffee, other], asked_month(None))}


register(
    Component("agenda", State("A day with two events", _month)),
    Component(
        "outside_frame",
        State("A video", VIDEO),
        State("A video with a picture", {**VIDEO, "poster": DrawnPicture()}),
    ),
)
