"""The base of every page, the home page and the standard page."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction
from wagtail.search import index

from pages.ui.cards import Card

from .blocks import BodyBlock
from .fields import BodyField
from .media import CustomDocument, CustomImage, CustomRendition

__all__ = [
    "BasePage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "HomePage",
    "SectionPage",
    "StandardPage",
]


class BasePageQuerySet(PageQuerySet):
    """Questions asked of pages in lists."""

    def for_cards(self) -> "BasePageQuerySet":
        """With what a card needs to know its language, so that no card asks for it itself."""
        return self.select_related("locale", "alias_of__locale", "alias_of")

    def visible_to(self, request: HttpRequest | None) -> "BasePageQuerySet":
        """The published pages that `request`'s user may read; without a request, those that anybody may."""
        pages = self.live()
        if request is None:
            return pages.public()
        restrictions = PageViewRestriction.objects.select_related("page").prefetch_related("groups")
        for restriction in restrictions:
            if not restriction.accept_request(request):
                pages = pages.not_descendant_of(restriction.page, inclusive=True)
        return pages


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(Page):
    """What all pages share: a lead, a language that readers can trust, and a card for lists.

    A page that is not translated stands in the other language's tree as an alias; its text is then in
    `content_language`, not in the tree's.
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

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.AutocompleteField("lead")]

    class Meta:
        abstract = True

    @cached_property
    def content_language(self) -> str:
        """The code of the language the page's text is in."""
        source = self.alias_of
        return source.locale.language_code if source else self.locale.language_code

    @property
    def is_in_other_language(self) -> bool:
        """Whether the page's text is in another language than the reader's."""
        return self.content_language != get_language()

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

    def highlights(self, request: HttpRequest | None, limit: int) -> list[Card]:
        """The cards that stand for this section elsewhere, at most `limit`."""
        return [page.card(request) for page in self.entries().visible_to(request).for_cards()[:limit]]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `entries` (a page of a Paginator) and `cards`, one for each of them."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        entries = self.asked_entries(request).visible_to(request).for_cards()
        paginator = Paginator(entries, self.entries_per_page)
        context["entries"] = paginator.get_page(request.GET.get("page"))
        context["cards"] = [page.card(request) for page in context["entries"]]
        return context


class HomePage(BasePage):
    """The region's front page in one language. Its title is the site's name, its footer the site's footer."""

    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)
    footer = RichTextField(
        _("footer"),
        blank=True,
        features=["bold", "link", "ul"],
        help_text=_("Who keeps the site and how to reach them. Shown at the foot of every page."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("footer")]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(BasePage):
    """An ordinary page: a lead and a body of blocks."""

    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        HelpPanel(content=_("An ordinary page: write a title and a lead, then build the body from blocks.")),
        *BasePage.content_panels,
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.AutocompleteField("body")]
    parent_page_types = ["core.HomePage", "core.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def card(self, request: HttpRequest | None = None) -> Card:
        return replace(super().card(request), kind=gettext("Page"))
