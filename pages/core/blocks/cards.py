"""Blocks of cards that editors choose: pages, courses, trainings, materials."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from integrations.liboppi.models import Course
from pages.core.chosen import Chosen
from pages.ui.cards import Card

from .choosers import CardCourseBlock, CardPageBlock
from .groups import CHOSEN


class CardsBlock(blocks.StructBlock):
    """A titled row of cards; what a card shows is the chosen item's own affair."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)

    class Meta:
        template = "core/blocks/cards.html"

    def cards(self, value: Any, request: Any) -> list[Card]:
        """The cards to show, in the editor's order."""
        raise NotImplementedError

    def examples(self) -> list[Any]:
        """What the block's preview shows, out of what the library has."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, "cards": self.cards(value, context.get("request"))}

    def get_preview_value(self) -> Any:
        items = self.examples()
        return self.normalize({"title": "", "items": items}) if items else None


class ChosenPagesBlock(CardsBlock):
    """Cards of chosen pages, in the reader's language where they exist in it."""

    def cards(self, value: Any, request: Any) -> list[Card]:
        return Chosen.for_value(self, value, request).cards(value["items"])

    def examples(self) -> list[Any]:
        kind = self.child_blocks["items"].child_block.target_model
        pages = kind.objects.live().filter(alias_of=None, depth__gt=2)
        return list(pages.order_by("-first_published_at")[:2])


class PageCardsBlock(ChosenPagesBlock):
    """Cards of chosen pages of any kind."""

    items = blocks.ListBlock(CardPageBlock(), label=_("Pages"), min_num=1, max_num=12)

    class Meta:
        icon = "doc-full"
        group = CHOSEN
        label = _("Pages")
        description = _("Cards of the pages you choose: of any kind.")


class CourseCardsBlock(CardsBlock):
    """Cards of chosen courses of Liboppi."""

    items = blocks.ListBlock(CardCourseBlock(), label=_("Courses"), min_num=1, max_num=12)

    class Meta:
        icon = "liboppi-course"
        group = CHOSEN
        label = _("Courses of Liboppi")
        description = _("Cards of the courses you choose.")

    def cards(self, value: Any, request: Any) -> list[Card]:
        return Chosen.for_value(self, value, request).course_cards(value["items"])

    def examples(self) -> list[Any]:
        return list(Course.objects.in_catalogue()[:2])


class TrainingCardsBlock(ChosenPagesBlock):
    """Cards of chosen trainings."""

    items = blocks.ListBlock(
        CardPageBlock(page_type="trainings.TrainingPage"), label=_("Trainings"), min_num=1, max_num=12
    )

    class Meta:
        icon = "date"
        group = CHOSEN
        label = _("Trainings")
        description = _("Cards of the trainings you choose.")


class MaterialCardsBlock(ChosenPagesBlock):
    """Cards of chosen materials of the material bank."""

    items = blocks.ListBlock(
        CardPageBlock(page_type="materials.MaterialPage"), label=_("Materials"), min_num=1, max_num=12
    )

    class Meta:
        icon = "folder-open-1"
        group = CHOSEN
        label = _("Materials")
        description = _("Cards of the materials you choose from the material bank.")
