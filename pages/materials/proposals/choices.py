"""Where a proposal can stand on its way to the material bank, and from where it can come there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    DRAFT = "draft", _("Draft")
    NEW = "new", _("Sent")
    ASKED = "asked", _("Question asked")
    ANSWERED = "answered", _("Question answered")
    TAKEN = "taken", _("Being edited")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_S = ProposalState
OPEN = (_S.NEW, _S.ASKED, _S.ANSWERED, _S.TAKEN)
WAITING_FOR_EDITORS = (_S.NEW, _S.ANSWERED)
SETTLED = (_S.PUBLISHED, _S.DECLINED, _S.WITHDRAWN)
BEFORE = {
    _S.NEW: (_S.DRAFT,),
    _S.ASKED: (_S.NEW, _S.ANSWERED, _S.TAKEN),
    _S.ANSWERED: (_S.ASKED,),
    _S.TAKEN: (_S.NEW, _S.ASKED, _S.ANSWERED),
    _S.PUBLISHED: OPEN,
    _S.DECLINED: OPEN,
    _S.WITHDRAWN: (_S.NEW, _S.ASKED, _S.ANSWERED),
}
TELLS_PROPOSER = (_S.ASKED, _S.DECLINED, _S.PUBLISHED)  # by mail
