"""Pictures of the stand-in's courses: drawn when asked for, and addressed as Moodle addresses files.

A picture's content depends on its name alone; Moodle's number of a course's context is here the course's.
"""

import hashlib
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote

from PIL import Image, ImageDraw

from integrations.liboppi.standin.catalogue import Catalogue, Course
from integrations.liboppi.standin.wire import HTML_TYPE, Answer, Call

COVER = "overviewfiles"
SUMMARY = "summary"
PLACEHOLDER = "@@PLUGINFILE@@"
DRAWN = (320, 180)
SIZE = (960, 540)  # sharp on a phone too
_TYPES = {"png": ("PNG", "image/png"), "jpg": ("JPEG", "image/jpeg")}


def picture_answer(call: Call, catalogue: Catalogue) -> Answer:
    """The picture at a path; 304 where the asker has it, 404 where there is none to be seen."""
    context, _course, area, name = (*call.params["path"].split("/"), "", "", "", "")[:4]
    course = catalogue.courses.get(int(context)) if context.isdecimal() else None
    if course is None or not catalogue.shows(course) or unquote(name) not in _names(course, area):
        return Answer(b"<h1>404 Not Found</h1>", status=404, content_type=HTML_TYPE)
    content, etag = drawn(unquote(name))
    if call.params["etag"] == etag:
        return Answer(b"", status=304, headers={"ETag": etag})
    return Answer(content, content_type=_mimetype(unquote(name)), headers={"ETag": etag})


@lru_cache(maxsize=64)
def drawn(name: str) -> tuple[bytes, str]:
    """A small picture in the format that its name tells, and its ETag."""
    digest = hashlib.sha256(name.encode()).digest()
    image = Image.new("RGB", DRAWN, tuple(160 + value // 4 for value in digest[:3]))
    pen = ImageDraw.Draw(image)
    for place in range(3, 15, 4):
        left, top = digest[place], digest[place + 1] // 2
        box = (left, top, left + 20 + digest[place + 2] // 4, top + 60)
        pen.rounded_rectangle(box, radius=8, fill=tuple(40 + value // 3 for value in digest[place:][:3]))
    file = BytesIO()
    image.resize(SIZE, Image.Resampling.NEAREST).save(file, _TYPES[name.rpartition(".")[2]][0])
    content = file.getvalue()
    return content, f'"{hashlib.sha256(content).hexdigest()[:40]}"'


def picture_fields(name: str, area: str, course: Course, site_url: str) -> dict[str, Any]:
    """A file as a course's answer lists it."""
    return {
        "filename": name,
        "filepath": "/",
        "filesize": len(drawn(name)[0]),
        "fileurl": f"{_folder(course, area, site_url, 'webservice/')}/{quote(name, safe='')}",
        "timemodified": int(course.modified.timestamp()),
        "mimetype": _mimetype(name),
    }


def course_image(course: Course, site_url: str) -> str:
    """The cover's address without a token, or that of the drawing which Moodle makes for want of one."""
    if course.cover:
        return f"{_folder(course, COVER, site_url)}/{quote(course.cover, safe='')}"
    return f"{site_url}/pluginfile.php/{course.id}/course/generated/course.svg"


def with_addresses(summary: str, course: Course, site_url: str) -> str:
    """A summary with its pictures' addresses, as web services give it."""
    return summary.replace(PLACEHOLDER, _folder(course, SUMMARY, site_url, "webservice/"))


def _folder(course: Course, area: str, site_url: str, way: str = "") -> str:
    return f"{site_url}/{way}pluginfile.php/{course.id}/course/{area}"


def _names(course: Course, area: str) -> tuple[str, ...]:
    return {COVER: (course.cover,), SUMMARY: course.pictures}.get(area, ())


def _mimetype(name: str) -> str:
    return _TYPES[name.rpartition(".")[2]][1]
