"""Configuration of the workgroups app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkgroupsConfig(AppConfig):
    """Workgroups."""

    name = "pages.workgroups"
    label = "workgroups"
    verbose_name = _("Workgroups")
    default_auto_field = "django.db.models.BigAutoField"
