"""What the background worker does with feedback: mails about it, reminders, and wiping personal data.

Everything may run twice: what has been done is remembered with the feedback, and claimed before it is done.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .conf import Options
from .deadlines import months_before
from .mail import mail_arrival, mail_receipt, mail_reminder
from .models import Feedback
from .models.feedback import FeedbackQuerySet

logger = logging.getLogger(__name__)


def daily() -> None:
    """Mails that could not be sent, reminders, wiping."""
    unsent = Feedback.objects.waiting().filter(Q(keepers_told=None) | Q(copy_mailed=None, wants_copy=True))
    for pk in unsent.values_list("pk", flat=True):
        send_arrival_mails(pk)
    remind()
    wipe()


def send_arrival_mails(pk: int) -> None:
    """Tell the keepers of a feedback, and send a receipt where one was asked for."""
    one = Feedback.objects.filter(pk=pk)
    feedback = one.first()
    if feedback is None:
        return
    if _claim(one, "keepers_told") and not mail_arrival(feedback):
        _release([pk], "keepers_told")
    receipts = one.filter(wants_copy=True).exclude(email="")
    if _claim(receipts, "copy_mailed") and not mail_receipt(feedback):
        _release([pk], "copy_mailed")


def remind() -> None:
    """One mail about all that has few days left or is late, each told once of either."""
    due_soon = _claim(Feedback.objects.due_soon(), "reminded")
    late = _claim(Feedback.objects.late(), "late_told")
    if not (due_soon or late):
        return
    claimed = Feedback.objects.order_by("answer_by", "pk")
    if not mail_reminder(claimed.filter(pk__in=due_soon), claimed.filter(pk__in=late)):
        _release(due_soon, "reminded")
        _release(late, "late_told")


def wipe() -> int:
    """Remove names and e-mail addresses of what was settled long enough ago; how many were wiped."""
    last_day = months_before(timezone.localdate(), Options.from_settings().months)
    old = Feedback.objects.filter(wiped=None, settled__date__lt=last_day)
    wiped = old.update(name="", email="", wiped=timezone.now())
    if wiped:
        logger.info("accessibility feedback: personal data wiped from %s", wiped)
    return wiped


def _claim(feedback: FeedbackQuerySet, name: str) -> list[int]:
    """Mark those for which `name` has not been done as done; their primary keys, by the last day."""
    with transaction.atomic():
        open_ones = feedback.filter(**{name: None}).select_for_update().order_by("answer_by", "pk")
        claimed = list(open_ones.values_list("pk", flat=True))
        _mark(claimed, name, timezone.now())
    return claimed


def _release(claimed: Iterable[int], name: str) -> None:
    _mark(claimed, name, None)


def _mark(claimed: Iterable[int], name: str, moment: datetime | None) -> None:
    Feedback.objects.filter(pk__in=claimed).update(**{name: moment})
