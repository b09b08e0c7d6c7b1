"""What changes a proposal's state: one deed after another, never two at once. Knows no rights."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from .choices import ProposalState
from .models import Proposal, ProposalEvent

MAIL_TASK = "pages.materials.proposals.tasks.send_mail"


class TooLate(Exception):
    """Somebody else has changed the proposal in the meantime, so nothing was done."""


@transaction.atomic
def move(
    proposal: Proposal,
    state: ProposalState,
    user: Any,
    text: str = "",
    *,
    by_editor: bool = False,
    seen: int | None = None,
) -> ProposalEvent:
    """Bring the proposal to `state` and remember it. `seen` is the version that the user had before them.

    Raises TooLate where the state or the version is another by now. The mail goes out once all is stored.
    """
    current = locked(proposal)
    if not current.can_become(state) or (seen is not None and seen != current.version):
        raise TooLate
    now = timezone.now()
    current.state, current.changed, current.version = state, now, current.version + 1
    if state == ProposalState.NEW:
        current.sent = now
    current.save(update_fields=["state", "changed", "version", "sent"])
    for name in ("state", "changed", "version", "sent"):
        setattr(proposal, name, getattr(current, name))
    event = ProposalEvent.objects.create(
        proposal=current, state=state, by=user, by_editor=by_editor, text=text, time=now
    )
    if event.tells_proposer:
        async_task(MAIL_TASK, event.pk, task_name=f"material_proposal_event_{event.pk}")
    return event


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it is stored now, kept from others until the transaction ends."""
    return Proposal.objects.select_for_update().get(pk=proposal.pk)
