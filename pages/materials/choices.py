"""The words that materials are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MaterialKind(models.TextChoices):
    """What kind of material it is."""

    EVENT_MODEL = "event_model", _("Event model")
    GUIDE = "guide", _("Guide")
    READING_LIST = "reading_list", _("Reading list")
    CHECKLIST = "checklist", _("Checklist")
    TEMPLATE = "template", _("Template")
    GAME = "game", _("Game")
    CARDS = "cards", _("Cards")
    PRESENTATION = "presentation", _("Presentation")
    RECORDING = "recording", _("Recording")
    OTHER = "other", _("Other material")
