"""What Wagtail's history says of deeds on a feedback. Holds nothing of what was written."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from ..answering import LOG_ACTIONS, Deed


class DeedFormatter(LogFormatter):
    """Says what was done in the admin's language."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return str(self.message)


def _formatter(label: Promise, message: Promise) -> type[DeedFormatter]:
    return type("FeedbackFormatter", (DeedFormatter,), {"label": label, "message": message})


FORMATTERS = {
    LOG_ACTIONS[Deed.SAVE]: _formatter(_("Save notes or a draft"), _("Saved notes or a draft of the answer")),
    LOG_ACTIONS[Deed.ANSWER]: _formatter(_("Answer feedback"), _("Answered")),
    LOG_ACTIONS[Deed.CLOSE]: _formatter(
        _("Close feedback without an answer"), _("Said that no answer is needed")
    ),
    LOG_ACTIONS[Deed.REOPEN]: _formatter(_("Open feedback again"), _("Opened again")),
    LOG_ACTIONS[Deed.MAIL]: _formatter(_("Send an answer once more"), _("Sent the answer once more")),
}
