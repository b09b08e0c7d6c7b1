"""The themes by which the material bank is ordered: one set for all languages, named in each."""

from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import Locale, Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField


class ThemeQuerySet(QuerySet["Theme"]):
    """Questions asked of themes."""

    def named_in(self, language: str) -> "ThemeQuerySet":
        """Each with `local_name`: its name in `language`, else its own."""
        namesake = Theme.objects.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language
        )
        return self.annotate(local_name=Coalesce(Subquery(namesake.values("name")[:1]), F("name")))

    def one_each(self) -> "ThemeQuerySet":
        """Each theme once, whatever languages it has: in the default language where it has that."""
        default = Locale.get_default()
        in_default = Theme.objects.filter(translation_key=OuterRef("translation_key"), locale=default)
        earlier = Theme.objects.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
        return self.filter(models.Q(locale=default) | ~Exists(in_default) & ~Exists(earlier))


class Theme(TranslatableMixin, Orderable):
    """A theme of the material bank. Its slug, the same in every language, stands in addresses and the API."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        help_text=_(
            "The theme's name in addresses and for other programs. Leave it as it is once materials are out."
        ),
    )

    objects = ThemeQuerySet.as_manager()

    panels = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug", widget=SlugInput)]
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="materials_one_theme_a_slug")]

    def __str__(self) -> str:
        return self.name
