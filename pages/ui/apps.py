"""Configuration of the ui app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """UI."""

    name = "pages.ui"
    label = "ui"
    verbose_name = _("UI")
    default_auto_field = "django.db.models.BigAutoField"
