"""Which blocks a page's body, and the footer, are built of."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from .calendars import CalendarBlock
from .cards import CourseCardsBlock, MaterialCardsBlock, PageCardsBlock, TrainingCardsBlock
from .choosers import LinkedPageBlock
from .current import HighlightsBlock, WhatsNewBlock
from .links import ContactBlock, LinkListBlock, SearchBoxBlock, ShortcutsBlock
from .media import FileBlock, GalleryBlock, PictureBlock
from .tables import TableBlock
from .text import AccordionBlock, CalloutBlock, HeadingBlock, QuoteBlock, TextBlock
from .videos import VideoBlock


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    text = TextBlock(subheadings=True)
    quote = QuoteBlock()
    callout = CalloutBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    file = FileBlock()
    link_list = LinkListBlock()
    shortcuts = ShortcutsBlock()
    contact = ContactBlock()
    search = SearchBoxBlock()
    pages = PageCardsBlock()
    courses = CourseCardsBlock()
    trainings = TrainingCardsBlock()
    materials = MaterialCardsBlock()
    whats_new = WhatsNewBlock()
    highlights = HighlightsBlock()
    calendar = CalendarBlock()

    class Meta:
        max_num = 100


class FooterPageBlock(LinkedPageBlock):
    """A page that the footer links to."""

    class Meta:
        icon = "doc-empty"
        label = _("Page")
        description = _("A page that the foot of every page links to.")
        template = "core/blocks/page_link.html"

    def get_preview_value(self) -> Any:
        return Page.objects.live().filter(depth__gt=2).first()


class FooterPagesBlock(blocks.StreamBlock):
    """Pages that the footer links to, in the reader's language where they exist in it."""

    page = FooterPageBlock()

    class Meta:
        max_num = 8
