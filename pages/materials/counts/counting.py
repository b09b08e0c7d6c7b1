"""Counts looks at a material and downloads of it without following anybody: no cookie, no address, no name.

It is done once the answer is sent, so that no reader waits for it.
"""

import logging
import re
import uuid

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from .models import MaterialCount

logger = logging.getLogger(__name__)

VIEW, DOWNLOAD = "views", "downloads"
PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|scan|monitor|uptime|preview|fetch|headless|lighthouse|externalhit|archiver"
    r"|curl|wget|python|java/|go-http|libwww|httpclient|okhttp|axios|node",
    re.IGNORECASE,
)
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")


def count_when_sent(request: HttpRequest, response: HttpResponseBase, material: uuid.UUID, name: str) -> None:
    """One more view or download of the material (its translation key) once `response` has been sent.

    Not for programs, browsers that fetch ahead of their readers, previews, and those who use the admin.
    """
    if request.method == "GET" and _is_a_reader(request):
        # Django closes these with the response, before the connection to the database.
        response._resource_closers.append(lambda: _count(request, material, name))  # type: ignore[attr-defined]


def count_served(request: HttpRequest, material: uuid.UUID, name: str) -> None:
    """The same at once, where others make the answer. A browser that asks for news of what it has is none."""
    if request.method == "GET" and "If-None-Match" not in request.headers and _is_a_reader(request):
        _count(request, material, name)


def _count(request: HttpRequest, material: uuid.UUID, name: str) -> None:
    try:
        if not request.user.has_perm("wagtailadmin.access_admin"):
            MaterialCount.add(material, timezone.localdate(), name)
    except DatabaseError as error:  # a count is not worth a fault
        logger.warning("a material was not counted: %s", type(error).__name__)


def _is_a_reader(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    is_ahead = any("pre" in request.headers.get(name, "") for name in PREFETCH_HEADERS)
    is_preview = getattr(request, "is_preview", False)
    return bool(agent) and not PROGRAMS.search(agent) and not is_ahead and not is_preview
