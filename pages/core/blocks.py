"""The StreamField blocks of which pages are built. Each has a preview for the block chooser."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from integrations.liboppi.blocks import CourseChooserBlock
from integrations.liboppi.models import Course
from pages.ui.cards import Card

from .courses import course_cards
from .links import ShownLink, shown_links
from .localised import localised
from .media import CustomDocument, CustomImage

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside the body: one level under the page's title."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides a long page into parts.")
        template = "core/blocks/heading.html"
        preview_value = _("Goals for this year")


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "core/blocks/text.html"
        preview_value = _("<p>We meet four times a year, at a library or remotely.</p>")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text, credit and licence."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture from the picture library. Its credit and licence are shown with it.")
        template = "core/blocks/picture.html"

    def get_preview_value(self) -> Any:
        image = CustomImage.objects.order_by("-created_at").first()
        return self.normalize({"image": {"image": image, "alt_text": image.title}}) if image else None


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    source = blocks.CharBlock(label=_("Who said it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's words, set apart from the text.")
        template = "core/blocks/quote.html"
        preview_value = {"text": _("A good tutor asks first."), "source": _("Digital tutors' meeting")}


class CalloutBlock(blocks.StructBlock):
    """Something a reader should not miss."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A box for something that a reader should not miss.")
        template = "core/blocks/callout.html"
        preview_value = {"title": _("Sign up by Friday"), "text": _("<p>There is room for twenty.</p>")}


class FileBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("File"))
    note = blocks.CharBlock(label=_("What it holds"), required=False, max_length=200)

    class Meta:
        icon = "doc-full-inverse"
        label = _("File")
        description = _("A file to download, with its type, size and licence.")
        template = "core/blocks/file.html"

    def get_preview_value(self) -> Any:
        document = CustomDocument.objects.order_by("-created_at").first()
        return self.normalize({"document": document, "note": ""}) if document else None


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site or to an address elsewhere."""

    text = blocks.CharBlock(label=_("Text"), max_length=150, help_text=_("Say where the link leads."))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Choose a page or give an address: one of them, not both.")]
            )
        return cleaned


class LinkListBlock(blocks.StructBlock):
    """A titled list of links."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=20)

    class Meta:
        icon = "list-ul"
        label = _("Link list")
        description = _("Links to pages and to addresses elsewhere.")
        template = "core/blocks/link_list.html"
        preview_value = {
            "title": _("Read more"),
            "links": [
                {"text": _("Liboppi, the libraries' learning environment"), "url": "https://liboppi.example/"}
            ],
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        links: list[ShownLink] = shown_links(value["links"], context.get("request"))
        return {**context, "links": links}


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

    @property
    def page_model(self) -> Any:
        """The kind of page that can be chosen."""
        return self.child_blocks["items"].child_block.target_model

    def cards(self, value: Any, request: Any) -> list[Card]:
        pages = self.page_model.objects.visible_to(request).for_cards()
        return [page.card(request) for page in localised(value["items"], pages)]

    def examples(self) -> list[Any]:
        return list(self.page_model.objects.live().filter(alias_of=None).order_by("-first_published_at")[:2])


class CourseCardsBlock(CardsBlock):
    """Cards of chosen courses of Liboppi."""

    items = blocks.ListBlock(CourseChooserBlock(), label=_("Courses"), min_num=1, max_num=12)

    class Meta:
        icon = "liboppi-course"
        label = _("Courses of Liboppi")
        description = _("Cards of the courses you choose.")

    def cards(self, value: Any, request: Any) -> list[Card]:
        return course_cards([course for course in value["items"] if course], get_language())

    def examples(self) -> list[Any]:
        return list(Course.objects.in_catalogue()[:2])


class TrainingCardsBlock(ChosenPagesBlock):
    """Cards of chosen trainings."""

    items = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="trainings.TrainingPage"),
        label=_("Trainings"),
        min_num=1,
        max_num=12,
    )

    class Meta:
        icon = "date"
        label = _("Trainings")
        description = _("Cards of the trainings you choose.")


class MaterialCardsBlock(ChosenPagesBlock):
    """Cards of chosen materials of the material bank."""

    items = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="materials.MaterialPage"),
        label=_("Materials"),
        min_num=1,
        max_num=12,
    )

    class Meta:
        icon = "folder-open-1"
        label = _("Materials")
        description = _("Cards of the materials you choose from the material bank.")


class HighlightsBlock(CardsBlock):
    """What a section puts first just now: the next trainings, the newest materials."""

    section = blocks.PageChooserBlock(
        label=_("Section"), help_text=_("Trainings, the material bank, workgroups…")
    )
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("New and coming from a section")
        description = _("Keeps itself up to date: the next trainings, the newest materials or courses.")
        template = "core/blocks/highlights.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super(CardsBlock, self).get_context(value, parent_context=parent_context)
        pages = localised([value["section"]], Page.objects.all())
        section = pages[0].specific if pages else None
        highlights = getattr(section, "highlights", None)
        cards = highlights(context.get("request"), value["number"]) if highlights else []
        return {**context, "section": section, "cards": cards}

    def get_preview_value(self) -> Any:
        sections = (page.specific for page in Page.objects.live().in_menu().filter(alias_of=None))
        section = next((page for page in sections if hasattr(page, "highlights")), None)
        return self.normalize({"title": "", "section": section, "number": 2}) if section else None


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock()
    text = TextBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    file = FileBlock()
    link_list = LinkListBlock()
    courses = CourseCardsBlock()
    trainings = TrainingCardsBlock()
    materials = MaterialCardsBlock()
    highlights = HighlightsBlock()
