"""The words that materials are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MaterialKind(models.TextChoices):
    """What kind of material it is."""

    IDEA = "idea", _("Idea")
    EVENT_MODEL = "event_model", _("Event model")
    LESSON = "lesson", _("Lesson")
    CAMPAIGN = "campaign", _("Campaign")
    GUIDE = "guide", _("Guide")
    READING_LIST = "reading_list", _("Reading list")
    CHECKLIST = "checklist", _("Checklist")
    TEMPLATE = "template", _("Template")
    GAME = "game", _("Game")
    CARDS = "cards", _("Cards")
    PRESENTATION = "presentation", _("Presentation")
    RECORDING = "recording", _("Recording")
    OTHER = "other", _("Other material")


class SpeechAsText(models.TextChoices):
    """Whether what is said in a video or a recording can be read. Nothing chosen: nobody has told."""

    THERE = "there", _("Can be read: captions in the video, or a text beside the recording")
    MISSING = "missing", _("Cannot be read")
