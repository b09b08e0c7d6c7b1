"""The admin's pages of one feedback: to answer, to read."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.views.generic import EditView, InspectView

from ..answering import Deed, do, mail_failed, possible_deeds
from ..deadlines import days_left_text
from ..mail import mail_answer
from ..models import Feedback

DONE = {
    Deed.SAVE: gettext_lazy("Saved."),
    Deed.ANSWER: gettext_lazy("The feedback is marked as answered."),
    Deed.CLOSE: gettext_lazy("The feedback is settled without an answer."),
    Deed.REOPEN: gettext_lazy("The feedback waits for an answer again."),
}


class FeedbackContextMixin:
    """What the pages of one feedback show."""

    object: Feedback

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        feedback = self.object
        return context | {
            "feedback": feedback,
            "days_left": days_left_text(feedback.answer_by) if feedback.is_waiting else "",
            "deeds": {deed.value: True for deed in possible_deeds(feedback)},
        }


@method_decorator(sensitive_post_parameters("answer", "notes"), name="dispatch")
class FeedbackEditView(FeedbackContextMixin, EditView):
    """What the reader wrote, and the editor's answer to it."""

    error_message = gettext_lazy("Nothing was saved or sent. Correct what is marked below.")

    def get_queryset(self) -> Any:
        return Feedback.objects.select_related("settled_by")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """One editor's deed after another's, each on what the other left; mail once all is stored."""
        self.deed = Deed.SAVE
        with transaction.atomic():
            Feedback.objects.select_for_update().filter(pk=self.get_object().pk).first()
            self.object = self.get_object()
            response: HttpResponse = super().post(request, *args, **kwargs)
        if self.deed in (Deed.ANSWER, Deed.MAIL) and self.object.email:
            self._mail()
        return response

    def save_instance(self) -> Feedback:
        feedback: Feedback = self.form.save(commit=False)
        self.deed = self.form.deed
        do(self.deed, feedback, self.request.user)
        return feedback

    def get_success_message(self) -> str | None:
        goes_by_mail = self.deed in (Deed.ANSWER, Deed.MAIL) and self.object.email
        return None if goes_by_mail else str(DONE[self.deed])

    def get_success_buttons(self) -> list[Any]:
        return []

    def get_success_url(self) -> str:
        return str(self.get_edit_url())

    def _mail(self) -> None:
        if mail_answer(self.object):
            messages.success(self.request, _("The answer was sent to the reader by e-mail."))
            return
        mail_failed(self.object)
        messages.error(
            self.request,
            _("The answer is kept, but its e-mail could not be sent. Try again later on this page."),
        )


class FeedbackInspectView(FeedbackContextMixin, InspectView):
    """A feedback for those who may look but not answer."""

    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Look at")

    def get_fields_context(self) -> list[Any]:
        return []
