"""Looks through the index for what is new to a saved search, and remembers it. Sends nothing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, QueryDict

from integrations.liboppi.alphabet import alphabetical
from pages.search.models import Entry

from ..asked import Asked, entries
from ..links import readable
from .models import Finding, SavedSearch

# Entries are dated when they are written and seen when that is committed: looking back further than to the
# last look misses none. What was found is not found again, nor is anything from before the search was saved.
OVERLAP = timedelta(days=1)


def look(pk: int, now: datetime) -> int:
    """Remember what has come since the last look for the search `pk`; how much that was.

    All of it in one transaction: a worker that dies leaves the search as if nobody had looked.
    """
    with transaction.atomic():
        search = SavedSearch.objects.locked(pk)
        if search is None:
            return 0
        new = _new_entries(search)
        findings = [
            Finding(search=search, page_id=entry.page_id, course_id=entry.course_id, found=now)
            for entry in new
        ]
        Finding.objects.bulk_create(findings)
        search.looked = now
        search.save(update_fields=["looked"])
    return len(findings)


def asked_by(search: SavedSearch) -> Asked:
    """The question that was saved."""
    return Asked.from_query(QueryDict(search.query), search.locale)


def as_reader(user: Any) -> HttpRequest:
    """A request of the user's, to ask what they may read."""
    request = HttpRequest()
    request.user = user
    return request


def found_entries(findings: Iterable[Finding], locale: str, request: HttpRequest) -> list[Entry]:
    """What was found, as far as it is still there and the reader may see it; by title."""
    findings = list(findings)
    pages = [finding.page_id for finding in findings if finding.page_id]
    courses = [finding.course_id for finding in findings if finding.course_id]
    rows = Entry.objects.filter(Q(page__in=pages) | Q(course__in=courses), locale=locale)
    return readable(rows.select_related("page", "course").order_by(alphabetical("title"), "pk"), request)


def _new_entries(search: SavedSearch) -> list[Entry]:
    since = max(search.looked - OVERLAP, search.saved)
    found = Finding.objects.filter(search=search)
    candidates = {
        entry.pk: entry
        for entry in Entry.objects.filter(locale=search.locale, added__gt=since)
        .exclude(page__in=found.exclude(page=None).values("page"))
        .exclude(course__in=found.exclude(course=None).values("course"))
    }
    if not candidates:
        return []
    fitting = entries(asked_by(search), as_reader(search.user))
    return [candidates[pk] for pk in fitting if pk in candidates]
