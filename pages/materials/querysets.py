"""Questions asked of materials: by theme, target group, kind and language, the newest, those to review."""

from datetime import date

from django.db.models import F, Prefetch
from django.utils.translation import get_language
from wagtail.images import get_image_model

from integrations.liboppi.alphabet import alphabetical

from .target_groups import TargetGroup
from .themes import Theme
from .uses.querysets import UsedQuerySet


class MaterialPageQuerySet(UsedQuerySet):
    """Questions asked of materials."""

    def available(self) -> "MaterialPageQuerySet":
        """Those that have not been taken down."""
        return self.filter(taken_down=None)

    def on_theme(self, slug: str) -> "MaterialPageQuerySet":
        """Those of the theme with this slug, in whatever language the theme was chosen."""
        keys = Theme.objects.filter(slug=slug).values("translation_key")
        return self.filter(pk__in=self.model.objects.filter(themes__translation_key__in=keys).values("pk"))

    def for_group(self, slug: str) -> "MaterialPageQuerySet":
        """Those for the target group with this slug, as with themes."""
        keys = TargetGroup.objects.filter(slug=slug).values("translation_key")
        chosen = self.model.objects.filter(target_groups__translation_key__in=keys)
        return self.filter(pk__in=chosen.values("pk"))

    def of_kind(self, kind: str) -> "MaterialPageQuerySet":
        """Those of a kind (MaterialKind's value)."""
        return self.filter(kind=kind)

    def written_in(self, language: str) -> "MaterialPageQuerySet":
        """Those that can be had in a language (its code)."""
        return self.filter(material_languages__contains=language)

    def newest_first(self) -> "MaterialPageQuerySet":
        """By first publication, the latest on top."""
        return self.order_by("-first_published_at", "-pk")

    def last_reviewed_first(self) -> "MaterialPageQuerySet":
        """By the day of the last review; those never reviewed come last, the newest of them first."""
        return self.order_by(F("reviewed").desc(nulls_last=True), "-first_published_at", "-pk")

    def to_review(self, day: date) -> "MaterialPageQuerySet":
        """Originals whose review was due before `day`, the longest overdue first."""
        due = self.available().filter(live=True, alias_of=None, review_by__lt=day)
        return due.order_by("review_by", alphabetical("title"))

    def with_themes(self) -> "MaterialPageQuerySet":
        """With themes that have a `local_name` in the active language."""
        return self.prefetch_related(Prefetch("themes", Theme.objects.named_in(get_language() or "")))

    def with_target_groups(self) -> "MaterialPageQuerySet":
        """With target groups, as with themes."""
        named = TargetGroup.objects.named_in(get_language() or "")
        return self.prefetch_related(Prefetch("target_groups", named))

    def for_page(self) -> "MaterialPageQuerySet":
        files = self.model._meta.get_field("files").related_model.objects.select_related("document__preview")
        with_files = super().for_page().prefetch_related(Prefetch("files", files))
        pages = with_files.with_themes().with_target_groups().with_use_counts()
        return pages.select_related("picture", "based_on").prefetch_related("links")

    def for_index(self) -> "MaterialPageQuerySet":
        files = self.model._meta.get_field("files").related_model.objects.select_related("document")
        terms = [
            Prefetch("themes", Theme.objects.named_in_all()),
            Prefetch("target_groups", TargetGroup.objects.named_in_all()),
        ]
        pages = super().for_index().with_use_counts()
        return pages.prefetch_related(Prefetch("files", files), "links", *terms)

    def for_cards(self) -> "MaterialPageQuerySet":
        return super().for_cards().with_themes().with_use_counts()

    def with_pictures(self) -> "MaterialPageQuerySet":
        renditions = get_image_model().get_rendition_model().objects.all()
        of_pictures = Prefetch("picture__renditions", renditions, to_attr="prefetched_renditions")
        return self.select_related("picture").prefetch_related(of_pictures)

    def best_first(self) -> "MaterialPageQuerySet":
        return self.newest_first()
