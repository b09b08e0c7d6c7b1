"""What the background worker does with saved searches: looks for what is new and mails it.

Everything may run twice. A mail is claimed before it is sent: a failure releases the claim, and a worker that
dies while sending counts as having sent, for the reader's list on the site shows what was found anyway.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pages.search.models import Entry

from .looking import as_reader, found_entries, look
from .mail import mail_findings
from .models import Finding, SavedSearch

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claim:
    """A mail that is this worker's to send. `before` is when the search's last mail was."""

    search: SavedSearch
    entries: list[Entry]
    findings: list[Finding]
    before: datetime | None


def daily() -> None:
    """Look for every reader's searches, and send the mails that are due."""
    now = timezone.now()
    mails = 0
    for pk in list(SavedSearch.objects.watched().values_list("pk", flat=True)):
        try:
            look(pk, now)
            mails += send_if_due(pk, now)
        except Exception as error:  # noqa: BLE001 (one search that fails keeps no other reader waiting)
            logger.error("saved search %s failed: %s", pk, type(error).__name__)  # noqa: TRY400
    if mails:
        logger.info("saved searches: %s mails sent", mails)


def send_if_due(pk: int, now: datetime) -> bool:
    """Mail what waits for it, where it is time; whether a mail was sent."""
    claim = _claim(pk, now)
    if claim is None:
        return False
    if mail_findings(claim.search, claim.entries):
        return True
    _release(claim)
    return False


def _claim(pk: int, now: datetime) -> Claim | None:
    """What waits, as far as it is still there and the reader may see it; None where nothing is to be sent."""
    with transaction.atomic():
        search = SavedSearch.objects.locked(pk)
        if search is None or not search.user.email or not search.is_due(now):
            return None
        waiting = list(search.findings.filter(mailed=None))
        entries = found_entries(waiting, search.locale, as_reader(search.user)) if waiting else []
        if not entries:
            return None
        shown = {(entry.page_id, entry.course_id) for entry in entries}
        findings = [one for one in waiting if (one.page_id, one.course_id) in shown]
        before = search.mailed
        _mark(search, findings, findings_mailed=now, last_mail=now)
    return Claim(search, entries, findings, before)


def _release(claim: Claim) -> None:
    with transaction.atomic():
        _mark(claim.search, claim.findings, findings_mailed=None, last_mail=claim.before)


def _mark(
    search: SavedSearch,
    findings: list[Finding],
    *,
    findings_mailed: datetime | None,
    last_mail: datetime | None,
) -> None:
    Finding.objects.filter(pk__in=[one.pk for one in findings]).update(mailed=findings_mailed)
    SavedSearch.objects.filter(pk=search.pk).update(mailed=last_mail)
