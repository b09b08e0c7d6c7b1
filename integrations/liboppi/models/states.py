"""Whether a course is in the catalogue, why not, and what an editor decided about that."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CourseState(models.TextChoices):
    """What the last answers of Liboppi say of a course."""

    ACTIVE = "active", _("In the catalogue")
    HIDDEN = "hidden", _("Hidden in Liboppi")
    MISSING = "missing", _("Missing from Liboppi's last answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("course", "Withdrawn")


class StateCause(models.TextChoices):
    """Why a course isn't active, as far as Liboppi tells; "" for an active one."""

    HIDDEN = "hidden", _("hidden in Liboppi")
    DELETED = "deleted", _("deleted from Liboppi")
    UNLISTED = "unlisted", _("not in Liboppi's answers; Liboppi didn't tell why")


class Visibility(models.TextChoices):
    """What an editor decided about showing a course; "" leaves it to Liboppi."""

    SHOWN = "shown", _("Show, also while it is hidden in Liboppi")
    HIDDEN = "hidden", _("Don't show on the site")


def in_catalogue(prefix: str = "") -> models.Q:
    """The condition for a course that readers see; `prefix` is the lookup path to it, such as "courses__".

    A missing or hidden course stays in sight, marked, until it is withdrawn. An editor may take any course
    out, and may keep one that is hidden in Liboppi.
    """
    withdrawn = models.Q(**{f"{prefix}state": CourseState.WITHDRAWN})
    kept = models.Q(
        **{f"{prefix}own_visibility": Visibility.SHOWN, f"{prefix}state_cause": StateCause.HIDDEN}
    )
    taken_out = models.Q(**{f"{prefix}own_visibility": Visibility.HIDDEN})
    return ~taken_out & (~withdrawn | kept)
