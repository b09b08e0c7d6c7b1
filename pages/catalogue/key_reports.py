"""A reader's word from the course's page that its key doesn't work: said, added to, taken back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from integrations.liboppi.fields import NoteField
from integrations.liboppi.key_reports import LONGEST_MESSAGE, Reported, report_key, withdraw_report

from .course import CourseView


class KeyReportForm(forms.Form):
    """What the reader tells of a key that doesn't work. `key` is the key that the reader was shown."""

    message = NoteField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("You can leave this empty. The extranet's keepers read it."),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.IntegerField(required=False, widget=forms.HiddenInput)


def report_form(course: CourseView, data: Any = None) -> KeyReportForm | None:
    """The form under the key, with what the reader has told already; None where there is no key to report."""
    if not course.keys.keys:
        return None
    own = course.keys.reports.own
    return KeyReportForm(data, initial={"key": course.keys.keys[0].pk, "message": own.message if own else ""})


@sensitive_post_parameters("message")
def answer_report(request: HttpRequest, course: CourseView, address: str) -> HttpResponse | KeyReportForm:
    """Where the reader's report leads to, or the form where there is something to fill in or to correct.

    `address` is that of the course's page. Raises PermissionDenied for those who may not see keys; strangers
    are led to sign in, and back.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not course.shows_keys:
        raise PermissionDenied
    form = report_form(course, request.POST if request.method == "POST" else None)
    if form is None:
        messages.warning(request, _reply(Reported.NO_KEY))
        return HttpResponseRedirect(address)
    if "withdraw" in form.data:
        _withdraw(request, course)
    elif form.is_valid():
        _report(request, course, form)
    else:
        return form
    return HttpResponseRedirect(address)


def _report(request: HttpRequest, course: CourseView, form: KeyReportForm) -> None:
    told = form.cleaned_data
    reported = report_key(course.course, told["key"], request.user, told["message"])
    level = messages.SUCCESS if reported in (Reported.NEW, Reported.ADDED) else messages.INFO
    messages.add_message(request, level, _reply(reported))


def _withdraw(request: HttpRequest, course: CourseView) -> None:
    if withdraw_report(course.course, request.user):
        messages.success(request, _("Your report has been withdrawn."))
    else:
        messages.info(request, _("You have no open report of this key."))


def _reply(reported: Reported) -> str:
    return {
        Reported.NEW: _("Thank you! The extranet's keepers now know that the key doesn't work."),
        Reported.ADDED: _("Thank you! Your report now has your new message."),
        Reported.ALREADY: _("You have already reported this key. The extranet's keepers know."),
        Reported.KEY_CHANGED: _("The key has changed since you opened the page. Try the new one."),
        Reported.NO_KEY: _("No key of this course is known any more, so there is none to report."),
    }[reported]
