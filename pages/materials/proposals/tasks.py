"""What the background worker does with proposals. Everything may run twice: what is done is claimed first."""

import logging

from django.utils import timezone

from .choices import TELLS_PROPOSER
from .mail import mail_proposer
from .models import Proposal, ProposalEvent, ProposalFile

logger = logging.getLogger(__name__)


def daily() -> None:
    """Mails that could not be sent, abandoned drafts, files that are no longer needed."""
    unsent = ProposalEvent.objects.filter(mailed=None, state__in=TELLS_PROPOSER)
    for number in unsent.values_list("pk", flat=True):
        send_mail(number)
    clear_away()


def send_mail(number: int) -> None:
    """Tell the proposer of an event, once."""
    one = ProposalEvent.objects.filter(pk=number)
    if not one.filter(mailed=None).update(mailed=timezone.now()):
        return
    event = one.select_related("proposal__proposer", "proposal__bank", "proposal__page").get()
    if not mail_proposer(event):
        one.update(mailed=None)


def clear_away() -> None:
    """Delete drafts that were left, and the private files of what is long settled."""
    drafts, _rows = Proposal.objects.abandoned().delete()
    files, _rows = ProposalFile.objects.filter(proposal__in=Proposal.objects.long_settled()).delete()
    if drafts or files:
        logger.info("material proposals: %s rows of drafts and %s old files deleted", drafts, files)
