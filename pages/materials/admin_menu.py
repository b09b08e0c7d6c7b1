"""The material bank's place in the admin's menu: queues, with the number that waits, and vocabularies."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .proposals.admin.viewsets import ProposalViewSet
from .uses.admin.viewsets import MaterialUseViewSet
from .viewsets import TargetGroupViewSet, ThemeViewSet
from .waiting import WaitingMenuItem, labelled


class BankMenuItem(SubmenuMenuItem):
    """Says how many things wait in the queues that the user may open."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        shown = self.menu.menu_items_for_request(request)
        queues = [item for item in shown if isinstance(item, WaitingMenuItem)]
        component.label = labelled(self.label, sum(queue.number for queue in queues))
        return component


class MaterialBankGroup(SnippetViewSetGroup):
    """The menu."""

    menu_label = _("Materials")  # short: the number of what waits stands beside it
    menu_name = "material-bank"
    menu_icon = "folder-open-1"
    menu_order = 420
    items = (ProposalViewSet, MaterialUseViewSet, ThemeViewSet, TargetGroupViewSet)

    def get_menu_item(self, order: int | None = None) -> BankMenuItem:
        return BankMenuItem(
            label=self.menu_label,
            menu=Menu(items=self.get_submenu_items()),
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=self.get_menu_item_order(order),
        )
