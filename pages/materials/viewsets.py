"""How the vocabularies of the material bank are kept in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .target_groups import TargetGroup
from .themes import Theme

LANGUAGE = LocaleColumn(label=_("Language"))


class TermViewSet(SnippetViewSet):
    """Terms in an order of their own, with their slugs."""

    list_display = ["name", LANGUAGE, "slug"]
    search_fields = ["name", "slug"]
    sort_order_field = "sort_order"
    ordering = ["sort_order"]
    copy_view_enabled = False


class ThemeViewSet(TermViewSet):
    """The themes."""

    model = Theme
    icon = "tag"


class TargetGroupViewSet(TermViewSet):
    """The target groups, with their ages."""

    model = TargetGroup
    icon = "group"
    list_display = ["name", LANGUAGE, Column("ages", label=_("Ages")), "slug"]
