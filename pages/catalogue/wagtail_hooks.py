"""What the catalogue registers with Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from .admin_menu import CatalogueGroup

register_snippet(CatalogueGroup)
