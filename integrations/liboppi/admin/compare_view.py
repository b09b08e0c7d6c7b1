"""The admin's comparison of two syncs: their counts side by side, and what changed in between."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from ..models import RunStatus, SyncChange, SyncRun
from ..permissions import may_see_courses, sync_run_policy
from . import columns, run_words
from .asking_views import RUNS
from .change_columns import ActionsColumn, ChangedCourseColumn, DifferencesColumn
from .change_rows import net_rows
from .net_changes import RecordedChange, net_changes

PER_PAGE = 50


class CompareView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Two syncs. Query: `b`, and `a`, or else the one before it; their order doesn't matter."""

    permission_policy = sync_run_policy
    permission_required = "view"
    template_name = "liboppi/admin/sync_compare.html"
    page_title = gettext_lazy("Compare syncs")
    header_icon = "rotate"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        runs = {"url": reverse(RUNS), "label": _("Sync runs")}
        return [*self.breadcrumbs_items, runs, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        later = self._run("b")
        earlier = self._run("a") if self.request.GET.get("a") else _before(later)
        if earlier is None:
            return context | {"later": later}
        earlier, later = sorted((earlier, later), key=lambda run: (run.started, run.pk))
        context |= {"earlier": earlier, "later": later, "rows": list(_side_by_side(earlier, later))}
        return context | self._net(earlier, later)

    def _run(self, name: str) -> SyncRun:
        number = self.request.GET.get(name, "")
        found = SyncRun.objects.filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else []
        for run in found:
            return run
        raise Http404

    def _net(self, earlier: SyncRun, later: SyncRun) -> dict[str, Any]:
        paginator = Paginator(net_changes(_recorded(earlier, later)), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        has_links = may_see_courses(self.request.user)
        table = Table(
            [
                ChangedCourseColumn("name", label=_("Course"), has_links=has_links),
                ActionsColumn("actions", label=_("Kind of change")),
                DifferencesColumn("differences", label=_("Differences")),
            ],
            net_rows(page.object_list),
        )
        return {
            "table": table,
            "media": table.media,
            "page": page,
            "net_count": paginator.count,
            "page_range": paginator.get_elided_page_range(page.number),
            "query": f"a={earlier.pk}&b={later.pk}",
        }


def _before(run: SyncRun) -> SyncRun | None:
    """The last sync before that one that was carried out and done."""
    return SyncRun.objects.real().filter(status=RunStatus.DONE, started__lt=run.started).first()


def _recorded(earlier: SyncRun, later: SyncRun) -> Iterator[RecordedChange]:
    """The changes of every sync after the earlier one, up to the later one, the first first; one query."""
    runs: QuerySet[SyncRun] = SyncRun.objects.real().filter(
        status=RunStatus.DONE, started__gt=earlier.started, started__lte=later.started
    )
    changes = SyncChange.objects.filter(run__in=runs.order_by()).order_by("run__started", "run_id", "pk")
    values = changes.values_list("moodle_id", "course_id", "name", "action", "fields")
    return (RecordedChange(*row) for row in values.iterator(chunk_size=1000))


def _side_by_side(earlier: SyncRun, later: SyncRun) -> Iterator[tuple[str, Any, Any]]:
    yield _("Started"), columns.started(earlier), columns.started(later)
    yield _("Kind"), run_words.kind(earlier), run_words.kind(later)
    yield _("Result"), earlier.get_status_display(), later.get_status_display()
    yield _("Duration"), run_words.duration(earlier), run_words.duration(later)
    yield _("Requests to Liboppi"), earlier.requests, later.requests
    for left, right in zip(run_words.counts(earlier), run_words.counts(later), strict=True):
        yield left.label, left.value, right.value
    yield _("Skipped"), len(earlier.skipped), len(later.skipped)
