"""Configuration of the accessibility app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccessibilityConfig(AppConfig):
    """Accessibility statement and feedback; makes sure that the daily task is scheduled once tables exist."""

    name = "pages.accessibility"
    label = "accessibility"
    verbose_name = _("Accessibility")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .schedule import ensure_schedule

        post_migrate.connect(ensure_schedule, sender=self, dispatch_uid="accessibility.ensure_schedule")
