"""A feedback on accessibility, from what a reader met to what was answered."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..choices import WAITING, FeedbackState
from ..deadlines import REMINDER_DAYS, default_answer_by

LONGEST_TEXT = 5000  # characters
LONGEST_LINE = 500  # characters, as those of a text
OWN_WORDS = ("page", "problem", "usage", "name", "email", "wants_copy")  # what the reader fills in


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Questions asked of feedback."""

    def waiting(self) -> "FeedbackQuerySet":
        """What has not been answered yet."""
        return self.filter(state__in=WAITING)

    def late(self) -> "FeedbackQuerySet":
        """What waits although the last day for an answer is over."""
        return self.waiting().filter(answer_by__lt=localdate())

    def due_soon(self) -> "FeedbackQuerySet":
        """What waits and has few days left, but is not late."""
        today = localdate()
        return self.waiting().filter(answer_by__range=(today, today + timedelta(days=REMINDER_DAYS)))


class Feedback(models.Model):
    """What somebody told of an obstacle. `name` and `email` are wiped some months after it was settled."""

    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=12, editable=False)
    page = models.CharField(_("page or file"), max_length=LONGEST_LINE)
    problem = models.TextField(_("what was the problem"), max_length=LONGEST_TEXT)
    usage = models.CharField(_("how the site is used"), max_length=LONGEST_LINE, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    wants_copy = models.BooleanField(_("wants a copy"), default=False)

    received = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    answer_by = models.DateField(_("answer by"), default=default_answer_by, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=FeedbackState.choices, default=FeedbackState.NEW, editable=False
    )
    answer = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)
    notes = models.TextField(_("notes for colleagues"), max_length=LONGEST_TEXT, blank=True)
    settled = models.DateTimeField(_("settled"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=0, editable=False)  # one more with every deed of an editor

    keepers_told = models.DateTimeField(null=True, editable=False)
    copy_mailed = models.DateTimeField(null=True, editable=False)
    answer_mailed = models.DateTimeField(_("answer mailed"), null=True, editable=False)
    reminded = models.DateTimeField(null=True, editable=False)
    late_told = models.DateTimeField(null=True, editable=False)
    wiped = models.DateTimeField(_("personal data wiped"), null=True, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("accessibility feedback")
        verbose_name_plural = pgettext_lazy("plural", "accessibility feedback")
        default_permissions = ("view", "change", "delete")  # nobody adds one in the admin
        ordering = ["-received", "-pk"]
        indexes = [models.Index(fields=["state", "answer_by"])]

    def __str__(self) -> str:
        """Without what the reader wrote: it stays in logs after the feedback is deleted."""
        return gettext("Feedback %(number)s") % {"number": self.pk}

    def summary(self) -> str:
        """The problem in one short line."""
        return Truncator(" ".join(self.problem.split())).chars(80)

    summary.short_description = _("Problem")  # type: ignore[attr-defined]

    @property
    def is_waiting(self) -> bool:
        """Whether an answer, or the word that none is needed, is still to come."""
        return self.state in WAITING

    @property
    def is_late(self) -> bool:
        """Whether it waits although the last day for an answer is over."""
        return self.is_waiting and self.answer_by < localdate()

    @property
    def answer_was_not_mailed(self) -> bool:
        """Whether there is an answer that should have gone out by mail and has not."""
        return self.state == FeedbackState.ANSWERED and bool(self.email) and self.answer_mailed is None

    def says(self, words: dict[str, Any]) -> bool:
        """Whether these are the very words of this feedback, field by field."""
        return all(getattr(self, name) == words[name] for name in OWN_WORDS)
