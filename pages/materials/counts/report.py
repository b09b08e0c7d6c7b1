"""The admin's report of how much each material is looked at, downloaded and used."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, TextChoices, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from integrations.liboppi.alphabet import alphabetical

from ..models import MaterialPage
from ..uses.querysets import use_counts
from .models import MaterialCount

RIGHT = "materials.view_materialcount"
REPORT, RESULTS = "materials_counts", "materials_counts_results"


class Period(TextChoices):
    """Which days are counted; the values are numbers of days. Uses are always counted in all."""

    MONTH = "30", _("The last 30 days")
    YEAR = "365", _("The last 365 days")


class CountsFilterSet(WagtailFilterSet):
    """The period, which the report itself counts by."""

    period = django_filters.ChoiceFilter(
        label=_("Views and downloads of"),
        choices=Period.choices,
        empty_label=_("All time"),
        widget=forms.RadioSelect,
        method="counted_already",
    )

    class Meta:
        model = MaterialPage
        fields: list[str] = []

    def counted_already(self, materials: QuerySet[Any], _name: str, _period: str) -> QuerySet[Any]:
        return materials


class CountsReportView(ReportView):
    """Each material once, whatever languages it has; the most downloaded on top."""

    page_title = _("Materials in numbers")
    header_icon = "doc-full-inverse"
    index_url_name = REPORT
    index_results_url_name = RESULTS
    filterset_class = CountsFilterSet
    default_ordering = "-downloads"
    list_export = ["title", "views", "downloads", "uses"]
    export_headings = {
        "title": _("Material"), "views": _("Views"), "downloads": _("Downloads"), "uses": _("Uses"),
    }  # fmt: skip
    columns = [
        TitleColumn(
            "title",
            label=_("Material"),
            sort_key="title",
            get_url=lambda page: reverse("wagtailadmin_explore", args=[page.pk]),
        ),
        Column("views", label=_("Views"), sort_key="views"),
        Column("downloads", label=_("Downloads"), sort_key="downloads"),
        Column("uses", label=_("Uses"), sort_key="uses"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(RIGHT):
            from wagtail.admin.auth import permission_denied

            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self) -> str:
        return f"materials-{localdate().isoformat()}"

    def get_base_queryset(self) -> Any:
        is_first = Q(locale__language_code=settings.LANGUAGE_CODE)
        versions = MaterialPage.objects.filter(translation_key=OuterRef("translation_key"))
        one_each = MaterialPage.objects.filter(alias_of=None).filter(
            is_first | ~Exists(versions.filter(is_first, alias_of=None))
        )
        return one_each.annotate(
            views=self._sum("views"), downloads=self._sum("downloads"), uses=use_counts("translation_key")
        )

    def order_queryset(self, queryset: Any) -> Any:
        return super().order_queryset(queryset).order_by(*self._order(), alphabetical("title"), "pk")

    def _order(self) -> list[str]:
        wanted = self.request.GET.get("ordering", self.default_ordering)
        return [wanted] if wanted.lstrip("-") in self.list_export else [self.default_ordering]

    def _sum(self, name: str) -> Any:
        counts = MaterialCount.objects.filter(material=OuterRef("translation_key"))
        period = self.request.GET.get("period")
        if period in Period.values:
            counts = counts.filter(day__gt=localdate() - timedelta(days=int(period)))
        summed = counts.values("material").annotate(total=Sum(name)).values("total")
        return Coalesce(Subquery(summed, output_field=IntegerField()), Value(0))


class CountsMenuItem(MenuItem):
    """The report in the menu of reports, for those who may see it."""

    def __init__(self) -> None:
        super().__init__(
            _("Materials in numbers"),
            reverse(REPORT),
            name="materials-counts",
            icon_name="doc-full-inverse",
            order=1110,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RIGHT))


def report_urls() -> list[URLPattern]:
    """The report's addresses under the admin's."""
    return [
        path("reports/materials/", CountsReportView.as_view(), name=REPORT),
        path("reports/materials/results/", CountsReportView.as_view(results_only=True), name=RESULTS),
    ]
