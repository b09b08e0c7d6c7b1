"""The admin's report of translations: pages × languages, and snippets × languages in the same form.

Lists only what the user may edit. How many queries a page of it takes does not depend on what it lists.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from integrations.liboppi.admin.exports import HarmlessExportMixin, harmless

from .cells import Cell, cell, edit_url
from .filters import ALL_WAITING, SECTION_DEPTH, PageTranslationsFilterSet, StateFilterSet
from .report_addresses import REPORT, RESULTS, SNIPPETS, SNIPPETS_RESULTS
from .rights import SUBMIT, User
from .states import WAITING, originals, suffix, with_states


def editable_pages(user: User) -> "QuerySet[Page]":
    """The originals that `user` may edit."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return originals(pages)


def snippet_models(user: User) -> list[Any]:
    """The kinds of snippets that are translated and that `user` may edit."""
    return [
        model
        for model in get_snippet_models()
        if issubclass(model, TranslatableMixin)
        and policy_registry.get_by_type(model).user_has_permission(user, "change")
    ]


class StateColumn(BaseColumn):
    """A language's cell."""

    cell_template_name = "translations/admin/cell.html"

    class Media:
        css = {"all": ["translations/admin.css"]}

    def __init__(self, locale: Locale) -> None:
        super().__init__(suffix(locale), label=capfirst(locale.get_display_name()))
        self.locale = locale

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = context["request"]
        shown = cell(instance, self.locale, may_submit=request.user.has_perm(SUBMIT))
        return context | {"cell": shown, "csrf_token": get_token(request)}


class OriginalColumn(Column):
    """The original's name in its language, and the way to its editor."""

    cell_template_name = "translations/admin/original_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {
            "url": edit_url(type(instance), instance.pk),
            "language": instance.locale.language_code,
        }


class TranslationsView(HarmlessExportMixin, ReportView):
    """What the reports of pages and of snippets share; the oldest stand first."""

    results_template_name = "translations/admin/report_results.html"
    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    is_searchable = True
    search_backend_name = None
    default_ordering = "waits"
    paginate_by = 50
    export_filename = "translations"

    @cached_property
    def locales(self) -> list[Locale]:
        """The content's languages, the default one first."""
        default = Locale.get_default()
        return sorted(Locale.objects.all(), key=lambda locale: (locale != default, locale.language_code))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return super().get_filterset_kwargs() | {"queryset": self.model._default_manager.none()}

    def order_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """By the time they have waited; what does not wait comes last."""
        since = [F(f"since_{suffix(locale)}") for locale in self.locales]
        queryset = queryset.annotate(waits=Coalesce(*since, None) if since else F("pk"))
        if self.ordering in ("waits", "-waits"):
            field = F("waits")
            by_age = field.asc(nulls_last=True) if self.ordering == "waits" else field.desc(nulls_last=True)
            return queryset.order_by(by_age, "pk")
        return super().order_queryset(queryset)

    def cells(self, item: Any) -> list[Cell]:
        """The item's cells, in the order of the languages."""
        return [cell(item, locale, may_submit=False) for locale in self.locales]

    def name_of(self, item: Any) -> str:
        """What the item is called."""
        return str(item)

    def get_export_headings(self) -> dict[str, Any]:
        names = {suffix(locale): capfirst(locale.get_display_name()) for locale in self.locales}
        return {"title": _("Title"), **names}

    def export_rows(self, items: Iterable[Any]) -> Iterator[dict[str, Any]]:
        for item in items:
            states = {suffix(cell.locale): str(cell) for cell in self.cells(item)}
            yield {"title": harmless(self.name_of(item)), **states}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        state = self.request.GET.get("state")
        nothing_waits = not context["object_list"] and state in (ALL_WAITING, *WAITING)
        return context | {"tabs": self._tabs(), "nothing_waits": nothing_waits}

    def _tabs(self) -> list[tuple[str, str, bool]]:
        """Each with its words, its address, and whether it is shown now."""
        models = snippet_models(self.request.user)
        pages = (gettext("Pages"), reverse(REPORT))
        places = [(m._meta.app_label, m._meta.model_name) for m in models]
        snippets = [
            (capfirst(str(model._meta.verbose_name_plural)), reverse(SNIPPETS, args=place))
            for model, place in zip(models, places, strict=True)
        ]
        return [(words, url, url == self.index_url) for words, url in (pages, *snippets)]


class PageTranslationsView(TranslationsView):
    """Pages × languages."""

    model = Page
    index_url_name = REPORT
    index_results_url_name = RESULTS
    filterset_class = PageTranslationsFilterSet
    search_fields = ["title", "draft_title"]
    any_permission_required = ["add", "change", "publish"]

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Title, kind and section, then a column for each language."""
        return [
            OriginalColumn("title", label=_("Title"), accessor=self.name_of, sort_key="title"),
            Column("kind", label=_("Kind"), accessor=_kind, classname="wide-only"),
            Column("section", label=_("Section"), accessor=self._section, classname="wide-only"),
            *(StateColumn(locale) for locale in self.locales),
            Column(
                "waits",
                label=_("Waiting since"),
                accessor=_waits,
                sort_key="waits",
                classname="wide-only",
            ),
        ]

    def get_base_queryset(self) -> "QuerySet[Page]":
        pages = with_states(editable_pages(self.request.user), self.locales)
        return pages.select_related("content_type", "locale")

    def get_export_headings(self) -> dict[str, Any]:
        title, *languages = super().get_export_headings().items()
        return dict([title, ("kind", _("Kind")), ("section", _("Section")), *languages])

    def export_rows(self, items: Iterable[Any]) -> Iterator[dict[str, Any]]:
        items = list(items)
        for page, row in zip(items, super().export_rows(items), strict=True):
            yield row | {"kind": _kind(page), "section": harmless(self._section(page))}

    def name_of(self, item: Any) -> str:
        return str(item.get_admin_display_title())

    @cached_property
    def _sections(self) -> dict[str, str]:
        return dict(Page.objects.filter(depth=SECTION_DEPTH).values_list("path", "title"))

    def _section(self, page: Page) -> str:
        return self._sections.get(page.path[: Page.steplen * SECTION_DEPTH], "")


class SnippetTranslationsView(TranslationsView):
    """Snippets of one kind × languages."""

    filterset_class = StateFilterSet

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        named = (kwargs["app_label"], kwargs["model_name"])
        models = {(m._meta.app_label, m._meta.model_name): m for m in get_snippet_models()}
        if named not in models or not issubclass(models[named], TranslatableMixin):
            raise Http404
        self.model = models[named]
        self.search_fields = [f.name for f in self.model._meta.fields if f.name in ("name", "title")]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.model not in snippet_models(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_index_url(self) -> str:
        return reverse(SNIPPETS, kwargs=self.kwargs)

    def get_index_results_url(self) -> str:
        return reverse(SNIPPETS_RESULTS, kwargs=self.kwargs)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """The name, then a column for each language."""
        name = OriginalColumn("name", label=_("Name"), accessor=self.name_of)
        return [name, *(StateColumn(locale) for locale in self.locales)]

    def get_base_queryset(self) -> "QuerySet[Any]":
        return with_states(originals(self.model._default_manager.select_related("locale")), self.locales)


class TranslationsMenuItem(MenuItem):
    """The report in the menu of reports, for those who edit pages."""

    def __init__(self) -> None:
        super().__init__(
            _("Translations"),
            reverse(REPORT),
            name="translations",
            icon_name="wagtail-localize-language",
            order=1050,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(PagePermissionPolicy().user_has_any_permission(request.user, ["add", "change"]))


def _kind(page: Page) -> str:
    model = page.cached_content_type.model_class()
    return capfirst(str(model._meta.verbose_name)) if model else ""


def _waits(page: Any) -> Any:
    return date_format(localtime(page.waits), "SHORT_DATE_FORMAT") if page.waits else ""
