"""The material bank: materials with files, themes, authors and licence, and the page that lists them."""

from dataclasses import replace
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import prefetch_related_objects
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from pages.core.blocks import BodyBlock
from pages.core.fields import BodyField, ContentLanguage, LanguagesField, language_names
from pages.core.licences import Licence
from pages.core.models import BasePage, SectionPage
from pages.ui.cards import Card, Fact

from .choices import MaterialKind
from .forms import MaterialFilterForm
from .querysets import MaterialPageQuerySet
from .themes import Theme

__all__ = ["MaterialFile", "MaterialIndexPage", "MaterialPage", "Theme"]


class MaterialIndexPage(SectionPage):
    """Lists the materials, the newest first; `?theme=…&language=…` narrows the list."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["materials.MaterialPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("material bank")
        verbose_name_plural = _("material banks")

    def entries(self) -> MaterialPageQuerySet:
        materials: MaterialPageQuerySet = MaterialPage.objects.child_of(self).live()
        return materials.newest_first()

    def asked_entries(self, request: HttpRequest) -> MaterialPageQuerySet:
        return self._form(request).narrow(self.entries())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `form`, the reader's theme and language."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["form"] = self._form(request)
        return context

    def _form(self, request: HttpRequest) -> MaterialFilterForm:
        """One form a request, so that the themes are asked for once."""
        forms: dict[int, MaterialFilterForm] = request.__dict__.setdefault("_material_forms", {})
        if self.pk not in forms:
            forms[self.pk] = MaterialFilterForm(request.GET, self.locale.language_code)
        return forms[self.pk]


class MaterialPage(BasePage):
    """One material of the material bank."""

    kind = models.CharField(_("kind"), max_length=20, choices=MaterialKind.choices, blank=True)
    themes = ParentalManyToManyField(
        Theme,
        verbose_name=_("themes"),
        related_name="materials",
        blank=True,
        help_text=_("What it is about."),
    )
    material_languages = LanguagesField(
        _("languages"), help_text=_("The languages in which the material itself can be had, not this page.")
    )
    authors = models.CharField(
        _("authors"),
        max_length=255,
        blank=True,
        help_text=_("As they should be credited: libraries, projects, groups, separated by commas."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    licence = models.CharField(
        _("licence"),
        max_length=32,
        choices=Licence.choices,
        blank=True,
        help_text=_("How others may use the material. A file's own licence is kept with the file."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who don't see it. Leave empty when the picture only decorates."),
    )
    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(MaterialPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("body", heading=_("What it is and how to use it")),
        InlinePanel("files", heading=_("Files"), label=_("File")),
        MultiFieldPanel(
            [FieldPanel("themes", widget=CheckboxSelectMultiple), FieldPanel("material_languages")],
            heading=_("Themes and languages"),
        ),
        MultiFieldPanel(
            [FieldPanel("authors"), FieldRowPanel([FieldPanel("year"), FieldPanel("licence")])],
            heading=_("Authors and licence"),
        ),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("authors"),
        index.AutocompleteField("authors"),
        index.SearchField("get_kind_display"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.RelatedFields("themes", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("kind"),
    ]
    # wagtail-localize passes over many-to-many fields unless told to copy them from the source page.
    override_translatable_fields = [SynchronizedField("themes", overridable=False)]
    parent_page_types = ["materials.MaterialIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    @property
    def licence_terms(self) -> Licence | None:
        """The licence with its name and address, None where none was given."""
        return Licence(self.licence) if self.licence else None

    @property
    def credit_line(self) -> str:
        """How to credit the material in running text: title, authors, year, licence and its address."""
        terms = self.licence_terms
        made = ", ".join(str(part) for part in (self.authors, self.year) if part)
        licence = ", ".join(part for part in (terms.short_name, terms.url) if part) if terms else ""
        return ". ".join(part for part in (self.title, made, licence) if part)

    def named_themes(self) -> list[Theme]:
        """The themes, each with a `local_name` in the active language.

        No query where `with_themes` brought them.
        """
        themes = list(self.themes.all())
        if all(hasattr(theme, "local_name") for theme in themes):
            return themes
        return list(
            Theme.objects.named_in(get_language() or "").filter(pk__in=[theme.pk for theme in themes])
        )

    def facts(self) -> tuple[Fact, ...]:
        """Authors, year, languages and licence, as far as they are known."""
        facts = []
        if self.authors:
            facts.append(Fact("pen-line", gettext("Authors"), self.authors))
        if self.year:
            facts.append(Fact("calendar", gettext("Year"), str(self.year)))
        if self.material_languages:
            facts.append(Fact("languages", gettext("Language"), language_names(self.material_languages)))
        if terms := self.licence_terms:
            facts.append(Fact("scale", gettext("Licence"), terms.short_name))
        return tuple(facts)

    def card(self, request: HttpRequest | None = None) -> Card:
        card = super().card(request)
        return replace(
            card,
            kind=self.get_kind_display() if self.kind else card.kind,
            facts=self.facts(),
            tags=tuple(theme.local_name for theme in self.named_themes()),
            image=self.picture,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `files` (MaterialFile objects) and `theme_names`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        files = list(self.files.all())
        prefetch_related_objects(files, "document")
        context["files"] = files
        context["theme_names"] = [theme.local_name for theme in self.named_themes()]
        return context


class MaterialFile(TranslatableMixin, Orderable):
    """A file of a material. A translation may have another file in its place."""

    page = ParentalKey(MaterialPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    label = models.CharField(
        _("label"),
        max_length=200,
        blank=True,
        help_text=_("What the file holds. Leave empty to show its own title."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=ContentLanguage.choices,
        blank=True,
        help_text=_("What the file is in."),
    )

    panels = [FieldPanel("document"), FieldPanel("label"), FieldPanel("language")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What readers see: the label, else the document's title."""
        return self.label or self.document.title
