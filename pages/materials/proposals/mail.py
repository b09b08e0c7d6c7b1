"""The mails to the proposer, in the language of the proposal. Logs know a mail by its event's number."""

import logging

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from .choices import ProposalState
from .models import Proposal, ProposalEvent

logger = logging.getLogger(__name__)


def mail_proposer(event: ProposalEvent) -> bool:
    """Tell the proposer what happened; whether the mail went out. True where there is nobody to be told."""
    proposal = event.proposal
    if proposal.proposer is None or not proposal.proposer.email:
        return True
    with translation.override(proposal.language):
        context = {
            "event": event,
            "proposal": proposal,
            "name": proposal.proposer.get_full_name(),
            "address": address_of(proposal),
            "material": proposal.page.full_url if proposal.page else "",
        }
        body = render_to_string(f"materials/proposals/mail/{event.state}.txt", context).strip()
        mail = EmailMessage(_subject(event.state), body, to=[proposal.proposer.email])
        return _send(mail, event)


def address_of(proposal: Proposal) -> str:
    """The proposal's own address on the site, in the active language; "" where its material bank is gone."""
    bank = proposal.bank
    if bank is None:
        return ""
    return f"{bank.full_url}{bank.reverse_subpage('proposal', kwargs={'number': proposal.pk})}"


def _subject(state: str) -> str:
    return {
        ProposalState.ASKED: _("A question about the material you proposed"),
        ProposalState.DECLINED: _("About the material you proposed"),
        ProposalState.PUBLISHED: _("The material you proposed is out. Thank you!"),
    }[ProposalState(state)]


def _send(mail: EmailMessage, event: ProposalEvent) -> bool:
    try:
        mail.send()
    except Exception as error:  # noqa: BLE001 (mail servers fail in every way, and what they say names people)
        kind = type(error).__name__
        logger.error("mail about event %s of a proposal not sent: %s", event.pk, kind)  # noqa: TRY400
        return False
    return True
