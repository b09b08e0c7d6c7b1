"""Takes in what readers send: once each, and told to the keepers by the background worker."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django_q.tasks import async_task

from .models.feedback import Feedback

ARRIVAL_TASK = "pages.accessibility.tasks.send_arrival_mails"


def already_received(words: dict[str, Any], submission: uuid.UUID) -> Feedback | None:
    """The feedback that the same form has brought with the same words, None where it is new."""
    found = Feedback.objects.filter(submission=submission).first()
    return found if found and found.says(words) else None


def receive(words: dict[str, Any], submission: uuid.UUID, language: str) -> Feedback:
    """Store a feedback and let the mails about it go out. A form sent again with other words is another."""
    if Feedback.objects.filter(submission=submission).exists():
        submission = uuid.uuid4()
    try:
        with transaction.atomic():
            feedback = Feedback.objects.create(**words, submission=submission, language=language)
            async_task(ARRIVAL_TASK, feedback.pk, task_name=f"accessibility_feedback_{feedback.pk}")
    except IntegrityError:  # sent twice in the same moment
        return Feedback.objects.get(submission=submission)
    return feedback
