"""Configuration of the Liboppi plugin."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LiboppiConfig(AppConfig):
    """The course catalogue of Liboppi; makes sure that its sync is scheduled once all tables exist."""

    name = "integrations.liboppi"
    label = "liboppi"
    verbose_name = _("Liboppi")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401 (registers them)
        from .alphabet import add_collation
        from .copies.usage import index_references
        from .push import ensure_push_schedule
        from .schedule import ensure_schedule

        index_references()
        connection_created.connect(add_collation, dispatch_uid="liboppi.add_collation")
        post_migrate.connect(ensure_schedule, sender=self, dispatch_uid="liboppi.ensure_schedule")
        post_migrate.connect(ensure_push_schedule, sender=self, dispatch_uid="liboppi.ensure_push_schedule")
