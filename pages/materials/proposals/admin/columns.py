"""The cells of the listing. They read only what the listing has fetched: no query starts here."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language_info

from ..models import Proposal


def changed(proposal: Proposal) -> str:
    """When something last happened."""
    return date_format(localtime(proposal.changed), "SHORT_DATETIME_FORMAT")


def proposer(proposal: Proposal) -> str:
    """Who proposes it."""
    return proposal.proposer_name or "–"


def language(proposal: Proposal) -> str:
    """The language's name in the editor's own."""
    return str(get_language_info(proposal.language)["name_translated"])
