"""Takes in the files that come with a form, or one by one from a script, for drafts and for answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pages.core.throttle import takes_more

from .files import attach_all
from .models import Proposal

MOST_FILES_AN_HOUR = 100
COMPLETE = "complete"  # the last field of the form: without it the form has not come through whole


def attach_sent(request: HttpRequest, proposal: Proposal) -> list[str]:
    """Keep those of the files that are fit; what is wrong with the others."""
    uploads = request.FILES.getlist("uploads")
    allowed = [
        upload for upload in uploads if takes_more("materials.files", request.user.pk, MOST_FILES_AN_HOUR)
    ]
    problems = attach_all(proposal, allowed)
    if len(allowed) < len(uploads):
        problems.append(_("You have sent many files within an hour. Send the rest later."))
    return problems


def files_answer(
    request: HttpRequest, proposal: Proposal | None, problems: list[str], *, removable: bool
) -> HttpResponse:
    """What a script shows: the list of files, and what is wrong, as HTML."""
    files = proposal.files.all() if proposal else []
    return render(
        request,
        "materials/proposals/files.html",
        {"files": files, "problems": problems, "removable": removable},
        status=422 if problems else 200,
    )


def interrupted() -> str:
    """What is wrong with a form without its end."""
    return _("The form did not come through whole, so no file was kept. Choose the files again, and send.")
