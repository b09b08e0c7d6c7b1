"""The page that lists the materials of the material bank, and what of them readers ask for."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.core.models import SectionPage

from ..forms import MaterialFilterForm
from ..proposals.routes import ProposalRoutes
from ..querysets import MaterialPageQuerySet
from .material import MaterialPage


class MaterialIndexPage(ProposalRoutes, SectionPage):
    """Lists the materials, the newest first.

    `?theme=…&target=…&material=…&language=…` narrows the list, `?sort=…` puts it in another order.
    """

    page_description = _("The material bank: lists the materials that stand under it.")
    parent_page_types = ["core.HomePage"]
    subpage_types = ["materials.MaterialPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("material bank")
        verbose_name_plural = _("material banks")

    def entries(self) -> MaterialPageQuerySet:
        materials: MaterialPageQuerySet = MaterialPage.objects.child_of(self).live()
        return materials.available().best_first()

    def asked_entries(self, request: HttpRequest) -> MaterialPageQuerySet:
        return self._form(request).narrow(self.entries())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `form`, what the reader asks for."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["form"] = self._form(request)
        return context

    def _form(self, request: HttpRequest) -> MaterialFilterForm:
        """One form a request, so that the terms are asked for once."""
        forms: dict[int, MaterialFilterForm] = request.__dict__.setdefault("_material_forms", {})
        if self.pk not in forms:
            forms[self.pk] = MaterialFilterForm(request.GET, self.locale.language_code)
        return forms[self.pk]
