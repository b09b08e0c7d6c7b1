"""Configuration of the catalogue app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    """The catalogue; makes sure that saved searches and harvest records are looked through."""

    name = "pages.catalogue"
    label = "catalogue"
    verbose_name = _("Course catalogue")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .harvest import schedule as harvest_schedule
        from .harvest import signals as harvest_signals
        from .related import signals as related_signals
        from .saved import schedule as saved_schedule
        from .subjects import signals as subjects_signals

        harvest_signals.connect()
        related_signals.connect()
        subjects_signals.connect()
        for schedule in (harvest_schedule, saved_schedule):
            post_migrate.connect(schedule.ensure_schedule, sender=self, dispatch_uid=schedule.__name__)
