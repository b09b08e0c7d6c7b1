"""Configuration of the Liboppi plugin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiboppiConfig(AppConfig):
    """The course catalogue of Liboppi."""

    name = "integrations.liboppi"
    label = "liboppi"
    verbose_name = _("Liboppi")
    default_auto_field = "django.db.models.BigAutoField"
