"""Filling in a proposal: a draft that is kept whatever goes wrong, its files, and sending it."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.core.signed_out import still_to_send, words_kept
from pages.core.throttle import takes_more

from .access import for_proposers
from .choices import ProposalState
from .deeds import TooLate, move
from .files import MOST_BYTES, MOST_FILES, types
from .forms import ProposalForm, answers_from
from .models import DRAFT_DAYS, Proposal
from .receiving import COMPLETE, attach_sent, files_answer, interrupted

if TYPE_CHECKING:
    from ..models import MaterialIndexPage

MOST_PROPOSALS_AN_HOUR = 20
MOST_DRAFTS = 20


@for_proposers
def new_proposal(request: HttpRequest, bank: "MaterialIndexPage") -> HttpResponse:
    """An empty form. A draft is made when something comes of it."""
    language = bank.locale.language_code
    form = ProposalForm(initial={"languages": [language]}, language=language)
    return _show(request, bank, form, uuid.uuid4(), None)


@for_proposers
def edit_proposal(request: HttpRequest, bank: "MaterialIndexPage", submission: uuid.UUID) -> HttpResponse:
    """A draft goes on: shown, kept, rid of a file, or sent. What has been sent leads to its own page."""
    draft = _own(request, submission)
    if draft and not draft.is_draft:
        return HttpResponseRedirect(_address(bank, request, "proposal", number=draft.pk))
    if request.method == "POST":
        return _take_in(request, bank, submission)
    words = words_kept(request)
    if draft is None and words is None:
        raise Http404(_("You have no such draft."))
    answers = answers_from(words) if words is not None else draft.answers if draft else {}
    if words is not None:
        messages.info(request, still_to_send())
    form = ProposalForm(initial=answers, language=bank.locale.language_code)
    return _show(request, bank, form, submission, draft)


@for_proposers
def add_files(request: HttpRequest, bank: "MaterialIndexPage", submission: uuid.UUID) -> HttpResponse:
    """Files that a script sends one by one; answers with the list of files, and what is wrong, as HTML."""
    draft = _own(request, submission)
    if request.method != "POST" or (draft and not draft.is_draft):
        return HttpResponse(status=405 if request.method != "POST" else 409)
    problems = []
    if COMPLETE not in request.POST:
        problems = [interrupted()]
    elif draft := draft or _make(request, bank, submission):
        _keep(draft, answers_from(request.POST), bank)
        problems = attach_sent(request, draft)
    else:
        problems = [_too_many_drafts()]
    return files_answer(request, draft, problems, removable=True)


def _take_in(request: HttpRequest, bank: "MaterialIndexPage", submission: uuid.UUID) -> HttpResponse:
    language = bank.locale.language_code
    answers = answers_from(request.POST)
    draft = _own(request, submission)
    if COMPLETE not in request.POST:
        return _show_with(request, bank, submission, draft, [interrupted()])
    draft = draft or _make(request, bank, submission)
    if draft is None:
        return _show_with(request, bank, submission, None, [_too_many_drafts()])
    _keep(draft, answers, bank)
    problems = attach_sent(request, draft)
    if "remove" in request.POST:
        _remove_file(draft, request.POST["remove"])
    elif "keep" in request.POST and not problems:
        messages.success(
            request, _("The draft is kept for %(days)s days. You find it here.") % {"days": DRAFT_DAYS}
        )
        return HttpResponseRedirect(_address(bank, request, "proposals"))
    elif "send" in request.POST:
        return _send(request, bank, draft, problems)
    form = ProposalForm(initial=answers, language=language)
    return _show(request, bank, form, submission, draft, problems)


def _send(
    request: HttpRequest, bank: "MaterialIndexPage", draft: Proposal, problems: list[str]
) -> HttpResponse:
    form = ProposalForm(request.POST, language=bank.locale.language_code)
    for problem in problems:
        form.add_error("uploads", problem)
    if not form.is_valid():
        return _show(request, bank, form, draft.submission, draft, status=422)
    if not takes_more("materials.proposals", request.user.pk, MOST_PROPOSALS_AN_HOUR):
        form.add_error(
            None, _("You have sent many proposals within an hour. The draft is kept: send it later.")
        )
        return _show(request, bank, form, draft.submission, draft, status=429)
    try:
        move(draft, ProposalState.NEW, request.user)
    except TooLate:  # sent twice in the same moment
        pass
    else:
        messages.success(request, _("Thank you! Your proposal is with the editors. You can follow it here."))
    return HttpResponseRedirect(_address(bank, request, "proposal", number=draft.pk))


def _show_with(
    request: HttpRequest,
    bank: "MaterialIndexPage",
    submission: uuid.UUID,
    draft: Proposal | None,
    problems: list[str],
) -> HttpResponse:
    """The form with what was written, and why nothing of it was kept."""
    form = ProposalForm(initial=answers_from(request.POST), language=bank.locale.language_code)
    return _show(request, bank, form, submission, draft, problems, status=422)


def _show(
    request: HttpRequest,
    bank: "MaterialIndexPage",
    form: ProposalForm,
    submission: uuid.UUID,
    draft: Proposal | None,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "draft": draft,
        "files": draft.files.all() if draft else [],
        "problems": problems or [],
        "action": _address(bank, request, "edit_proposal", submission=submission),
        "files_action": _address(bank, request, "add_files", submission=submission),
        "accept": ",".join(f".{kind}" for kind in sorted(types())),
        "most_files": MOST_FILES,
        "most_bytes": MOST_BYTES,
        "days": DRAFT_DAYS,
    }
    response: HttpResponse = bank.render(
        request, context_overrides=context, template="materials/proposals/form.html"
    )
    response.status_code = status
    return response


def _own(request: HttpRequest, submission: uuid.UUID) -> Proposal | None:
    return Proposal.objects.of(request.user).filter(submission=submission).first()


def _make(request: HttpRequest, bank: "MaterialIndexPage", submission: uuid.UUID) -> Proposal | None:
    """The reader's new draft, None where there are too many already."""
    user: Any = request.user
    own = Proposal.objects.of(user)
    if own.filter(state=ProposalState.DRAFT).count() >= MOST_DRAFTS:
        return None
    try:
        with transaction.atomic():
            return Proposal.objects.create(
                submission=submission, proposer=user, bank=bank, language=bank.locale.language_code
            )
    except IntegrityError:  # sent twice in the same moment
        return own.get(submission=submission)


def _keep(draft: Proposal, answers: dict[str, Any], bank: "MaterialIndexPage") -> None:
    Proposal.objects.filter(pk=draft.pk, state=ProposalState.DRAFT).update(
        answers=answers,
        title=answers["title"].strip()[:255],
        language=bank.locale.language_code,
        bank=bank,
        changed=timezone.now(),
    )


def _remove_file(draft: Proposal, number: str) -> None:
    if number.isascii() and number.isdecimal() and len(number) < 19:
        for file in draft.files.filter(pk=int(number)):
            file.delete()


def _too_many_drafts() -> str:
    return _("You have %(count)s drafts already. Send or delete one of them first.") % {"count": MOST_DRAFTS}


def _address(bank: "MaterialIndexPage", request: HttpRequest, route: str, **values: Any) -> str:
    return f"{bank.get_url(request)}{bank.reverse_subpage(route, kwargs=values)}"
