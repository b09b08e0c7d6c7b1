"""The admin's pages of told uses: the listing, and the page on which an editor decides of one."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import EditView, IndexView

from ..choices import UseState
from ..materials import page_of, with_pages
from ..models import MaterialUse
from ..moderation import Deed, do, possible_deeds

DONE = {
    Deed.SAVE: _("Saved."),
    Deed.SHOW: _("The use is shown on the material's page."),
    Deed.DECLINE: _("The use was declined. The teller reads the reason on the material's page."),
    Deed.TAKE_AWAY: _("The use was taken away from the material's page."),
    Deed.UNDO: _("The decision was undone."),
}


class UseIndexView(IndexView):
    """What has been sent; what is still being written is its teller's alone."""

    def get_base_queryset(self) -> Any:
        return MaterialUse.objects.exclude(state=UseState.DRAFT)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        for use, page in with_pages(context["object_list"]):
            use.material_title = page.title if page else ""  # type: ignore[attr-defined]
        return context


class UseEditView(EditView):
    """What was told, and what the editor makes of it."""

    error_message = _("Nothing was saved. Correct what is marked below.")

    def get_queryset(self) -> Any:
        uses = MaterialUse.objects.exclude(state=UseState.DRAFT)
        return uses.select_related("teller", "decided_by").prefetch_related("files")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """One deed after another, each on what the other left."""
        self.deed = Deed.SAVE
        with transaction.atomic():
            MaterialUse.objects.select_for_update().filter(pk=self.get_object().pk).first()
            self.object = self.get_object()
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def save_instance(self) -> MaterialUse:
        use: MaterialUse = self.form.save(commit=False)
        self.deed = self.form.deed
        do(self.deed, use, self.request.user)
        return use

    def get_page_subtitle(self) -> str:
        return str(self.object.library)

    def get_success_message(self) -> str | None:
        return str(DONE[self.deed])

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_success_url(self) -> str:
        return str(self.get_edit_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds `use`, `shown` (a ShownUse), `material` (its page or None) and `deeds` by name."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        page = page_of(self.object)
        return context | {
            "use": self.object,
            "material": page,
            "shown": page.shown_use(self.object, self.request) if page else None,
            "deeds": {deed.value: True for deed in possible_deeds(self.object)},
        }
