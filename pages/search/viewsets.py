"""The admin's menu of the search: synonyms, promotions, and what people searched and did not find."""

from typing import Any
from urllib.parse import urlencode

from django.middleware.csrf import get_token
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .editing import LONGEST_LIST, Promotion, Synonym
from .missed import MissedSearch

PREFILLED = ("finnish", "swedish", "words", "locale")
SYNONYM_FIELDS = {"fi": "finnish", "sv": "swedish"}


class PrefilledCreateView(CreateView):
    """A form that the address may fill in: the words of a search that found nothing."""

    def get_initial(self) -> dict[str, Any]:
        asked = {
            name: self.request.GET[name][:LONGEST_LIST] for name in PREFILLED if name in self.request.GET
        }
        return super().get_initial() | asked


class SynonymViewSet(ModelViewSet):
    """Synonyms by their words."""

    model = Synonym
    name = "search_synonyms"
    url_prefix = "search-words/synonyms"
    icon = "list-ul"
    menu_label = _("Synonyms")
    add_view_class = PrefilledCreateView
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["finnish", "swedish"]
    search_fields = ["finnish", "swedish"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "Who searches for one of these words finds the others too, in both languages. Other "
                    "forms of the words need not be written."
                )
            ),
            FieldPanel("finnish"),
            FieldPanel("swedish"),
        ]
    )


class PromotionViewSet(ModelViewSet):
    """Promotions in their order."""

    model = Promotion
    name = "search_promotions"
    url_prefix = "search-words/promotions"
    icon = "pick"
    menu_label = _("Promotions")
    add_view_class = PrefilledCreateView
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "words",
        Column("target", label=_("Stands first"), accessor=lambda one: one.page or one.course),
        Column("locale", label=_("Language"), accessor="get_locale_display", sort_key="locale"),
        "sort_order",
    ]
    list_filter = ["locale"]
    search_fields = ["words"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("words"),
            FieldPanel("locale"),
            MultiFieldPanel([FieldPanel("page"), FieldPanel("course")], heading=_("What stands first")),
            FieldPanel("sort_order"),
        ]
    )


class WaysOnColumn(BaseColumn):
    """What an editor can do about a search that found nothing."""

    cell_template_name = "search/admin/ways_on_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        words, locale, may = instance.words, instance.locale, request.user.has_perm
        synonym = _prefilled("search_synonyms", {SYNONYM_FIELDS.get(locale, "finnish"): words})
        promotion = _prefilled("search_promotions", {"words": words, "locale": locale})
        done = reverse("search_missed:delete", args=[instance.pk])
        return context | {
            "synonym": may("search.add_synonym") and synonym,
            "promotion": may("search.add_promotion") and promotion,
            "done": may("search.delete_missedsearch") and done,
            "csrf_token": get_token(request),
        }


def _prefilled(viewset: str, values: dict[str, str]) -> str:
    return f"{reverse(f'{viewset}:add')}?{urlencode(values)}"


class MissedSearchViewSet(ModelViewSet):
    """Searches that found nothing, the most frequent first. Nobody writes them; "done" takes one away."""

    model = MissedSearch
    name = "search_missed"
    url_prefix = "search-words/not-found"
    icon = "search"
    menu_label = _("Not found")
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields: list[str] = []
    list_per_page = 50
    list_display = [
        Column("words", label=_("Words"), sort_key="words"),
        Column("count", label=pgettext_lazy("how often", "Times"), sort_key="count"),
        Column("last_day", label=_("Last searched"), sort_key="last_day"),
        Column("locale", label=_("Language"), accessor="get_locale_display", sort_key="locale"),
        WaysOnColumn("ways_on", label=_("What to do")),
    ]
    list_filter = ["locale"]
    list_export = ["words", "count", "last_day", "locale"]
    export_filename = "not-found"
    search_fields = ["words"]
    search_backend_name = None

    def get_urlpatterns(self) -> list[URLPattern]:
        left_out = ("add", "edit", "usage", "history")
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in left_out]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        none = {"add_url_name": "", "edit_url_name": "", "usage_url_name": "", "history_url_name": ""}
        common: dict[str, Any] = super().get_common_view_kwargs(**none, **kwargs)
        return common


class SearchViewSetGroup(ModelViewSetGroup):
    """The menu."""

    menu_label = _("Site search")
    menu_icon = "search"
    menu_order = 440
    items = (SynonymViewSet, PromotionViewSet, MissedSearchViewSet)
