"""Configuration of the site itself."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """How everything is put together: commands, error pages, demo content."""

    name = "cms"
    label = "cms"
