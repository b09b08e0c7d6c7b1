"""A material that somebody of the staff proposes: what they wrote, their files, what was said of it."""

import uuid
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.core.looked_into import LookedInto

from .choices import BEFORE, OPEN, SETTLED, TELLS_PROPOSER, WAITING_FOR_EDITORS, ProposalState

DRAFT_DAYS = 30  # after so many without a change a draft is deleted
FILE_DAYS = 90  # after so many the files of what is settled are deleted; documents made of them stay
LONGEST_TEXT = 5000  # characters


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions asked of proposals."""

    def of(self, user: Any) -> "ProposalQuerySet":
        """Those that the user makes or has made."""
        return self.filter(proposer=user)

    def sent(self) -> "ProposalQuerySet":
        """Those that editors see: drafts are the proposer's alone."""
        return self.exclude(state=ProposalState.DRAFT)

    def waiting(self) -> "ProposalQuerySet":
        """Those that wait for an editor."""
        return self.filter(state__in=WAITING_FOR_EDITORS)

    def abandoned(self) -> "ProposalQuerySet":
        """Drafts that nobody has touched for long."""
        last = timezone.now() - timedelta(days=DRAFT_DAYS)
        return self.filter(state=ProposalState.DRAFT, changed__lt=last)

    def long_settled(self) -> "ProposalQuerySet":
        """Those whose files are no longer needed."""
        last = timezone.now() - timedelta(days=FILE_DAYS)
        return self.filter(state__in=SETTLED, changed__lt=last)


class Proposal(models.Model):
    """A proposed material. `answers` holds the form as it was filled in, by the names of its fields."""

    submission = models.UUIDField(default=uuid.uuid4, editable=False)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    bank = models.ForeignKey(
        "materials.MaterialIndexPage", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    language = models.CharField(_("language"), max_length=12, editable=False)
    title = models.CharField(_("title"), max_length=255, blank=True, editable=False)
    answers = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ProposalState.choices, default=ProposalState.DRAFT, editable=False
    )
    sent = models.DateTimeField(_("sent"), null=True, editable=False)
    changed = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)  # one more with every change of state
    page = models.ForeignKey(
        "materials.MaterialPage", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("material proposal")
        verbose_name_plural = _("material proposals")
        default_permissions = ("add", "view", "change")
        ordering = ["-changed", "-pk"]
        indexes = [models.Index(fields=["state", "changed"])]
        constraints = [
            models.UniqueConstraint(fields=["proposer", "submission"], name="materials_one_proposal_a_form")
        ]

    def __str__(self) -> str:
        return self.title or gettext("Proposal without a title")

    @property
    def is_draft(self) -> bool:
        """Whether only the proposer knows of it."""
        return self.state == ProposalState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it is on its way."""
        return self.state in OPEN

    def can_become(self, state: ProposalState) -> bool:
        """Whether its state may be followed by this one."""
        return self.state in BEFORE[state]

    @property
    def waits_for_answer(self) -> bool:
        """Whether the proposer is asked something."""
        return self.state == ProposalState.ASKED

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether the proposer may take it back: not any more once an editor has made a page of it."""
        return self.page_id is None and self.can_become(ProposalState.WITHDRAWN)

    @property
    def proposer_name(self) -> str:
        """The proposer's name, "" where the account is gone."""
        return (self.proposer.get_full_name() or self.proposer.get_username()) if self.proposer else ""


def private_place(file: "ProposalFile", _name: str) -> str:
    """Where a file is stored: outside what the site serves, under a name that cannot be guessed."""
    return f"proposals/{uuid.uuid4().hex}.{file.type}"


class ProposalFile(LookedInto):
    """A file of a proposal. `document` is what an editor has made of it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=private_place, max_length=120)
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()  # bytes
    added = models.DateTimeField(default=timezone.now)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("file of a proposal")
        verbose_name_plural = _("files of proposals")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """Its name without the ending."""
        return PurePath(self.name).stem


class ProposalEvent(models.Model):
    """What happened to a proposal: the state it came to, by whom, and the words that went with it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="events")
    state = models.CharField(_("state"), max_length=20, choices=ProposalState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_editor = models.BooleanField(default=False)
    text = models.TextField(_("message"), max_length=LONGEST_TEXT, blank=True)
    time = models.DateTimeField(default=timezone.now)
    mailed = models.DateTimeField(null=True)  # to the proposer

    class Meta:
        verbose_name = _("event of a proposal")
        verbose_name_plural = _("events of proposals")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.state}"

    @property
    def tells_proposer(self) -> bool:
        """Whether the proposer gets a mail about it."""
        return self.state in TELLS_PROPOSER
