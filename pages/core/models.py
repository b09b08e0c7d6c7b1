"""The base of every page, the home page and the standard page."""

from dataclasses import replace
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction
from wagtail.search import index

from pages.ui.cards import Card
from pages.ui.text_language import TEXT_LANGUAGE

from .blocks import BodyBlock, FooterPagesBlock
from .chosen import Chosen, first_picture
from .fields import BodyField
from .findable import Findable, Kind
from .media import CustomDocument, CustomImage, CustomRendition
from .paging import page_of
from .restrictions import visible
from .routing import way_from

__all__ = [
    "BasePage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "HomePage",
    "PendingTranslation",
    "SectionPage",
    "StandardPage",
]


class BasePageQuerySet(PageQuerySet):
    """Questions asked of pages in lists."""

    def for_cards(self) -> "BasePageQuerySet":
        """With what cards show but pictures, so that no card asks for it itself."""
        return self.with_language()

    def with_pictures(self) -> "BasePageQuerySet":
        """With the pictures of cards."""
        return self

    def best_first(self) -> "BasePageQuerySet":
        """In the order in which a section puts them first elsewhere."""
        return self.order_by("path")

    def for_page(self) -> "BasePageQuerySet":
        """With what a page shows of itself."""
        return self.with_language()

    def for_index(self) -> "BasePageQuerySet":
        """With what a page tells the search of itself."""
        return self.with_language()

    def with_language(self) -> "BasePageQuerySet":
        """With what tells the language of the text."""
        return self.select_related(*TEXT_LANGUAGE)

    def visible_to(self, request: HttpRequest | None) -> "BasePageQuerySet":
        """The published pages that `request`'s user may read; without a request, those that anybody may."""
        return visible(self, request)


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Page):
    """What all pages share: a lead, a language that readers can trust, and a card for lists.

    A page that is not translated stands in the other language's tree as an alias; its text is then in
    `content_language`, not in the tree's. So it is while a translation that has begun waits to be published.
    """

    lead = models.TextField(
        _("lead"),
        max_length=400,
        blank=True,
        help_text=_(
            "One or two sentences that tell what the page is for. Shown under the title and in lists."
        ),
    )

    objects = BasePageManager()
    card_picture = ""  # the name of the field that holds the picture of its card
    is_public = False  # routing sets it where it has seen that nobody is kept from the page

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.AutocompleteField("lead")]

    class Meta:
        abstract = True

    @cached_property
    def content_language(self) -> str:
        """The code of the language the page's text is in."""
        if self.alias_of:
            return self.alias_of.locale.language_code
        pending = getattr(self, "pending_translation", None)
        return pending.language if pending else self.locale.language_code

    @property
    def is_in_other_language(self) -> bool:
        """Whether the page's text is in another language than the reader's."""
        return self.content_language != get_language()

    @property
    def social_picture(self) -> CustomImage | None:
        """What is shown where the page is shared: the first picture of its body, None where it has none."""
        body = getattr(self, "body", None)
        return first_picture(body) if body else None

    def get_view_restrictions(self) -> Any:
        """Who is kept from the page; no query where it is known to be public."""
        return PageViewRestriction.objects.none() if self.is_public else super().get_view_restrictions()

    @property
    def is_listed(self) -> bool:
        """Whether lists and the search may tell of it while it is published."""
        return True

    @property
    def chosen_numbers(self) -> frozenset[int]:
        """The primary keys of the pages that its body has chosen."""
        body = getattr(self, "body", None)
        return Chosen.in_body(body).page_numbers if body else frozenset()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Nothing is added, but what the body has chosen is loaded for this reader from here on."""
        if body := getattr(self, "body", None):
            Chosen.in_body(body, request, self)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context

    @property
    def body_text(self) -> str:
        """What its body says, plain; "" for a page without one."""
        body = getattr(self, "body", None)
        return "\n".join(body.stream_block.get_searchable_content(body)) if body else ""

    def findable(self) -> Findable:
        """What the search and the catalogue know of this page. Kinds of pages add what they have."""
        return Findable(
            kind=Kind.PAGE,
            title=self.title,
            language=self.content_language,
            lead=self.lead,
            text=self.body_text,
            published=self.first_published_at,
        )

    def card(self, request: HttpRequest | None = None) -> Card:
        """What lists show of this page."""
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            lead=self.lead,
            kind=str(self._meta.verbose_name).capitalize(),
            language=self.content_language if self.is_in_other_language else "",
        )


class SectionPage(BasePage):
    """A page that lists its entries: the trainings, the materials, the workgroups."""

    entries_per_page = 20

    class Meta:
        abstract = True

    def entries(self) -> BasePageQuerySet:
        """The section's published pages, in the order that readers want them."""
        raise NotImplementedError

    def asked_entries(self, request: HttpRequest) -> BasePageQuerySet:
        """Those of the entries that the reader asks for: here all, a section with filters says which."""
        return self.entries()

    def highlights(self, request: HttpRequest | None) -> BasePageQuerySet:
        """The entries that stand for this section elsewhere, the best first."""
        return self.entries().visible_to(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `entries` (a page of a Paginator) and `cards`, one for each of them."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        entries = self.asked_entries(request).visible_to(request).for_cards().with_pictures()
        context["entries"] = page_of(entries, self.entries_per_page, request.GET.get("page"))
        context["cards"] = [page.card(request) for page in context["entries"]]
        return context


class PendingTranslation(models.Model):
    """A published page whose text is still another language's: a translation has begun, none is published.

    wagtail-localize turns the alias into a page of its own as soon as somebody begins to translate it.
    Without this row readers would be told that its text is in their language.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="pending_translation")
    language = models.CharField(_("language of the published text"), max_length=12)

    class Meta:
        verbose_name = _("pending translation")
        verbose_name_plural = _("pending translations")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.language}"


class HomePage(BasePage):
    """The region's front page in one language. Its title is the site's name, its footer the site's footer."""

    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)
    footer = RichTextField(
        _("footer"),
        blank=True,
        features=["bold", "link", "ul"],
        help_text=_("Who keeps the site and how to reach them. Shown at the foot of every page."),
    )

    footer_pages = BodyField(
        FooterPagesBlock(),
        verbose_name=_("pages in the footer"),
        blank=True,
        help_text=_("Such as privacy and the accessibility statement. Shown at the foot of every page."),
    )
    social_image = models.ForeignKey(
        CustomImage,
        verbose_name=_("picture for links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where a page without a picture of its own is shared, in chats for instance."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("footer"), FieldPanel("footer_pages")], heading=_("Footer")),
        FieldPanel("social_image"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    page_description = _("The front page of the site in one language.")
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def footer_numbers(self) -> list[int]:
        """The primary keys of the pages in the footer, in the editor's order."""
        return [block["value"] for block in self.footer_pages.raw_data if block["value"]]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """The page at the address, found in two queries. Raises Http404 where there is none."""
        return way_from(self, path_components).route(request)


class StandardPage(BasePage):
    """An ordinary page: a lead and a body of blocks."""

    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        HelpPanel(content=_("An ordinary page: write a title and a lead, then build the body from blocks.")),
        *BasePage.content_panels,
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    page_description = _("An ordinary page: instructions, information, a collection of links.")
    parent_page_types = ["core.HomePage", "core.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def card(self, request: HttpRequest | None = None) -> Card:
        return replace(super().card(request), kind=gettext("Page"))
