"""Who may propose, and whose proposals one sees."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from pages.core.signed_out import ask_to_sign_in

from .models import Proposal

View = Callable[..., HttpResponseBase]
BIGGEST_NUMBER = 2**63 - 1


def may_propose(user: Any) -> bool:
    """Whether the user may propose materials."""
    return bool(user.has_perm("materials.add_proposal"))


def for_proposers(view: View) -> View:
    """A view for those who may propose. Strangers sign in and come back with their words; no cache has it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if not may_propose(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


def own_proposal(request: HttpRequest, number: int) -> Proposal:
    """The reader's own proposal. Raises Http404 for what is another's as for what is not there."""
    own = Proposal.objects.of(request.user).select_related("page", "bank")
    found = own.filter(pk=number).first() if number <= BIGGEST_NUMBER else None
    if found is None:
        raise Http404(_("You have no such proposal."))
    return found
