"""What an answer of Moodle's `webservice/pluginfile.php` means: a picture, the same as before, or a failure.

Knows Moodle's ways of refusing a file; looks into no picture.
"""

from dataclasses import dataclass, field

from ..errors import (
    AnswerTooLarge,
    LiboppiError,
    PictureMissing,
    PictureRefused,
    PictureTooLarge,
    PictureUnusable,
    TokenRejected,
)
from .replies import Question, Reply, decoded, quote, status_error
from .transport import Request, Transport


@dataclass(frozen=True)
class Picture:
    """A picture as Moodle sent it. `content_type` without parameters; `etag` is "" where there is none."""

    content: bytes = field(repr=False)
    content_type: str
    etag: str = ""


def understand_picture(transport: Transport, request: Request, path: str) -> Picture | None:
    """Fetch a picture. None when Moodle says that it hasn't changed (HTTP 304)."""
    try:
        reply = transport.reply(request)
    except AnswerTooLarge as failure:
        megabytes = failure.details["megabytes"]
    else:
        return _picture(reply, transport, path)
    raise PictureTooLarge(host=transport.host, path=path, megabytes=megabytes)


def _picture(reply: Reply, transport: Transport, path: str) -> Picture | None:
    if reply.status == 304:
        return None
    host = transport.host
    if reply.status == 404:
        raise PictureMissing(host=host, path=path)
    if not 200 <= reply.status < 300:
        raise status_error(reply, Question(transport.url, "webservice/pluginfile.php"))
    content_type = reply.content_type.partition(";")[0].strip().lower()
    if content_type.startswith("image/") and reply.body:
        return Picture(reply.body, content_type, reply.etag)
    raise _no_picture(reply, host, path, content_type)


def _no_picture(reply: Reply, host: str, path: str, content_type: str) -> LiboppiError:
    """Moodle's errors come with HTTP 200, as JSON with `error` (and not `exception`, as elsewhere)."""
    answer = decoded(reply.body)
    if isinstance(answer, dict) and ("error" in answer or "errorcode" in answer):
        code = answer.get("errorcode")
        if code == "invalidtoken":
            return TokenRejected(host=host, function="webservice/pluginfile.php")
        if code == "filenotfound":
            return PictureMissing(host=host, path=path)
        return PictureRefused(host=host, path=path, said=quote(answer.get("error") or code))
    problem = "empty" if not reply.body else "html" if "html" in content_type else "type"
    return PictureUnusable(host=host, path=path, problem=problem)
