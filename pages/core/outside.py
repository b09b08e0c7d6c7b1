"""The services whose videos and calendars a page can show, known by the shape of their addresses.

Nothing is asked of a service: not by the server at all, and by a reader's browser only when the reader wants
it. The content security policy allows frames of `FRAME_HOSTS` alone, so this needs no settings of Django's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

YOUTUBE_NUMBER = re.compile(r"[\w-]{11}", re.ASCII)
YOUTUBE_PATH = re.compile(r"/(?:shorts|live|embed)/([\w-]{11})/?", re.ASCII)
VIMEO_PATH = re.compile(r"/(?:channels/[\w-]+/|video/)?(\d{5,12})(?:/([0-9a-f]{6,16}))?/?", re.ASCII)
VIMEO_HASH = re.compile(r"[0-9a-f]{6,16}", re.ASCII)
GOOGLE_PATH = re.compile(r"/calendar/(?:u/\d/)?embed/?", re.ASCII)
OUTLOOK_PATH = re.compile(r"/(?:owa/)?calendar/[\w@.+-]+(?:/[\w@.+-]+)*/calendar\.html", re.ASCII)
TEAMUP_PATH = re.compile(r"/(ks[0-9a-z]{8,24})/?", re.ASCII)


@dataclass(frozen=True)
class Outside:
    """Something on a service: its page there, and the address of the frame that shows it here."""

    service: str
    page: str
    frame: str


@dataclass(frozen=True)
class Service:
    """The hosts of a service's addresses, and how one of them is read (None: not one of its)."""

    example: str
    hosts: frozenset[str]
    read: Callable[[SplitResult], Outside | None]
    frame_hosts: tuple[str, ...]


def _youtube(address: SplitResult) -> Outside | None:
    found = YOUTUBE_PATH.fullmatch(address.path)
    if found:
        number = found[1]
    elif address.hostname == "youtu.be":
        number = address.path.strip("/")
    else:
        number = parse_qs(address.query).get("v", [""])[0] if address.path == "/watch" else ""
    if not YOUTUBE_NUMBER.fullmatch(number):
        return None
    frame = f"https://www.youtube-nocookie.com/embed/{number}"
    return Outside("YouTube", f"https://www.youtube.com/watch?v={number}", frame)


def _vimeo(address: SplitResult) -> Outside | None:
    found = VIMEO_PATH.fullmatch(address.path)
    if not found:
        return None
    number, key = found[1], found[2] or parse_qs(address.query).get("h", [""])[0]
    hidden = {"h": key} if VIMEO_HASH.fullmatch(key) else {}
    frame = f"https://player.vimeo.com/video/{number}?{urlencode({**hidden, 'dnt': 1})}"
    page = "/".join(("https://vimeo.com", number, *hidden.values()))
    return Outside("Vimeo", page, frame)


def _google(address: SplitResult) -> Outside | None:
    query = parse_qs(address.query)
    if not GOOGLE_PATH.fullmatch(address.path) or "src" not in query:
        return None
    frame = f"https://calendar.google.com/calendar/embed?{urlencode(query, doseq=True)}"
    return Outside("Google", frame, frame)


def _outlook(address: SplitResult) -> Outside | None:
    if not OUTLOOK_PATH.fullmatch(address.path):
        return None
    frame = f"https://{address.hostname}{quote(address.path, safe='/@+')}"
    return Outside("Outlook", frame, frame)


def _teamup(address: SplitResult) -> Outside | None:
    found = TEAMUP_PATH.fullmatch(address.path)
    if not found:
        return None
    frame = f"https://teamup.com/{found[1]}"
    return Outside("Teamup", frame, frame)


OUTLOOK_HOSTS = ("outlook.office365.com", "outlook.office.com", "outlook.live.com")
VIDEO_SERVICES = (
    Service(
        "https://www.youtube.com/watch?v=…",
        frozenset(
            {"youtu.be", "youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}
        ),
        _youtube,
        ("www.youtube-nocookie.com",),
    ),
    Service(
        "https://vimeo.com/…",
        frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"}),
        _vimeo,
        ("player.vimeo.com",),
    ),
)
CALENDAR_SERVICES = (
    Service(
        "https://calendar.google.com/calendar/embed?src=…",
        frozenset({"calendar.google.com", "www.google.com"}),
        _google,
        ("calendar.google.com",),
    ),
    Service(
        "https://outlook.office365.com/…/calendar.html",
        frozenset(OUTLOOK_HOSTS),
        _outlook,
        OUTLOOK_HOSTS,
    ),
    Service(
        "https://teamup.com/ks…",
        frozenset({"teamup.com", "www.teamup.com"}),
        _teamup,
        ("teamup.com",),
    ),
)
SERVICES: Mapping[str, tuple[Service, ...]] = {"video": VIDEO_SERVICES, "calendar": CALENDAR_SERVICES}


def _frame_hosts() -> Iterator[str]:
    for services in SERVICES.values():
        for service in services:
            yield from (f"https://{host}" for host in service.frame_hosts)


FRAME_HOSTS = tuple(_frame_hosts())


def read_address(kind: str, url: str) -> Outside | None:
    """What `url` leads to on a service of `kind` ("video" or "calendar"); None where no service knows it."""
    try:
        address = urlsplit(url.strip())
        plain = address.scheme in ("http", "https") and address.netloc.lower() == address.hostname
    except ValueError:
        return None
    if not plain:
        return None
    services = (service for service in SERVICES[kind] if address.hostname in service.hosts)
    return next((found for service in services if (found := service.read(address))), None)


def examples(kind: str) -> str:
    """The shapes of addresses that work, for help texts and errors."""
    return ", ".join(service.example for service in SERVICES[kind])
