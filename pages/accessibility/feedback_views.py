"""The form for feedback and the thanks for it, under the statement's page."""

import uuid
from typing import TYPE_CHECKING

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from pages.core.throttle import network_address
from pages.ui.languages import Shown

from .authority import supervisory_authority
from .conf import Options
from .deadlines import ANSWER_DAYS
from .forms import FeedbackForm
from .models.feedback import LONGEST_LINE, Feedback
from .receiving import already_received, receive
from .throttle import takes_more

if TYPE_CHECKING:
    from .models.statement import AccessibilityStatementPage

_SIGNER = signing.Signer(salt="accessibility.receipt")  # without a time: one feedback, one receipt


@sensitive_post_parameters("problem", "usage", "name", "email")
def ask_feedback(request: HttpRequest, page: "AccessibilityStatementPage") -> HttpResponse:
    """The form; after it is sent, the way to the thanks. Where something is wrong, all words stay."""
    if request.method != "POST":
        initial = {"page": own_address(request), "submission": uuid.uuid4()}
        return _form_response(request, page, FeedbackForm(initial=initial))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return _form_response(request, page, form)
    submission = form.cleaned_data["submission"]
    feedback = already_received(form.words, submission)
    if feedback is None:
        if not takes_more(network_address(request)):
            form.add_error(None, _too_much(page))
            return _form_response(request, page, form, status=429)
        feedback = receive(form.words, submission, get_language() or page.locale.language_code)
    receipt = urlencode({"receipt": _SIGNER.sign_object(feedback.pk)})
    thanks = page.reverse_subpage("feedback_sent")
    return HttpResponseRedirect(f"{page.get_url(request)}{thanks}?{receipt}")


def thank_for_feedback(request: HttpRequest, page: "AccessibilityStatementPage") -> HttpResponse:
    """The thanks for the feedback that the signed receipt names; back to the form where it names none."""
    try:
        number = _SIGNER.unsign_object(request.GET.get("receipt", ""))
    except signing.BadSignature:
        number = None
    feedback = Feedback.objects.filter(pk=number).first()
    if feedback is None:
        return HttpResponseRedirect(page.feedback_url(request))
    context = {
        "feedback": feedback,
        "gets_answer": bool(feedback.email),
        "gets_receipt": feedback.wants_copy,
        "authority": supervisory_authority(),
    }
    return _private(
        page.render(request, context_overrides=context, template="accessibility/feedback_sent.html")
    )


def own_address(request: HttpRequest) -> str:
    """The `page` of the query where it is an address of this site, as a full one; else ""."""
    address, hosts = request.GET.get("page", ""), {request.get_host()}
    if not address.isprintable() or not url_has_allowed_host_and_scheme(address, hosts, request.is_secure()):
        return ""
    full = request.build_absolute_uri(address)
    return full if len(full) <= LONGEST_LINE else ""


def _form_response(
    request: HttpRequest, page: "AccessibilityStatementPage", form: FeedbackForm, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "answer_days": ANSWER_DAYS,
        "months": Options.from_settings().months,  # that names and addresses are kept
        "feedback_url": page.feedback_url(request),
        "shown": Shown(title=_("Feedback on accessibility"), language=get_language() or ""),
    }
    response = page.render(request, context_overrides=context, template="accessibility/feedback.html")
    response.status_code = status
    return _private(response)


def _too_much(page: "AccessibilityStatementPage") -> str:
    return _(
        "Much feedback has come from your network within an hour, so this was not sent. "
        "Try again in an hour, or write to %(email)s."
    ) % {"email": page.feedback_email}


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
