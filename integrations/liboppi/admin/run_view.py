"""The admin's page of one sync: how it stands, what it counted and skipped, and every change."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from ..models import RunStatus, SyncChange, SyncRun
from ..permissions import may_force, may_see_courses, may_sync, sync_run_policy
from ..words import search_words
from . import columns, run_words
from .asking_views import RUNS, can_be_forced
from .buttons import FIRST, forced_look_button, sync_now_button
from .change_columns import ActionsColumn, ChangedCourseColumn, DifferencesColumn
from .change_rows import change_rows, exported
from .exports import HarmlessExportMixin
from .live import live_run
from .run_filters import SyncChangeFilterSet

RUN = "liboppi_sync_runs:inspect"
MOST_SKIPPED = 200  # rows of the table; the download has all
OTHERS = 30  # runs that one can compare with


class SyncRunView(HarmlessExportMixin, IndexView):
    """One sync, as the listing of its changes."""

    model = SyncChange
    permission_policy = sync_run_policy
    any_permission_required = ["view"]
    template_name = "liboppi/admin/sync_run.html"
    results_template_name = "liboppi/admin/sync_run_results.html"
    filterset_class = SyncChangeFilterSet
    search_fields = ["name"]
    search_backend_name = None
    default_ordering = "pk"
    paginate_by = 50
    page_title = gettext_lazy("Sync run")
    header_icon = "rotate"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.run = get_object_or_404(SyncRun.objects.select_related("asked_by"), pk=kwargs["pk"])
        self.export_filename = f"liboppi-sync-{self.run.pk}"

    @cached_property
    def columns(self) -> list[Column]:
        return [
            ChangedCourseColumn(
                "name", label=_("Course"), has_links=may_see_courses(self.request.user), sort_key="name"
            ),
            ActionsColumn("actions", label=_("Kind of change"), sort_key="action"),
            DifferencesColumn("differences", label=_("Differences")),
        ]

    @cached_property
    def search_query(self) -> str:
        return search_words(super().search_query)

    def get_base_queryset(self) -> Any:
        return self.run.changes.all()

    def search_queryset(self, queryset: Any) -> Any:
        for word in self.search_query.split():
            # SQLite takes only unaccented letters for the same in both cases.
            spellings = (word, word.lower(), word.upper(), word.capitalize())
            named = Q(name__contains=word)
            for spelling in spellings:
                named |= Q(name__icontains=spelling)
            queryset = queryset.filter(named | Q(moodle_id=int(word)) if word.isdecimal() else named)
        return queryset

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(change_rows(object_list))

    def get_index_url(self) -> str:
        return reverse(RUN, args=(self.run.pk,))

    def get_index_results_url(self) -> str:
        return reverse(f"{RUN}_results", args=(self.run.pk,))

    def get_page_subtitle(self) -> str:
        return columns.started(self.run)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        runs = {"url": reverse(RUNS), "label": _("Sync runs")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, runs, here]

    def get_export_headings(self) -> Mapping[str, Any]:
        return {
            "number": _("Number in Liboppi"),
            "name": _("Course"),
            "action": _("Kind of change"),
            "field": _("Field"),
            "before": _("Before"),
            "after": _("After"),
        }

    def export_rows(self, items: Iterable[SyncChange]) -> Iterable[Mapping[str, Any]]:
        yield from exported(items)
        if not self.is_searching and not self.is_filtering:
            yield from map(_skipped_row, self.run.skipped_items)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["run"] = self.run
        return context if self.results_only else context | self._about_run()

    def _about_run(self) -> dict[str, Any]:
        run = self.run
        skipped = [item | {"kind": _kind_name(item["kind"])} for item in run.skipped_items]
        return {
            "live": live_run(run),
            "progress_url": reverse(f"{RUN}_progress", args=(run.pk,)),
            "tag": columns.run_tag(run),
            "kind": run_words.kind(run),
            "asked_by": run_words.asked_by(run),
            "duration": run_words.duration(run),
            "counts": run_words.counts(run),
            "skipped": skipped[:MOST_SKIPPED],
            "skipped_count": len(skipped),
            "others": self._others(),
        } | self._next_steps()

    def _others(self) -> list[tuple[int, str]]:
        runs = SyncRun.objects.real().filter(status=RunStatus.DONE).exclude(pk=self.run.pk)
        if self.run.is_dry_run or self.run.status != RunStatus.DONE:
            return []
        return [(run.pk, f"{columns.started(run)}: {run_words.changes(run)}") for run in runs[:OTHERS]]

    def _next_steps(self) -> dict[str, Any]:
        """What one may do now: carry out a plan, look at one, or overrule the guard."""
        run, user = self.run, self.request.user
        if run.status == RunStatus.RUNNING or not may_sync(user):
            return {}
        if can_be_forced(run):
            force_url = reverse("liboppi_sync_runs:force", args=(run.pk,)) if may_force(user) else ""
            look = forced_look_button(self.request) if force_url else None
            return {"force_url": force_url, "step": look}
        if run.is_dry_run and run.status == RunStatus.DONE:
            return {"step": sync_now_button(self.request, _("Do it"), FIRST)}
        return {}


def _skipped_row(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": item["id"],
        "name": item["name"],
        "action": _("Skipped"),
        "field": _kind_name(item["kind"]),
        "before": "",
        "after": item["reason"],
    }


def _kind_name(kind: str) -> str:
    names = {
        "site": _("Site"),
        "category": _("Category"),
        "course": _("Course"),
        "method": _("Enrolment method"),
        "methods": _("Enrolment methods of a course"),
        "group": _("Group"),
    }
    return names.get(kind, kind)
