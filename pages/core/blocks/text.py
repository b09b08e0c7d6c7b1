"""Blocks of words: heading, running text, quotation, call-out, accordion."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .groups import TEXT

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
CALLOUT_ICONS = {"note": "info", "tip": "lightbulb", "warning": "triangle-alert"}
LONGEST_TEXT = 20_000  # characters, of one block


class HeadingBlock(blocks.CharBlock):
    """A heading inside the body: one level under the page's title."""

    class Meta:
        icon = "title"
        group = TEXT
        label = _("Heading")
        description = _("Divides a long page into parts.")
        template = "core/blocks/heading.html"
        preview_value = _("Goals for this year")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 120, **kwargs})


class TextBlock(blocks.RichTextBlock):
    """Running text. With `subheadings`, headings of the next level may stand in it."""

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Text")
        description = _("Paragraphs, subheadings, lists and links.")
        template = "core/blocks/text.html"
        preview_value = _("<p>We meet four times a year, at a library or remotely.</p>")

    def __init__(self, subheadings: bool = False, **kwargs: Any) -> None:
        features = ["h3", *TEXT_FEATURES] if subheadings else TEXT_FEATURES
        super().__init__(features=features, **{"max_length": LONGEST_TEXT, **kwargs})


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quotation"), rows=3, max_length=600)
    source = blocks.CharBlock(label=_("Who said it"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        group = TEXT
        label = _("Quotation")
        description = _("Somebody's words, set apart from the text.")
        template = "core/blocks/quote.html"
        preview_value = {"text": _("A good tutor asks first."), "source": _("Digital tutors' meeting")}


class CalloutBlock(blocks.StructBlock):
    """Something a reader should not miss. Its kind is told by a word and an icon, not by colour alone."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        group = TEXT
        label = _("Call-out")
        description = _("A box for something that a reader should not miss: a note, a tip or a warning.")
        template = "core/blocks/callout.html"
        preview_value = {
            "kind": "tip",
            "title": _("Sign up by Friday"),
            "text": _("<p>There is room for twenty.</p>"),
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        kind = value.get("kind") or "note"
        words = dict(self.child_blocks["kind"].field.choices)
        return {**context, "kind": kind, "kind_word": words[kind], "icon": CALLOUT_ICONS[kind]}


class AccordionItemBlock(blocks.StructBlock):
    """A question and its answer, or a title and what is to be said under it."""

    title = blocks.CharBlock(label=_("Title"), max_length=150, help_text=_("Always in sight."))
    text = TextBlock(label=_("Text"), help_text=_("Shown when the reader opens it."))


class AccordionBlock(blocks.StructBlock):
    """Titles, the text under each of which the reader opens: common questions."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Parts"), min_num=1, max_num=20)

    class Meta:
        icon = "collapse-down"
        group = TEXT
        label = _("Questions and answers")
        description = _("Titles whose text opens at a click. For what only some readers need.")
        template = "core/blocks/accordion.html"
        preview_value = {
            "title": _("Common questions"),
            "items": [
                {
                    "title": _("Who can take part?"),
                    "text": _("<p>Everybody who works at a library of the region.</p>"),
                },
                {"title": _("What does it cost?"), "text": _("<p>Nothing.</p>")},
            ],
        }
