"""Configuration of the materials app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MaterialsConfig(AppConfig):
    """Material bank."""

    name = "pages.materials"
    label = "materials"
    verbose_name = _("Material bank")
    default_auto_field = "django.db.models.BigAutoField"
