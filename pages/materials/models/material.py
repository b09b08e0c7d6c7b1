"""A material of the material bank: what it holds, and how it is written in the admin."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from pages.core.blocks import BodyBlock
from pages.core.fields import BodyField, LanguagesField
from pages.core.findable import Findable
from pages.core.licences import MATERIAL_LICENCES, OTHER, Licence, LicenceTerms
from pages.core.models import BasePage
from pages.core.restrictions import refused_branches
from pages.core.terms import named
from pages.ui.cards import Card, Fact, Tag

from .. import facts, findable
from ..choices import MaterialKind
from ..credit_lines import credit_line
from ..downloads.mixin import DownloadsMixin
from ..material_form import MaterialForm
from ..material_panels import CONTENT_PANELS
from ..querysets import MaterialPageQuerySet
from ..showing import ShowsMaterial
from ..target_groups import TargetGroup
from ..themes import Theme
from ..uses.mixin import UsesMixin
from ..what_it_needs import NeedsMixin


class MaterialPage(ShowsMaterial, UsesMixin, DownloadsMixin, NeedsMixin, RoutablePageMixin, BasePage):
    """One material of the material bank."""

    kind = models.CharField(_("kind"), max_length=20, choices=MaterialKind.choices, blank=True)
    themes = ParentalManyToManyField(
        Theme,
        verbose_name=_("themes"),
        related_name="materials",
        blank=True,
        help_text=_("What it is about."),
    )
    target_groups = ParentalManyToManyField(
        TargetGroup,
        verbose_name=_("target groups"),
        related_name="materials",
        blank=True,
        help_text=_("Whom it is used with. Leave empty where it suits everybody."),
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
    library = models.CharField(
        _("library"),
        max_length=200,
        blank=True,
        help_text=_("Where it was made, if the authors don't tell: the library or the municipality."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    licence = models.CharField(
        _("licence"),
        max_length=32,
        choices=MATERIAL_LICENCES,
        blank=True,
        help_text=_("How others may use the material. A file's own licence is kept with the file."),
    )
    licence_name = models.CharField(
        _("name of the other licence"),
        max_length=100,
        blank=True,
        help_text=_("Only where the licence is another than those in the list."),
    )
    licence_url = models.URLField(_("address of the other licence"), blank=True)
    based_on = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
        verbose_name=_("adapted from"),
        help_text=_("The material of the bank that this one was made of. It will link here, too."),
    )
    based_on_elsewhere = models.CharField(
        _("adapted from something elsewhere"),
        max_length=255,
        blank=True,
        help_text=_("Title and authors of what is not in the bank, as they should be credited."),
    )
    based_on_url = models.URLField(_("its address"), max_length=500, blank=True)
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
    what_changed = models.TextField(
        _("what is new in this version"),
        max_length=1000,
        blank=True,
        help_text=_(
            "Write this anew and publish, and readers get a new version beside the old one. Leave it as it "
            "is for a small correction."
        ),
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("keeper"),
        help_text=_("Who keeps it up to date. Readers don't see the name."),
    )
    reviewed = models.DateField(_("reviewed on"), null=True, blank=True, help_text=_("Readers see the day."))
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("After this day it stands in the report of materials to review."),
    )
    taken_down = models.DateField(
        _("taken down on"),
        null=True,
        blank=True,
        help_text=_(
            "Its page then says only that it was taken down, and why: files and old versions are refused, "
            "and it leaves lists and the search."
        ),
    )
    taken_down_reason = models.TextField(
        _("why it was taken down"), max_length=1000, blank=True, help_text=_("Readers see this.")
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
        help_text=_("The material to use in its place, where there is one."),
    )

    objects = PageManager.from_queryset(MaterialPageQuerySet)()
    card_picture = "picture"

    base_form_class = MaterialForm
    content_panels = [*BasePage.content_panels, *CONTENT_PANELS]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("authors"),
        index.AutocompleteField("authors"),
        index.SearchField("library"),
        index.SearchField("get_kind_display"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.RelatedFields("themes", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.RelatedFields("target_groups", [index.SearchField("name")]),
        index.FilterField("kind"),
        index.FilterField("taken_down"),
    ]
    # wagtail-localize passes over many-to-many fields unless told to copy them from the source page.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("themes", "target_groups", "kind", "year", "licence", "taken_down")
    ]
    page_description = _("An idea or material to share, with its files, authors and licence.")
    parent_page_types = ["materials.MaterialIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    @property
    def is_listed(self) -> bool:
        """Not when it was taken down."""
        return self.taken_down is None

    @property
    def social_picture(self) -> Any:
        """The material's own picture, else the first of its body."""
        return self.picture or super().social_picture

    @property
    def licence_terms(self) -> LicenceTerms | None:
        """The licence with its name and address, None where none was given."""
        if self.licence == OTHER:
            return LicenceTerms(OTHER, self.licence_name, self.licence_name, self.licence_url)
        return Licence(self.licence).terms if self.licence else None

    @property
    def credit_line(self) -> str:
        """How strangers may credit the material in running text, in the language of its own text."""
        refused = refused_branches(None) if self.based_on_id else ()
        return credit_line(self, self.content_language, refused)

    def named_themes(self) -> list[Theme]:
        """The themes, each with a `local_name` in the active language."""
        return named(self.themes.all())

    def named_target_groups(self) -> list[TargetGroup]:
        """The target groups, as the themes."""
        return named(self.target_groups.all())

    def facts(self) -> tuple[Fact, ...]:
        """For whom, authors, library, year, languages, licence and review, as far as they are known."""
        return (*facts.page_facts(self), *self.use_facts())

    def findable(self) -> Findable:
        return findable.findable_material(self, super().findable())

    def card(self, request: HttpRequest | None = None) -> Card:
        card = super().card(request)
        return replace(
            card,
            kind=self.get_kind_display() if self.kind else card.kind,
            facts=(*facts.card_facts(self), *self.use_facts()),
            tags=tuple(Tag(theme.local_name, theme.local_language) for theme in self.named_themes()),
            image=self.picture,
        )

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return super().get_sitemap_urls(request) if self.is_listed else []
