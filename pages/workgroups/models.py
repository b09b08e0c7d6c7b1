"""The region's workgroups: what each is for, who is in it by role, and its news. Knows no person by name."""

from dataclasses import replace
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index

from integrations.liboppi.alphabet import alphabetical
from pages.core.blocks import TEXT_FEATURES, BodyBlock
from pages.core.dates import day_tag
from pages.core.fields import BodyField
from pages.core.findable import Findable, Kind
from pages.core.models import BasePage, BasePageQuerySet, SectionPage
from pages.core.paging import page_of
from pages.ui.cards import Card, Fact


class WorkgroupIndexPage(SectionPage):
    """Lists the workgroups."""

    template = "ui/section.html"
    page_description = _("Lists the workgroups that stand under it.")
    parent_page_types = ["core.HomePage"]
    subpage_types = ["workgroups.WorkgroupPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of workgroups")
        verbose_name_plural = _("lists of workgroups")

    def entries(self) -> BasePageQuerySet:
        return WorkgroupPage.objects.child_of(self).live().best_first()


class WorkgroupQuerySet(BasePageQuerySet):
    """Questions asked of workgroups."""

    def best_first(self) -> "WorkgroupQuerySet":
        """By title."""
        return self.order_by(alphabetical("title"), "pk")

    def for_index(self) -> "WorkgroupQuerySet":
        return super().for_index().prefetch_related("members")


class WorkgroupPage(BasePage):
    """One workgroup. Its news are pages under it."""

    objects = PageManager.from_queryset(WorkgroupQuerySet)()

    news_shown = 5
    news_per_page = 20

    purpose = RichTextField(
        _("purpose"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("What the group is for and what it does, in a few sentences."),
    )
    contact_text = models.CharField(
        _("whom to contact"),
        max_length=200,
        blank=True,
        help_text=_("A role rather than a name, such as “Secretary of the group”: people change."),
    )
    contact_email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("The group's or a role's address. It is public.")
    )
    how_to_join = RichTextField(
        _("how to join"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Who can join or follow the group, and how."),
    )
    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        HelpPanel(
            content=_("Publish the group first. Its news are pages of their own: add them under this page.")
        ),
        *BasePage.content_panels,
        FieldPanel("purpose"),
        MultiFieldPanel([FieldPanel("contact_text"), FieldPanel("contact_email")], heading=_("Contact")),
        FieldPanel("how_to_join"),
        InlinePanel(
            "members",
            heading=_("Members"),
            label=_("Member"),
            help_text=_("Roles and the organisations they speak for. No names of people are needed."),
        ),
        FieldPanel("body", heading=_("More about the group")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("purpose"),
        index.AutocompleteField("purpose"),
        index.SearchField("how_to_join"),
        index.AutocompleteField("how_to_join"),
        index.SearchField("body"),
        index.AutocompleteField("body"),
    ]
    page_description = _("A workgroup or network: purpose, contact, members and news.")
    parent_page_types = ["workgroups.WorkgroupIndexPage"]
    subpage_types = ["workgroups.WorkgroupNewsPage"]

    class Meta:
        verbose_name = _("workgroup")
        verbose_name_plural = _("workgroups")

    def news(self) -> BasePageQuerySet:
        """The group's published news, the newest first."""
        return WorkgroupNewsPage.objects.child_of(self).live().newest_first()

    def findable(self) -> Findable:
        """Adds that it is a workgroup, what it is for, and whom its members speak for."""
        found = super().findable()
        organisations = {member.organisation for member in self.members.all() if member.organisation}
        purpose = "\n".join(strip_tags(text) for text in (self.purpose, self.how_to_join) if text)
        return replace(
            found,
            kind=Kind.WORKGROUP,
            keywords=tuple(sorted(organisations)),
            text="\n".join(text for text in (purpose, found.text) if text),
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `members`, `news` (cards), and `entries` (a Paginator's page) when all news are asked for."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        news = self.news().visible_to(request).for_cards()
        context["members"] = list(self.members.all())
        context["shows_all_news"] = request.GET.get("news") == "all"
        if context["shows_all_news"]:
            context["entries"] = page_of(news, self.news_per_page, request.GET.get("page"))
            shown = list(context["entries"])
        else:
            first = list(news[: self.news_shown + 1])
            context["has_more_news"] = len(first) > self.news_shown
            shown = first[: self.news_shown]
        context["news"] = [page.card(request) for page in shown]
        return context


class WorkgroupMember(TranslatableMixin, Orderable):
    """A seat in a workgroup: a role, and whom it speaks for."""

    page = ParentalKey(WorkgroupPage, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(
        _("role"), max_length=150, help_text=_("Such as chair, secretary or representative.")
    )
    organisation = models.CharField(
        _("organisation"), max_length=200, blank=True, help_text=_("A library, consortium or body.")
    )

    panels = [FieldPanel("role"), FieldPanel("organisation")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role


class WorkgroupNewsQuerySet(BasePageQuerySet):
    """Questions asked of news."""

    def newest_first(self) -> "WorkgroupNewsQuerySet":
        """By date, the latest on top."""
        return self.order_by("-date", "-pk")


class WorkgroupNewsPage(BasePage):
    """A piece of news of one workgroup."""

    date = models.DateField(_("date"), default=timezone.localdate)
    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)

    objects = PageManager.from_queryset(WorkgroupNewsQuerySet)()

    content_panels = [*BasePage.content_panels, FieldPanel("date"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.AutocompleteField("body"),
        index.FilterField("date"),
    ]
    page_description = _("News of one workgroup, with its date.")
    parent_page_types = ["workgroups.WorkgroupPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news of a workgroup")
        verbose_name_plural = _("news of workgroups")

    def facts(self) -> tuple[Fact, ...]:
        """When it was written."""
        return (Fact("calendar", gettext("Date"), day_tag(self.date)),)

    def card(self, request: HttpRequest | None = None) -> Card:
        return replace(super().card(request), kind=gettext("News"), facts=self.facts())
