"""What editors do with a feedback: answer it, settle it without an answer, open it again, keep notes.

Knows nobody's rights. The caller holds the feedback's row locked, so that two deeds come one after the other.
"""

from enum import StrEnum
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log

from .choices import FeedbackState
from .models import Feedback


class Deed(StrEnum):
    """What can be done; the values are those of the form's buttons."""

    SAVE = "save"
    ANSWER = "answer"
    CLOSE = "close"
    REOPEN = "reopen"
    MAIL = "mail"  # an answer once more whose mail could not be sent


LOG_ACTIONS = {
    Deed.SAVE: "accessibility.save",
    Deed.ANSWER: "accessibility.answer",
    Deed.CLOSE: "accessibility.close",
    Deed.REOPEN: "accessibility.reopen",
    Deed.MAIL: "accessibility.mail",
}


def possible_deeds(feedback: Feedback) -> set[Deed]:
    """What the state of the feedback leaves to do."""
    if feedback.is_waiting:
        return {Deed.SAVE, Deed.ANSWER, Deed.CLOSE}
    if feedback.state == FeedbackState.NO_ANSWER_NEEDED:
        return {Deed.SAVE, Deed.REOPEN}
    return {Deed.SAVE, Deed.MAIL} if feedback.answer_was_not_mailed else {Deed.SAVE}


def do(deed: Deed, feedback: Feedback, user: Any) -> None:
    """Do it and log it. Mail is the caller's affair: it is claimed here, and sent once all is stored."""
    now = timezone.now()
    if deed in (Deed.ANSWER, Deed.CLOSE):
        feedback.settled, feedback.settled_by = now, user
    if deed in (Deed.ANSWER, Deed.MAIL) and feedback.email:
        feedback.answer_mailed = now
    if deed == Deed.REOPEN:
        feedback.settled = feedback.settled_by = None
    feedback.state = _state_after(deed, feedback)
    feedback.version += 1
    feedback.save()
    log(feedback, LOG_ACTIONS[deed], user=user, content_changed=True)


def mail_failed(feedback: Feedback) -> None:
    """Remember that the answer's mail did not go out after all."""
    Feedback.objects.filter(pk=feedback.pk).update(answer_mailed=None)


def _state_after(deed: Deed, feedback: Feedback) -> str:
    states = {
        Deed.ANSWER: FeedbackState.ANSWERED,
        Deed.CLOSE: FeedbackState.NO_ANSWER_NEEDED,
        Deed.REOPEN: FeedbackState.IN_PROGRESS,
    }
    if deed == Deed.SAVE and feedback.state == FeedbackState.NEW and (feedback.answer or feedback.notes):
        return FeedbackState.IN_PROGRESS
    return states.get(deed, FeedbackState(feedback.state))
