"""The moderation queue in the admin."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ...waiting import WaitingMenuItem
from ..models import Proposal
from . import columns
from .filters import ProposalFilterSet
from .forms import ModerationForm
from .views import ProposalEditView, ProposalInspectView, proposal_file

LEFT_OUT = {"add", "delete", "usage", "history"}  # staff propose on the site; events are the history


class QueueView(IndexView):
    """What was sent, with its proposers."""

    def get_base_queryset(self) -> Any:
        return Proposal.objects.sent().select_related("proposer")


class ProposalViewSet(ModelViewSet):
    """Proposed materials, what changed last on top."""

    model = Proposal
    add_to_reference_index = False
    name = "material_proposals"
    url_prefix = "materials/proposals"
    icon = "mail"
    menu_label = _("Proposals")
    copy_view_enabled = False
    inspect_view_enabled = True
    template_prefix = ""
    index_view_class = QueueView
    edit_view_class = ProposalEditView
    edit_template_name = "materials/proposals/admin/edit.html"
    inspect_view_class = ProposalInspectView
    inspect_template_name = "materials/proposals/admin/inspect.html"
    filterset_class = ProposalFilterSet
    search_fields = ["title"]
    list_per_page = 50
    list_display = [
        "__str__",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("proposer", label=_("Proposer"), accessor=columns.proposer, classname="wide-only"),
        Column(
            "language",
            label=_("Language"),
            accessor=columns.language,
            sort_key="language",
            classname="wide-only",
        ),
        Column("changed", label=_("Changed"), accessor=columns.changed, sort_key="changed"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in LEFT_OUT]
        return [*kept, path("file/<int:number>/", proposal_file, name="file")]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        without = {"usage_url_name": "", "delete_url_name": "", "history_url_name": "", "add_url_name": ""}
        common: dict[str, Any] = super().get_common_view_kwargs(**without, **kwargs)
        return common

    def get_form_class(self, for_update: bool = False) -> type[ModerationForm]:
        return ModerationForm

    @cached_property
    def menu_item_class(self) -> Any:
        """The menu's item says how many wait."""
        shown = super().menu_item_class

        class CountingItem(WaitingMenuItem, shown):  # type: ignore[misc, valid-type]
            model = Proposal

        return CountingItem
