"""Blocks of pictures and files."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.core.media import CustomDocument, CustomImage

from .choosers import DescribedPictureBlock, FileChooserBlock
from .groups import MEDIA


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text, credit and licence."""

    image = DescribedPictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        description = _("A picture from the picture library. Its credit and licence are shown with it.")
        template = "core/blocks/picture.html"

    def get_preview_value(self) -> Any:
        image = CustomImage.objects.order_by("-created_at").first()
        return self.normalize({"image": {"image": image, "alt_text": image.title}}) if image else None


class GalleryPictureBlock(blocks.StructBlock):
    """One picture of a gallery."""

    image = DescribedPictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)


class GalleryBlock(blocks.StructBlock):
    """Pictures side by side, each of which opens larger."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    pictures = blocks.ListBlock(GalleryPictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "grid"
        group = MEDIA
        label = _("Gallery")
        description = _("2–24 pictures side by side. Each opens larger, with its credit and licence.")
        template = "core/blocks/gallery.html"

    def get_preview_value(self) -> Any:
        images = CustomImage.objects.order_by("-created_at")[:3]
        pictures = [{"image": {"image": image, "alt_text": image.title}} for image in images]
        return self.normalize({"title": "", "pictures": pictures}) if pictures else None


class FileBlock(blocks.StructBlock):
    """A file to download."""

    document = FileChooserBlock(label=_("File"))
    note = blocks.CharBlock(label=_("What it holds"), required=False, max_length=200)

    class Meta:
        icon = "doc-full-inverse"
        group = MEDIA
        label = _("File")
        description = _("A file to download, with its type, size and licence.")
        template = "core/blocks/file.html"

    def get_preview_value(self) -> Any:
        document = CustomDocument.objects.order_by("-created_at").first()
        return self.normalize({"document": document, "note": ""}) if document else None
