"""The words that trainings are sorted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TrainingKind(models.TextChoices):
    """What kind of training it is."""

    WEBINAR = "webinar", _("Webinar")
    COURSE = "course", _("Course")
    WORKSHOP = "workshop", _("Workshop")
    COFFEE = "coffee", _("Remote coffee")
    STUDY_TRIP = "study_trip", _("Study trip")
    DEVELOPMENT_DAY = "development_day", _("Development day")
    MENTORING = "mentoring", _("Mentoring")


class TrainingState(models.TextChoices):
    """Where a training stands in time. One whose dates are not set yet is upcoming."""

    UPCOMING = "upcoming", _("Upcoming")
    ONGOING = "ongoing", _("Going on")
    PAST = "past", _("Past")
