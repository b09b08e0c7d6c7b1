"""Questions asked of materials: by theme, by language, the newest."""

from django.db.models import Prefetch
from django.utils.translation import get_language
from wagtail.images import get_image_model

from pages.core.models import BasePageQuerySet

from .themes import Theme


class MaterialPageQuerySet(BasePageQuerySet):
    """Questions asked of materials."""

    def on_theme(self, slug: str) -> "MaterialPageQuerySet":
        """Those of the theme with this slug, in whatever language the theme was chosen."""
        keys = Theme.objects.filter(slug=slug).values("translation_key")
        return self.filter(pk__in=self.model.objects.filter(themes__translation_key__in=keys).values("pk"))

    def written_in(self, language: str) -> "MaterialPageQuerySet":
        """Those that can be had in a language (its code)."""
        return self.filter(material_languages__contains=language)

    def newest_first(self) -> "MaterialPageQuerySet":
        """By first publication, the latest on top."""
        return self.order_by("-first_published_at", "-pk")

    def with_themes(self) -> "MaterialPageQuerySet":
        """With themes that have a `local_name` in the active language."""
        return self.prefetch_related(Prefetch("themes", Theme.objects.named_in(get_language() or "")))

    def for_cards(self) -> "MaterialPageQuerySet":
        pictures = get_image_model().objects.prefetch_renditions()
        return super().for_cards().with_themes().prefetch_related(Prefetch("picture", pictures))
