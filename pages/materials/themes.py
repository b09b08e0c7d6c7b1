"""The themes by which the material bank is ordered: one set for all languages, named in each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail_localize.fields import SynchronizedField

from .vocabulary import Term


class Theme(Term):
    """A theme of the material bank."""

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("yso"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("yso", overridable=False),
    ]

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="materials_one_theme_a_slug")]
