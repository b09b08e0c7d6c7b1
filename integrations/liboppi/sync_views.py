"""The admin's pages of syncs: the listing, one sync with all that is known of it, the wish for a new one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView

from . import columns
from .errors import NotConfigured
from .models import SyncRun, SyncTrigger
from .on_demand import Reply, SyncReply, ask_for_sync
from .permissions import may_see_runs, may_sync
from .sync import COUNTS
from .views import EmptyListingMixin

COURSES = "liboppi_courses:index"
RUNS = "liboppi_sync_runs:index"


class SyncRunIndexView(EmptyListingMixin, IndexView):
    """All syncs, the last one first."""

    any_permission_required = ["view"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            columns.RowTitleColumn(
                "started", view=self, label=_("Started"), accessor=columns.started, sort_key="started"
            ),
            columns.TagColumn("status", label=_("Result"), tag=columns.run_tag, sort_key="status"),
            columns.WideColumn(
                "trigger", label=_("Started by"), accessor="get_trigger_display", sort_key="trigger"
            ),
            Column("changes", label=_("Changes"), accessor=columns.changes),
            columns.WideColumn("seconds", label=_("Duration"), accessor=columns.duration, sort_key="seconds"),
            columns.WideColumn("message", label=_("Message")),
        ]


class SyncRunInspectView(InspectView):
    """One sync."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Sync run")

    def get_page_subtitle(self) -> str:
        return columns.started(self.object)

    def get_fields_context(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        run: SyncRun = self.object
        return context | {
            "tag": columns.run_tag(run),
            "duration": columns.duration(run),
            "counts": [(SyncRun._meta.get_field(name), getattr(run, name)) for name in COUNTS],
            "skipped": [item | {"kind": _kind_name(item["kind"])} for item in run.skipped_items],
        }


def _kind_name(kind: str) -> str:
    names = {
        "site": _("Site"),
        "category": _("Category"),
        "course": _("Course"),
        "method": _("Enrolment method"),
    }
    return names.get(kind, kind)


class SyncNowView(View):
    """Asks the background worker for a sync, by POST only, and says what comes of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not may_sync(request.user):
            raise PermissionDenied
        try:
            self._tell(ask_for_sync(SyncTrigger.ADMIN))
        except NotConfigured as error:
            messages.error(request, f"{error} {error.remedy_text}")
        return HttpResponseRedirect(reverse(RUNS if may_see_runs(request.user) else COURSES))

    def _tell(self, reply: SyncReply) -> None:
        text = _reply_text(reply)
        if reply.waits_long:
            messages.warning(self.request, text)
        elif reply.reply == Reply.ASKED:
            messages.success(self.request, text, buttons=self._buttons())
        else:
            messages.info(self.request, text, buttons=self._buttons())

    def _buttons(self) -> list[Any]:
        if not may_see_runs(self.request.user):
            return []
        return [messages.button(reverse(RUNS), _("See the sync runs"))]


def _reply_text(reply: SyncReply) -> str:
    if reply.waits_long:
        text = _(
            "A sync has been waiting since %(time)s and the background worker hasn't taken it. Ask whoever "
            "keeps the extranet's server whether the worker is running."
        )
    elif reply.reply == Reply.RUNNING:
        text = _("A sync is running already, since %(time)s. Its result will be among the sync runs.")
    elif reply.reply == Reply.WAITING:
        text = _("A sync is waiting already, since %(time)s. It begins within seconds.")
    else:
        return _("The sync begins within seconds. Load this page again to see its result.")
    since = date_format(localtime(reply.since), "SHORT_DATETIME_FORMAT") if reply.since else "–"
    return text % {"time": since}
