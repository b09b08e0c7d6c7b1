"""Configuration of the catalogue app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """Course catalogue."""

    name = "pages.catalogue"
    label = "catalogue"
    verbose_name = _("Course catalogue")
    default_auto_field = "django.db.models.BigAutoField"
