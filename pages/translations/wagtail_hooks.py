"""What the translations register with Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .aliases import after_copy
from .editing import before_editing
from .home_panel import TranslationsPanel
from .taking_over import take_over

take_over()

hooks.register("before_edit_page", before_editing, order=-1)  # before wagtail-localize's
hooks.register("before_edit_snippet", before_editing, order=-1)
hooks.register("after_copy_page", after_copy)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("translations/", include("pages.translations.urls"))]


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(TranslationsPanel(request))
