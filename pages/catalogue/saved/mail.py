"""The mail that tells a reader what is new for a saved search, in the language of its list."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from pages.search.models import Entry

from ..links import entry_links
from .addresses import catalogue_in, full_address, results_url, saved_url, unsubscribe_url
from .models import SavedSearch

logger = logging.getLogger(__name__)

MOST_LISTED = 20  # things in a mail


def mail_findings(search: SavedSearch, entries: Sequence[Entry]) -> bool:
    """Tell the reader of the entries; whether the mail went out.

    A failure is logged by its kind alone: what mail servers say of it names addresses.
    """
    with translation.override(search.locale):
        body = render_to_string("catalogue/saved/mail.txt", _context(search, entries)).strip()
        subject = _("New: %(name)s") % {"name": " ".join(search.name.split())}
    headers = {
        "List-Unsubscribe": f"<{unsubscribe_url(search)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    try:
        EmailMessage(subject, body, to=[search.user.email], headers=headers).send()
    except Exception as error:  # noqa: BLE001 (mail servers fail in every way, and what they say names people)
        logger.error("mail of saved search %s not sent: %s", search.pk, type(error).__name__)  # noqa: TRY400
        return False
    return True


def _context(search: SavedSearch, entries: Sequence[Entry]) -> dict[str, object]:
    page = catalogue_in(search.locale)
    return {
        "search": search,
        "count": len(entries),
        "items": [(link, full_address(link.url)) for link in entry_links(entries[:MOST_LISTED])],
        "more": max(0, len(entries) - MOST_LISTED),
        "results": full_address(results_url(page, search.query)) if page else "",
        "own": full_address(saved_url(page)) if page else "",
        "unsubscribe": unsubscribe_url(search),
    }
