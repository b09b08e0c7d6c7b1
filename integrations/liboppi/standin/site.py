"""Which address gives what: the REST protocol, pages for people and the controls. Knows no sockets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from integrations.liboppi.standin.controls import Controls
from integrations.liboppi.standin.error_pages import login_page
from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.failure_kinds import LOGIN_PATH
from integrations.liboppi.standin.rest import form_fields, picture_call, read_call
from integrations.liboppi.standin.site_pages import controls_page, course_page, front_page, message_page
from integrations.liboppi.standin.wire import HTML_TYPE, Answer

REST_PATH = "/webservice/rest/server.php"
CONTROLS_PATH = "/standin/"
MODE_PATH = "/standin/mode"
COURSE_CONTROL = re.compile(r"/standin/course/(?P<id>\d{1,9})")
CATEGORY_CONTROL = re.compile(r"/standin/category/(?P<id>\d{1,9})")
PICTURE = re.compile(r"/webservice/pluginfile\.php/(?P<path>.+)")
COURSE_IMAGE = re.compile(r"/pluginfile\.php/\d+/course/generated/course\.svg")
LOOPBACK_NAMES = ("127.0.0.1", "localhost")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="#c7d2e0"/>'
    b'<path d="M3 7V3q2-1 5 0 3-1 5 0v4q-2-1-5 0-3-1-5 0z" fill="#41597a"/></svg>'
)


@dataclass(frozen=True)
class Request:
    """An HTTP request that was read whole. `target` is the path with its query."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> str:
        return urlsplit(self.target).query

    def header(self, name: str) -> str:
        return self.headers.get(name, "")


def respond(request: Request, controls: Controls) -> Answer:
    """The answer to any request; what nobody knows is 404."""
    if request.path == REST_PATH:
        return controls.service.answer(read_call(request.query, request.header("Content-Type"), request.body))
    if picture := PICTURE.fullmatch(request.path):
        etag = request.header("If-None-Match")
        return controls.service.answer(picture_call(picture["path"], request.query, etag))
    if request.method == "POST":
        return _posted(request, controls)
    return _page(request, controls)


def _page(request: Request, controls: Controls) -> Answer:
    if COURSE_IMAGE.fullmatch(request.path):
        return Answer(SVG, content_type="image/svg+xml")
    match request.path:
        case "/":
            return _html(front_page())
        case "/health":
            return Answer(b'{"status":"ok"}')
        case "/standin":
            return _see(CONTROLS_PATH)
        case "/standin/":
            return _html(controls_page(controls.present()))
        case "/course/view.php":
            titles = controls.source.course_titles(_course_id(request.query))
            return _html(course_page(titles), 200 if titles else 404)
        case path if path == LOGIN_PATH:
            return Answer(login_page(), content_type=HTML_TYPE)
        case _:
            return _message(404, "Not found", f"The stand-in has nothing at {request.path}.")


def _posted(request: Request, controls: Controls) -> Answer:
    """A control used. A page of another site may not, nor one that reaches loopback by another name."""
    if not _is_own(request):
        return _message(403, "Refused", "The controls answer to this machine's own pages only.")
    course = COURSE_CONTROL.fullmatch(request.path)
    category = CATEGORY_CONTROL.fullmatch(request.path)
    if course is None and category is None and request.path != MODE_PATH:
        return _message(404, "Not found", f"Nothing can be posted to {request.path}.")
    fields = form_fields(request.body)
    try:
        if course:
            controls.edit_course(int(course["id"]), fields)
        elif category:
            controls.edit_category(int(category["id"]), fields)
        else:
            controls.set_mode(fields)
    except StandInError as error:
        return _message(400, "Nothing was changed", str(error))
    return _see(CONTROLS_PATH)


def _is_own(request: Request) -> bool:
    host = urlsplit(f"//{request.header('Host')}").hostname
    origin = request.header("Origin")
    return host in LOOPBACK_NAMES and (not origin or urlsplit(origin).netloc == request.header("Host"))


def _course_id(query: str) -> int:
    given = parse_qs(query).get("id", [""])[0]
    return int(given) if given.isdecimal() and given.isascii() else 0


def _html(page: str, status: int = 200) -> Answer:
    return Answer(page.encode(), status=status, content_type=HTML_TYPE)


def _message(status: int, title: str, text: str) -> Answer:
    return _html(message_page(title, text), status)


def _see(path: str) -> Answer:
    return Answer(b"", status=303, content_type=HTML_TYPE, headers={"Location": path})
