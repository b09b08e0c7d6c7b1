"""Choosers whose choices a body loads all at once (see `pages.core.chosen`), and what they are chosen for."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from integrations.liboppi.blocks import CourseChooserBlock
from pages.core.choices import CARD, COURSE, DOCUMENT, LINK, PICTURE
from pages.core.chosen import Chosen


class _AtHand(blocks.ChooserBlock):
    """Takes what was chosen from what is at hand, and asks the database itself where nothing is."""

    chosen_as = ""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        numbers = list(values)
        chosen = Chosen.current()
        if chosen and chosen.has((self.chosen_as, number) for number in numbers if number):
            return [number and chosen.instance(self.chosen_as, number) for number in numbers]
        return list(super().bulk_to_python(numbers))


class LinkedPageBlock(_AtHand, blocks.PageChooserBlock):
    """A page that is linked to."""

    chosen_as = LINK


class SectionBlock(LinkedPageBlock):
    """A page that can tell something of its entries: its kind has the method called `tells`."""

    def __init__(self, tells: str, refusal: Any, **kwargs: Any) -> None:
        self.tells = tells
        self.refusal = refusal
        super().__init__(**{"label": _("Section"), **kwargs})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not hasattr(cleaned.specific_class, self.tells):
            raise ValidationError(self.refusal, params={"title": cleaned.title})
        return cleaned

    def example(self) -> Any:
        """A section of the site that can tell it, None where there is none."""
        sections = Page.objects.live().in_menu().filter(alias_of=None)
        return next((page for page in sections if hasattr(page.specific_class, self.tells)), None)


class CardPageBlock(_AtHand, blocks.PageChooserBlock):
    """A page that is shown as a card."""

    chosen_as = CARD


class CardCourseBlock(_AtHand, CourseChooserBlock):
    """A course of Liboppi that is shown as a card."""

    chosen_as = COURSE


class FileChooserBlock(_AtHand, DocumentChooserBlock):
    """A file to download."""

    chosen_as = DOCUMENT


class PictureChooserBlock(_AtHand, ImageChooserBlock):
    """A picture that only decorates."""

    chosen_as = PICTURE


class DescribedPictureBlock(ImageBlock):
    """A picture with what it shows in words, unless it only decorates."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = PictureChooserBlock(required=required, label=_("Picture"))
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
