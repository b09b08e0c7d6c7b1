"""What a proposer follows: the own proposals and what was said about each, to answer and to take back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from pages.core.paging import page_of
from pages.core.signed_out import still_to_send, words_kept

from .access import for_proposers, own_proposal
from .choices import ProposalState
from .deeds import TooLate, move
from .files import MOST_BYTES, MOST_FILES, send, types
from .forms import AnswerForm, ProposalForm
from .models import Proposal, ProposalFile
from .receiving import COMPLETE, attach_sent, files_answer, interrupted

if TYPE_CHECKING:
    from ..models import MaterialIndexPage

PER_PAGE = 20


@for_proposers
def own_proposals(request: HttpRequest, bank: "MaterialIndexPage") -> HttpResponse:
    """The reader's proposals, what changed last on top."""
    own = Proposal.objects.of(request.user).select_related("bank")
    entries = page_of(own, PER_PAGE, request.GET.get("page"))
    return _render(request, bank, "list", {"entries": entries})


@for_proposers
@sensitive_post_parameters("text")
def show_proposal(request: HttpRequest, bank: "MaterialIndexPage", number: int) -> HttpResponse:
    """One proposal, and the answer to a question about it."""
    proposal = own_proposal(request, number)
    if proposal.is_draft:
        return HttpResponseRedirect(_address(request, bank, "edit_proposal", submission=proposal.submission))
    words = words_kept(request)
    if words is not None and proposal.waits_for_answer:
        messages.info(request, still_to_send())
    initial = {"seen": proposal.version, "text": words.get("text", "") if words else ""}
    form = AnswerForm(initial=initial) if proposal.waits_for_answer else None
    if request.method == "POST":
        form = AnswerForm(request.POST, request.FILES)
        if _answer(request, proposal, form):
            messages.success(request, _("Thank you! Your answer is with the editors."))
            return HttpResponseRedirect(_address(request, bank, "proposal", number=number))
    context = {
        "proposal": proposal,
        "told": ProposalForm(initial=proposal.answers, language=bank.locale.language_code).told(),
        "files": proposal.files.all(),
        "events": proposal.events.all(),
        "form": form,
        "files_action": _address(request, bank, "add_answer_files", number=number),
        "most_files": MOST_FILES,
        "most_bytes": MOST_BYTES,
        "accept": ",".join(f".{kind}" for kind in sorted(types())),
        "material": proposal.page if proposal.page and proposal.page.live else None,
    }
    return _render(request, bank, "proposal", context, status=422 if form and form.errors else 200)


@for_proposers
def add_answer_files(request: HttpRequest, bank: "MaterialIndexPage", number: int) -> HttpResponse:
    """Files of an answer that a script sends one by one, as `add_files` takes those of a draft."""
    proposal = own_proposal(request, number)
    if request.method != "POST" or not proposal.waits_for_answer:
        return HttpResponse(status=405 if request.method != "POST" else 409)
    problems = attach_sent(request, proposal) if COMPLETE in request.POST else [interrupted()]
    return files_answer(request, proposal, problems, removable=False)


@for_proposers
def withdraw_proposal(request: HttpRequest, bank: "MaterialIndexPage", number: int) -> HttpResponse:
    """Asks whether a draft is to be deleted, or what was sent to be taken back; then does it."""
    proposal = own_proposal(request, number)
    if not (proposal.is_draft or proposal.can_be_withdrawn):
        messages.warning(request, _("It can't be withdrawn any more: an editor has taken it up."))
        return HttpResponseRedirect(_address(request, bank, "proposal", number=number))
    if request.method != "POST":
        return _render(request, bank, "withdraw", {"proposal": proposal})
    if proposal.is_draft:
        Proposal.objects.filter(pk=proposal.pk, state=ProposalState.DRAFT).delete()
        messages.success(request, _("The draft is deleted."))
    else:
        _withdraw(request, proposal)
    return HttpResponseRedirect(_address(request, bank, "proposals"))


@for_proposers
def own_file(request: HttpRequest, bank: "MaterialIndexPage", number: int, file: int) -> Any:
    """A file of the reader's own proposal."""
    found = ProposalFile.objects.filter(
        proposal=own_proposal(request, number), pk=min(file, 2**63 - 1)
    ).first()
    if found is None:
        raise Http404(_("The proposal has no such file."))
    return send(found, inline=False)


def _answer(request: HttpRequest, proposal: Proposal, form: AnswerForm) -> bool:
    """Take the answer in. Where something is wrong nothing is sent; words and good files stay."""
    if COMPLETE not in request.POST:
        form.add_error("uploads", interrupted())
    elif proposal.waits_for_answer:
        for problem in attach_sent(request, proposal):
            form.add_error("uploads", problem)
    if not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        move(proposal, ProposalState.ANSWERED, request.user, told["text"], seen=told["seen"])
    except TooLate:
        form.add_error(None, _("The proposal has changed since you opened the page, so nothing was sent."))
        return False
    return True


def _withdraw(request: HttpRequest, proposal: Proposal) -> None:
    try:
        move(proposal, ProposalState.WITHDRAWN, request.user, seen=proposal.version)
    except TooLate:
        messages.warning(request, _("It can't be withdrawn any more: an editor has taken it up."))
        return
    proposal.files.all().delete()
    messages.success(request, _("The proposal is withdrawn, and its files are deleted."))


def _render(
    request: HttpRequest, bank: "MaterialIndexPage", name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    response: HttpResponse = bank.render(
        request, context_overrides=context, template=f"materials/proposals/{name}.html"
    )
    response.status_code = status
    return response


def _address(request: HttpRequest, bank: "MaterialIndexPage", route: str, **values: Any) -> str:
    return f"{bank.get_url(request)}{bank.reverse_subpage(route, kwargs=values)}"
