"""A part of a file for players that jump within it: one range of bytes, RFC 9110, section 14."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
CHUNK = 64 * 1024  # bytes


def in_ranges(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response, or the part of it that was asked for. Several ranges at once get the whole."""
    file = getattr(response, "file_to_stream", None)
    if not isinstance(response, FileResponse) or file is None or response.status_code != HTTPStatus.OK:
        return response
    response["Accept-Ranges"] = "bytes"
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not asked or not _is_the_same(request, response):
        return response
    size = int(response["Content-Length"])
    span = _span(asked[1], asked[2], size)
    if span is None:
        file.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"}
        )
    first, last = span
    file.seek(first)
    response.streaming_content = _piece(file, last - first + 1)
    response.status_code = HTTPStatus.PARTIAL_CONTENT
    response["Content-Length"] = last - first + 1
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def is_later_part(request: HttpRequest) -> bool:
    """Whether a part is asked for that does not begin the file."""
    asked = request.headers.get("Range", "")
    return bool(asked) and not asked.startswith("bytes=0-")


def _is_the_same(request: HttpRequest, response: FileResponse) -> bool:
    condition = request.headers.get("If-Range")
    return condition is None or condition in (response.get("ETag"), response.get("Last-Modified"))


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The first and last byte, None where there are none such."""
    if not first:  # the last bytes, so many
        number = int(last or 0)
        return (max(size - number, 0), size - 1) if number and size else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _piece(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length > 0 and (chunk := file.read(min(CHUNK, length))):
        length -= len(chunk)
        yield chunk
