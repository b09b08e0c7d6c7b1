"""How far a told use has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UseState(models.TextChoices):
    """From the teller's form to the material's page, or not."""

    DRAFT = "draft", _("Being written")
    WAITING = "waiting", _("Waits for an editor")
    SHOWN = "shown", _("Shown")
    DECLINED = "declined", _("Declined")
    TAKEN_AWAY = "taken_away", _("Taken away")


OPEN = (UseState.DRAFT, UseState.WAITING)  # its teller may still change it; one a teller and material
REFUSED = (UseState.DECLINED, UseState.TAKEN_AWAY)
