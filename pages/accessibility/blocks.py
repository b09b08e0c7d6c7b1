"""The contents that are not accessible, as a statement lists them."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choices import Cause
from .wcag import criterion_choices, criterion_label


class DeficiencyValue(blocks.StructValue):
    """One content that is not accessible."""

    @property
    def criterion_label(self) -> str:
        """The criterion's number and name, "" where none is given."""
        return criterion_label(self["criterion"] or "")


class DeficiencyBlock(blocks.StructBlock):
    """What is not accessible, why, until when, and what there is in its place."""

    what = blocks.CharBlock(
        label=_("What is not accessible"),
        max_length=200,
        help_text=_("Name the content so that readers know it: “Videos recorded before 2026”."),
    )
    cause = blocks.ChoiceBlock(
        label=_("Cause"),
        choices=Cause.choices,
        default=Cause.NOT_COMPLIANT,
        help_text=_(
            "Outside the law are, for instance, contents of others that you neither pay nor control."
        ),
    )
    criterion = blocks.ChoiceBlock(
        label=_("Requirement that is not met (WCAG)"), choices=criterion_choices, required=False
    )
    problem = blocks.TextBlock(
        label=_("What that means for readers"),
        rows=2,
        max_length=1000,
        help_text=_("Who meets an obstacle, and which. For a disproportionate burden also why it is one."),
    )
    mended_by = blocks.DateBlock(
        label=_("Will be mended by"),
        required=False,
        help_text=_("Needed where the content is not in compliance with the law yet."),
    )
    review_by = blocks.DateBlock(
        label=_("The burden is assessed anew by"),
        required=False,
        help_text=_("Needed for a disproportionate burden. Assess it anew at least every five years."),
    )
    instead = blocks.TextBlock(
        label=_("What there is instead"),
        rows=2,
        max_length=1000,
        required=False,
        help_text=_("Such as a text version, or from whom one gets the same information."),
    )

    class Meta:
        icon = "warning"
        label = _("Content that is not accessible")
        description = _("What does not work, why, until when, and what there is in its place.")
        value_class = DeficiencyValue
        preview_value = {
            "what": _("Recordings of webinars"),
            "criterion": "1.2.2",
            "problem": _("Recordings have no captions, so their speech doesn't reach everyone."),
        }


class DeficienciesBlock(blocks.StreamBlock):
    """Any number of them."""

    deficiency = DeficiencyBlock()

    class Meta:
        max_num = 40


def dates_missing(deficiency: Any) -> dict[str, str]:
    """By field, what the cause of a deficiency asks for and is not there, in words."""
    missing = {}
    if deficiency["cause"] == Cause.NOT_COMPLIANT and not deficiency["mended_by"]:
        missing["mended_by"] = gettext("Say until when it will be mended.")
    if deficiency["cause"] == Cause.BURDEN and not deficiency["review_by"]:
        missing["review_by"] = gettext("Say when the burden will be assessed anew.")
    return missing
