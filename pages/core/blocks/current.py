"""Blocks that keep themselves up to date: what is new on the site, what comes next in a section."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.core.choices import HIGHLIGHTS, Choice
from pages.core.chosen import Chosen
from pages.core.whats_new import newest_cards

from .choosers import LinkedPageBlock, SectionBlock
from .groups import CURRENT


class HighlightsBlock(blocks.StructBlock):
    """What a section puts first just now: the next trainings, the newest materials."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("Leave empty to show the section's own title."),
    )
    section = SectionBlock(
        tells="highlights",
        refusal=_("“%(title)s” has no list of its own. Choose the trainings, the material bank, …"),
        help_text=_("Trainings, the material bank, workgroups…"),
    )
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        group = CURRENT
        label = _("New and coming from a section")
        description = _("Keeps itself up to date: the next trainings, the newest materials or courses.")
        template = "core/blocks/highlights.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        chosen = Chosen.for_value(self, value, request)
        section = chosen.specific(value["section"])
        return {**context, "section": section, "cards": chosen.highlights(section, value["number"])}

    def wanted_highlights(self, raw: dict[str, Any]) -> Iterator[Choice]:
        """What a value of the block, as it is stored, wants of its section."""
        if raw.get("section"):
            number = raw.get("number", self.child_blocks["number"].get_default())
            yield HIGHLIGHTS, (raw["section"], number)

    def get_preview_value(self) -> Any:
        section = self.child_blocks["section"].example()
        return self.normalize({"title": "", "section": section, "number": 2}) if section else None


class WhatsNewBlock(blocks.StructBlock):
    """The newest pages of the site, or of some of its sections."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, default=_("What is new"))
    sections = blocks.ListBlock(
        LinkedPageBlock(label=_("Section")),
        label=_("Sections"),
        min_num=0,
        max_num=8,
        default=[],
        help_text=_("Only pages under these. Leave out to show new pages of the whole site."),
    )
    number = blocks.IntegerBlock(label=_("How many"), default=4, min_value=1, max_value=12)

    class Meta:
        icon = "history"
        group = CURRENT
        label = _("What is new")
        description = _("Keeps itself up to date: the pages that were published last.")
        template = "core/blocks/cards.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        chosen = Chosen.for_value(self, value, request)
        wanted = [section for section in value["sections"] if section]
        shown = [section for section in map(chosen.page, wanted) if section]
        lost = bool(wanted) and not shown
        return {**context, "cards": [] if lost else newest_cards(shown, value["number"], request)}

    def get_preview_value(self) -> Any:
        if not newest_cards([], 1, None):
            return None
        return self.normalize({"title": _("What is new"), "sections": [], "number": 2})
