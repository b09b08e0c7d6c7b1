"""A video of an outside service, loaded only when the reader asks for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.core.chosen import Chosen
from pages.core.fields import ContentLanguage, language_names
from pages.core.outside import read_address

from .addresses import OutsideAddressBlock
from .choosers import FileChooserBlock, LinkedPageBlock, PictureChooserBlock
from .groups import MEDIA
from .text import TextBlock


class TranscriptBlock(blocks.StructBlock):
    """What is said and seen in a video, as text, as a file or on a page of its own."""

    text = TextBlock(label=_("Text"), required=False)
    document = FileChooserBlock(label=_("File"), required=False)
    page = LinkedPageBlock(label=_("Page"), required=False)

    class Meta:
        label = _("Transcript")
        help_text = _("What is said and seen, for those who don't hear or see the video.")
        collapsed = True


class VideoBlock(blocks.StructBlock):
    """A video on YouTube or Vimeo."""

    title = blocks.CharBlock(label=_("Title"), max_length=150, help_text=_("What the video is about."))
    url = OutsideAddressBlock("video", help_text=_("Of the video on YouTube or Vimeo."))
    poster = PictureChooserBlock(
        label=_("Picture"), required=False, help_text=_("Stands in the video's place until it is played.")
    )
    captions = blocks.MultipleChoiceBlock(
        label=_("Captions"),
        choices=ContentLanguage.choices,
        required=False,
        help_text=_("The languages of its captions. Leave empty when it has none."),
    )
    length = blocks.RegexBlock(
        regex=r"^\d{1,2}(:[0-5]\d){1,2}$",
        label=_("Length"),
        required=False,
        help_text=_("Minutes and seconds, such as 12:30."),
        error_messages={"invalid": _("Write the length as minutes and seconds, such as 12:30.")},
    )
    transcript = TranscriptBlock()

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Video")
        description = _(
            "A video on YouTube or Vimeo. Nothing is loaded from there until the reader plays it."
        )
        template = "core/blocks/video.html"
        preview_value = {
            "title": _("How to use the memory boxes"),
            "url": "https://vimeo.com/000000000",
            "captions": ["fi", "sv"],
            "length": "3:20",
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        chosen = Chosen.for_value(self, value, context.get("request"))
        page = chosen.page((value.get("transcript") or {}).get("page"))
        return {
            **context,
            "video": read_address("video", value.get("url") or ""),
            "caption_languages": language_names(value.get("captions") or []),
            "transcript_url": page.get_url(chosen.request) if page else "",
            "transcript_title": page.title if page else "",
        }
