"""What a statement and a feedback can be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Compliance(models.TextChoices):
    """How far the service meets the requirements, as the model statement of (EU) 2018/1523 has it."""

    FULLY = "fully", _("Fully compliant")
    PARTLY = "partly", _("Partly compliant")
    NOT = "not", _("Not compliant")


class Cause(models.TextChoices):
    """Why a content is not accessible, as the model statement tells causes apart."""

    NOT_COMPLIANT = "not-compliant", _("Not in compliance with the law yet")
    BURDEN = "burden", _("Disproportionate burden")
    OUTSIDE = "outside", _("Outside the scope of the law")


class Assessment(models.TextChoices):
    """Who has assessed the service."""

    SELF = "self", _("We assessed it ourselves")
    THIRD_PARTY = "third-party", _("A third party assessed it")
    BOTH = "both", _("We and a third party assessed it")


class FeedbackState(models.TextChoices):
    """Where a feedback is on its way to an answer."""

    NEW = "new", _("New")
    IN_PROGRESS = "in-progress", _("Being answered")
    ANSWERED = "answered", _("Answered")
    NO_ANSWER_NEEDED = "no-answer-needed", _("No answer needed")


WAITING = (FeedbackState.NEW, FeedbackState.IN_PROGRESS)
