"""What the material bank registers with Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from .viewsets import ThemeViewSet

register_snippet(ThemeViewSet)
