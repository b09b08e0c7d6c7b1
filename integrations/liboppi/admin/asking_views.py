"""The admin's ways to ask for a sync, and to follow one until it has ended."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from ..errors import EmptyCatalogue, NotConfigured, TooManyMissing
from ..models import RunStatus, SyncRun, SyncTrigger
from ..on_demand import Reply, SyncReply, ask_for_sync
from ..permissions import may_force, may_see_runs, may_sync, sync_run_policy
from .buttons import FIRST, SyncButton
from .following import follow
from .live import Live, live_run, live_wish

COURSES = "liboppi_courses:index"
RUNS = "liboppi_sync_runs:index"
FOLLOW = "liboppi_sync_runs:follow"
FORCEABLE = frozenset((EmptyCatalogue.kind, TooManyMissing.kind))


class SyncNowView(View):
    """Asks the background worker for a sync, by POST only, and leads to where one sees what comes of it.

    POST fields: `dry_run` and `force`, any value for yes.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        options = {name: bool(request.POST.get(name)) for name in ("dry_run", "force")}
        if not may_sync(request.user) or (options["force"] and not may_force(request.user)):
            raise PermissionDenied
        try:
            reply = ask_for_sync(SyncTrigger.ADMIN, asked_by=request.user.pk, **options)
        except NotConfigured as error:
            messages.error(request, f"{error} {error.remedy_text}")
            return HttpResponseRedirect(reverse(RUNS if may_see_runs(request.user) else COURSES))
        return HttpResponseRedirect(self._place(reply))

    def _place(self, reply: SyncReply) -> str:
        if not may_see_runs(self.request.user):
            messages.success(self.request, _("The sync begins within seconds."))
            return reverse(COURSES)
        if reply.reply == Reply.WAITING:
            messages.info(self.request, _("Such a sync was asked for already: this is that one."))
        if reply.run:
            messages.info(self.request, _("Such a sync is running already: this is that one."))
            return reverse("liboppi_sync_runs:inspect", args=(reply.run.pk,))
        return reverse(FOLLOW, args=(reply.task_id,))


class FollowView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A sync that was asked for, until it has a page of its own."""

    permission_policy = sync_run_policy
    permission_required = "view"
    template_name = "liboppi/admin/sync_follow.html"
    header_icon = "rotate"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        followed = follow(kwargs["task"])
        live = live_wish(followed)
        if live.page:
            return HttpResponseRedirect(live.page)
        self.page_title = _("What would change") if followed.is_dry_run else _("Sync")
        progress_url = reverse(f"{FOLLOW}_progress", args=(kwargs["task"],))
        return self.render_to_response(self.get_context_data(live=live, progress_url=progress_url))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        runs = {"url": reverse(RUNS), "label": _("Sync runs")}
        return [*self.breadcrumbs_items, runs, {"url": "", "label": self.page_title}]


class FollowProgressView(PermissionCheckedMixin, View):
    """How far a sync that was asked for has come, as JSON; see `progress_answer`."""

    permission_policy = sync_run_policy
    permission_required = "view"

    def get(self, request: HttpRequest, task: str) -> JsonResponse:
        return progress_answer(request, live_wish(follow(task)))


class RunProgressView(PermissionCheckedMixin, View):
    """How far a sync has come, as JSON; see `progress_answer`."""

    permission_policy = sync_run_policy
    permission_required = "view"

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        return progress_answer(request, live_run(get_object_or_404(SyncRun, pk=pk)))


def progress_answer(request: HttpRequest, live: Live) -> JsonResponse:
    """`goes_on`, `html` to show, `text` to say when it is over, and `page`, the sync's own page or ""."""
    html = render_to_string("liboppi/admin/sync_progress.html", {"live": live}, request)
    answer = JsonResponse({"goes_on": live.goes_on, "html": html, "text": live.text, "page": live.page})
    add_never_cache_headers(answer)
    return answer


class ForceView(WagtailAdminTemplateMixin, TemplateView):
    """Asks once more before a sync that the guard refused is carried out all the same."""

    template_name = "liboppi/admin/sync_force.html"
    page_title = gettext_lazy("Sync all the same")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_force(request.user):
            raise PermissionDenied
        run = get_object_or_404(SyncRun, pk=kwargs["pk"])
        if not can_be_forced(run):
            return HttpResponseRedirect(reverse("liboppi_sync_runs:inspect", args=(run.pk,)))
        self.run = run
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        runs = {"url": reverse(RUNS), "label": _("Sync runs")}
        run = {"url": reverse("liboppi_sync_runs:inspect", args=(self.run.pk,)), "label": str(self.run)}
        return [*self.breadcrumbs_items, runs, run, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        details = self.run.error_details
        active = details.get("active", 0)
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "leaving": details.get("missing", active),
            "active": active,
            "button": SyncButton(
                self.request,
                _("Sync all the same"),
                icon_name="warning",
                classname=f"{FIRST} serious",
                values={"force": "1"},
            ),
        }


def can_be_forced(run: SyncRun) -> bool:
    """Whether the guard refused for a reason that a person can overrule, and no later sync went through."""
    if run.status != RunStatus.REFUSED or run.error_kind not in FORCEABLE or run.courses:
        return False
    good = SyncRun.objects.real().filter(status=RunStatus.DONE, courses=[], started__gt=run.started)
    return not good.exists()
