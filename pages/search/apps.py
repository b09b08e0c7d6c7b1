"""Configuration of the search app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    """Search."""

    name = "pages.search"
    label = "search"
    verbose_name = pgettext_lazy("page", "Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .schedule import ensure_schedule
        from .signals import connect

        connect()
        post_migrate.connect(ensure_schedule, sender=self, dispatch_uid="search.ensure_schedule")
