"""What Wagtail's history says of deeds on a use. Holds nothing of what was told."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from ..moderation import LOG_ACTIONS, Deed


class DeedFormatter(LogFormatter):
    """Says what was done in the admin's language."""

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return str(self.message)


def _formatter(label: Promise, message: Promise) -> type[DeedFormatter]:
    return type("UseFormatter", (DeedFormatter,), {"label": label, "message": message})


FORMATTERS = {
    LOG_ACTIONS[Deed.SAVE]: _formatter(_("Edit a told use"), _("Edited the text")),
    LOG_ACTIONS[Deed.SHOW]: _formatter(_("Show a told use"), _("Shown on the material's page")),
    LOG_ACTIONS[Deed.DECLINE]: _formatter(_("Decline a told use"), _("Declined")),
    LOG_ACTIONS[Deed.TAKE_AWAY]: _formatter(
        _("Take a told use away"), _("Taken away from the material's page")
    ),
    LOG_ACTIONS[Deed.UNDO]: _formatter(
        _("Undo what was decided of a told use"), _("The decision was undone")
    ),
}
