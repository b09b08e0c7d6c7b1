"""How the themes of the material bank are kept in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .themes import Theme


class ThemeViewSet(SnippetViewSet):
    """Themes in an order of their own, with their slugs."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes of materials")
    add_to_admin_menu = True
    menu_order = 310
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    sort_order_field = "sort_order"
    ordering = ["sort_order"]
    copy_view_enabled = False
