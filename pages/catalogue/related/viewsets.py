"""How pins are kept in the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Pinboard


class PinboardViewSet(SnippetViewSet):
    """Each page or course that has pins, with them."""

    model = Pinboard
    icon = "thumbtack"
    menu_label = _("Related items")
    list_display = ["__str__", "kind"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the pages and the courses' titles."""
        courses = ("course__texts", "course__editor_texts")
        return Pinboard.objects.select_related("page", "course").prefetch_related(*courses).order_by("pk")
