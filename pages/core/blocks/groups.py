"""The groups in which the block chooser shows blocks."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Text")
MEDIA = _("Pictures, videos and files")
LINKS = _("Links and contacts")
CHOSEN = _("What you choose")
CURRENT = _("What keeps itself up to date")
