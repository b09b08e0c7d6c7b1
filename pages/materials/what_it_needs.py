"""What one needs to use a material: time, people, money and equipment, each told in a few words."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Need(NamedTuple):
    """Something that is needed; `icon` is a lucide icon's name."""

    icon: str
    label: str
    text: str


class NeedsMixin(models.Model):
    """What it takes, in the words of those who have tried."""

    needs_time = models.CharField(
        _("time"),
        max_length=200,
        blank=True,
        help_text=_("Such as: two hours to prepare, 45 minutes with the group."),
    )
    needs_people = models.CharField(
        _("people"), max_length=200, blank=True, help_text=_("Such as: one leader, 8–15 participants.")
    )
    needs_money = models.CharField(
        _("money"), max_length=200, blank=True, help_text=_("Such as: about 20 € for printing, or: none.")
    )
    needs_equipment = models.CharField(
        _("equipment"),
        max_length=200,
        blank=True,
        help_text=_("Such as: a projector, scissors, a laminator."),
    )

    class Meta:
        abstract = True

    def needs(self) -> tuple[Need, ...]:
        """Those that were told."""
        told = (
            Need("clock", gettext("Time"), self.needs_time),
            Need("users", gettext("People"), self.needs_people),
            Need("coins", gettext("Money"), self.needs_money),
            Need("package", gettext("Equipment"), self.needs_equipment),
        )
        return tuple(need for need in told if need.text)
