"""The demo's proposed materials: one with a question, one that waits for an editor, one not sent yet."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from cms.accounts.models import User
from pages.materials.models import MaterialIndexPage, Proposal, ProposalEvent, ProposalFile
from pages.materials.proposals.choices import ProposalState

from .entries import read, stable_uuid
from .media import file_data
from .users import EDITOR

PROPOSER = "staff"
HOURS_BETWEEN_EVENTS = 20


def make_proposals(stored: list[FieldFile]) -> None:
    """Every proposal of the content, with its file and what was said. No mail goes out about them."""
    banks = {bank.locale.language_code: bank for bank in MaterialIndexPage.objects.select_related("locale")}
    people = {user.username: user for user in User.objects.filter(username__in=[PROPOSER, EDITOR])}
    for entry in read("proposals")["proposals"]:
        sent = timezone.now() - timedelta(days=entry["days_ago"])
        proposal = _make(entry, banks[entry["language"]], people[PROPOSER], sent)
        if "file" in entry:
            stored.append(_add_file(proposal, entry["file"]))
        for place, event in enumerate(entry["events"]):
            by = people[EDITOR] if event.get("by_editor") else people[PROPOSER]
            time = sent + place * timedelta(hours=HOURS_BETWEEN_EVENTS)
            ProposalEvent.objects.create(proposal=proposal, by=by, time=time, mailed=time, **event)


def _make(entry: Mapping[str, Any], bank: MaterialIndexPage, proposer: User, sent: datetime) -> Proposal:
    events = entry["events"]
    last = max(len(events) - 1, 0)
    proposal: Proposal = Proposal.objects.create(
        submission=stable_uuid("proposal", entry["key"]),
        proposer=proposer,
        bank=bank,
        language=entry["language"],
        title=entry["answers"]["title"],
        answers=entry["answers"],
        state=events[-1]["state"] if events else ProposalState.DRAFT,
        sent=sent if events else None,
        changed=sent + last * timedelta(hours=HOURS_BETWEEN_EVENTS),
        version=len(events),
    )
    return proposal


def _add_file(proposal: Proposal, file: Mapping[str, str]) -> FieldFile:
    data = file_data(file)
    kind = file["name"].rpartition(".")[2]
    made = ProposalFile(proposal=proposal, name=file["name"], type=kind, size=len(data))
    made.file.save(file["name"], ContentFile(data))
    return made.file
