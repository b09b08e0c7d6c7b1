"""How told uses are listed and looked at in the admin; its menu item says how many wait."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from ...waiting import WaitingMenuItem
from ..models import MaterialUse
from ..permissions import use_policy
from .filters import UseFilterSet
from .forms import LookForm
from .views import UseEditView, UseIndexView

LEFT_OUT = {"add", "usage"}  # tellers write on the site, and nothing points at a use


class UsesMenuItem(WaitingMenuItem):
    """Shown to those who decide of them."""

    model = MaterialUse

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(use_policy.user_has_permission(request.user, "change"))


class MaterialUseViewSet(ModelViewSet):
    """Told uses, the last one first."""

    model = MaterialUse
    add_to_reference_index = False
    name = "material_uses"
    url_prefix = "materials/uses"
    icon = "history"
    menu_label = _("Uses")  # short: the number of those that wait stands beside it
    menu_name = "material-uses"
    menu_item_class = UsesMenuItem
    copy_view_enabled = False
    template_prefix = ""
    index_view_class = UseIndexView
    edit_view_class = UseEditView
    edit_template_name = "materials/admin/use_edit.html"
    filterset_class = UseFilterSet
    search_fields = ["library", "text"]
    list_per_page = 50
    ordering = ["-changed"]
    list_display = [
        "library",
        Column("material", label=_("Material"), accessor="material_title"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column(
            "changed",
            label=_("Told"),
            accessor=lambda use: date_format(localtime(use.changed), "SHORT_DATE_FORMAT"),
            sort_key="changed",
            classname="wide-only",
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in LEFT_OUT]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(usage_url_name="", **kwargs)
        return common

    def get_form_class(self, for_update: bool = False) -> type[LookForm]:
        return LookForm
