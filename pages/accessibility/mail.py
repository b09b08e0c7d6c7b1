"""The mails about feedback. Those to the keepers hold nothing of what readers wrote, only where to read it.

Each function answers whether the mail went out. A failure is logged by its kind alone: what mail servers say
of it names addresses.
"""

import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .authority import supervisory_authority
from .conf import Options
from .models import Feedback

logger = logging.getLogger(__name__)

RULE = f"\n\n{'-' * 72}\n\n"
LIST_URL, EDIT_URL = "accessibility_feedback:index", "accessibility_feedback:edit"


def mail_answer(feedback: Feedback) -> bool:
    """The answer to whoever asked, with what was asked, in its language."""
    subject = _("Answer to your feedback on accessibility")
    return _mail_sender(feedback, subject, "accessibility/mail/answer.txt")


def mail_receipt(feedback: Feedback) -> bool:
    """A receipt to whoever asked for one. Nobody has shown that the address is theirs: no word of the form's
    goes there.
    """
    return _mail_sender(feedback, _("Your feedback on accessibility"), "accessibility/mail/receipt.txt")


def mail_arrival(feedback: Feedback) -> bool:
    """To the keepers: there is new feedback. True where there are none to be told."""
    context = {"feedback": feedback, "address": _admin_address(EDIT_URL, feedback.pk)}
    subject = _("New feedback on accessibility")
    return _mail_keepers(subject, "accessibility/mail/arrival.txt", context)


def mail_reminder(due_soon: Iterable[Feedback], late: Iterable[Feedback]) -> bool:
    """To the keepers: what has few days left and what is late."""
    context = {
        "groups": [_with_addresses(due_soon), _with_addresses(late)],
        "address": _admin_address(LIST_URL),
    }
    subject = _("Feedback on accessibility waits for an answer")
    return _mail_keepers(subject, "accessibility/mail/reminder.txt", context)


def _with_addresses(feedback: Iterable[Feedback]) -> list[dict[str, Any]]:
    return [{"answer_by": one.answer_by, "address": _admin_address(EDIT_URL, one.pk)} for one in feedback]


def _mail_sender(feedback: Feedback, subject: Promise, template: str) -> bool:
    with translation.override(feedback.language):
        context = {"feedback": feedback, "authority": supervisory_authority()}
        body = render_to_string(template, context).strip()
        return _send(EmailMessage(str(subject), body, to=[feedback.email]), template)


def _mail_keepers(subject: Promise, template: str, context: dict[str, Any]) -> bool:
    """In the site's languages, one below the other."""
    recipients = Options.from_settings().recipients
    if not recipients:
        return True
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            subjects.append(str(subject))
            bodies.append(render_to_string(template, context).strip())
    return _send(EmailMessage(" / ".join(subjects), RULE.join(bodies), to=list(recipients)), template)


def _send(mail: EmailMessage, template: str) -> bool:
    try:
        mail.send()
    except Exception as error:  # noqa: BLE001 (mail servers fail in every way, and what they say names people)
        logger.error("accessibility mail not sent: %s, %s", template, type(error).__name__)  # noqa: TRY400
        return False
    return True


def _admin_address(name: str, *arguments: int) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=arguments)}"
