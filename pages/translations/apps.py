"""Configuration of the translations app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Keeps the languages equal: who may translate what, what may go live, what waits to be translated."""

    name = "pages.translations"
    label = "translations"
    verbose_name = _("Translations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import pending, publishing, saving, submitting

        pending.connect()
        publishing.install()
        saving.install()
        submitting.install()
