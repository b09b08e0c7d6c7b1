"""The materials of a training: files, pages of the material bank, links elsewhere, in the editor's order."""

from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from pages.core.blocks import FileBlock, LinkedPageBlock, LinkTextBlock
from pages.core.chosen import Chosen
from pages.core.restrictions import refused_branches
from pages.ui.text_language import text_language


class OutsideLinkBlock(blocks.StructBlock):
    """A link to an address elsewhere."""

    text = LinkTextBlock()
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link-external"
        label = _("Link elsewhere")
        description = _("A recording, a web page, a form: anything with an address.")
        template = "trainings/blocks/link.html"
        preview_value = {"text": _("Recording of the training"), "url": "https://example.fi/"}


class MaterialPageBlock(LinkedPageBlock):
    """A page of the material bank."""

    class Meta:
        icon = "folder-open-1"
        label = _("Page of the material bank")
        description = _("A material that the bank holds already, with its files and licence.")
        template = "core/blocks/page_link.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(page_type="materials.MaterialPage", **kwargs)

    def get_preview_value(self) -> Any:
        return self.target_model.objects.live().first()


class TrainingMaterialsBlock(blocks.StreamBlock):
    """What participants need before, during or after a training."""

    document = FileBlock()
    page = MaterialPageBlock()
    link = OutsideLinkBlock()


@dataclass(frozen=True)
class MaterialLink:
    """One material of a training. `kind` is "document", "page" or "link".

    `document` is set for a document only, `language` for a page whose text is in another language than asked.
    """

    kind: Literal["document", "page", "link"]
    title: str
    url: str
    note: str = ""
    language: str = ""
    document: Any = None


def material_links(
    materials: Any, request: HttpRequest | None = None, page: Page | None = None
) -> list[MaterialLink]:
    """The links of a `TrainingMaterialsBlock`'s value, pages in the active language.

    What was deleted, is not published or may not be read by `request`'s user (without a request: by anybody)
    is left out. Costs less where `page`, the training that is shown, is told.
    """
    chosen = Chosen.in_body(materials, request, page)
    refused = tuple(refused_branches(request)) if chosen.page_numbers else ()
    with chosen.at_hand():
        links = [_link(child, chosen, refused) for child in materials]
    return [link for link in links if link]


def _link(child: Any, chosen: Chosen, refused: tuple[str, ...]) -> MaterialLink | None:
    value = child.value
    if child.block_type == "link":
        return MaterialLink("link", value["text"], value["url"])
    if child.block_type == "document":
        document = value["document"]
        return document and MaterialLink(
            "document", document.title, document.url, value["note"], document=document
        )
    page = chosen.page(value)
    if page is None or page.path.startswith(refused):
        return None
    language = text_language(page)
    url = page.get_url(chosen.request) or ""
    return MaterialLink("page", page.title, url, language="" if language == get_language() else language)
