"""Configuration of the trainings app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    """Trainings."""

    name = "pages.trainings"
    label = "trainings"
    verbose_name = _("Trainings")
    default_auto_field = "django.db.models.BigAutoField"
