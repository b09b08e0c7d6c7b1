"""The admin's page of one proposal, and its files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.views.generic import EditView, InspectView

from ..choices import ProposalState
from ..deeds import TooLate, move
from ..drafting import NoBank, take_up
from ..files import SHOWN_IN_BROWSER, send
from ..forms import ProposalForm
from ..models import Proposal, ProposalFile
from ..permissions import may_see_proposals
from .forms import STATES, Deed, possible_deeds

DONE = {
    Deed.ASK: gettext_lazy("The question is with the proposer."),
    Deed.DECLINE: gettext_lazy("The proposal is declined, and the proposer is told why."),
}


class ProposalContextMixin:
    """What the pages of one proposal show."""

    object: Proposal

    def get_queryset(self) -> Any:
        return Proposal.objects.sent().select_related("proposer", "bank", "page")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        proposal = self.object
        user = self.request.user  # type: ignore[attr-defined]
        return context | {
            "proposal": proposal,
            "told": ProposalForm(initial=proposal.answers, language=proposal.language).told(),
            "files": [(file, file.type in SHOWN_IN_BROWSER) for file in proposal.files.all()],
            "events": proposal.events.select_related("by"),
            "deeds": {deed.value: True for deed in possible_deeds(proposal)},
            "may_edit_page": bool(proposal.page and proposal.page.permissions_for_user(user).can_edit()),
        }


@method_decorator(sensitive_post_parameters("message"), name="dispatch")
class ProposalEditView(ProposalContextMixin, EditView):
    """A proposal, what was said about it, and what an editor may do."""

    page_title = gettext_lazy("Proposal")
    error_message = gettext_lazy("Nothing was done. Correct what is marked below.")

    def form_valid(self, form: Any) -> HttpResponse:
        proposal, told = self.object, form.cleaned_data
        try:
            if form.deed == Deed.TAKE:
                page = take_up(proposal, self.request, told["seen"])
                messages.success(self.request, _("Here is the proposal as a draft. Edit it, and publish."))
                return redirect("wagtailadmin_pages:edit", page.pk)
            self._say(form.deed, told)
        except TooLate:
            return self._refuse(form, _too_late())
        except NoBank:
            return self._refuse(form, _("You may not add materials to the bank for which it was proposed."))
        messages.success(self.request, DONE[form.deed])
        return redirect(self.get_edit_url())

    def _refuse(self, form: Any, reason: str) -> HttpResponse:
        form.add_error(None, reason)
        self.produced_error_message = self.get_error_message()
        response: HttpResponse = self.form_invalid(form)
        return response

    def _say(self, deed: Deed, told: dict[str, Any]) -> None:
        move(
            self.object,
            ProposalState(STATES[deed]),
            self.request.user,
            told["message"],
            by_editor=True,
            seen=told["seen"],
        )


class ProposalInspectView(ProposalContextMixin, InspectView):
    """A proposal for those who may look but not decide."""

    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Look at")

    def get_object(self, queryset: Any = None) -> Proposal:
        """The proposal. Raises Http404 for a draft, which is its proposer's alone."""
        found: Proposal = super().get_object(queryset)
        if found.is_draft:
            raise Http404
        return found

    def get_fields_context(self) -> list[Any]:
        return []


def proposal_file(request: HttpRequest, number: int) -> FileResponse:
    """A file of a proposal; `?inline=1` shows it in the browser where that is safe."""
    if not may_see_proposals(request.user):
        raise PermissionDenied
    files = ProposalFile.objects.filter(proposal__in=Proposal.objects.sent())
    file = get_object_or_404(files, pk=min(number, 2**63 - 1))
    return send(file, inline="inline" in request.GET)


def _too_late() -> str:
    return _(
        "A colleague or the proposer has changed this proposal since you opened the page, so nothing was "
        "done. Open the page in another tab to see it as it is now."
    )
