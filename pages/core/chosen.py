"""What the blocks of a body have chosen, asked of the database once for all of them: pages and pictures.

Knows where in a block's stored value a choice stands, and which version of a page a reader gets. While a body
is rendered its `Chosen` is at hand (`Chosen.at_hand`), and the choosers of `blocks.choosers` and links in
running text take what they need from it.
"""

import copy
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.images import get_image_model
from wagtail.models import Page

from pages.ui.cards import Card
from pages.ui.text_language import TEXT_LANGUAGE, learn_text_language

LINK, CARD, PICTURE = "link", "card", "picture"  # what a chosen thing becomes on the page
PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
LINK_NUMBER = re.compile(r'\bid="(\d+)"')

_at_hand: ContextVar["Chosen | None"] = ContextVar("chosen_at_hand", default=None)


class Chosen:
    """The pages and pictures that blocks have chosen, each kind loaded when the first of it is asked for."""

    def __init__(self, choices: Iterable[tuple[str, int]], request: HttpRequest | None) -> None:
        self.request = request
        self._numbers: dict[str, set[int]] = defaultdict(set)
        for kind, number in choices:
            self._numbers[kind].add(number)

    @classmethod
    def of(cls, block: blocks.Block, raw: Any, request: HttpRequest | None) -> "Chosen":
        """What `raw`, a value of `block` as it is stored, has chosen."""
        return cls(_choices(block, raw), request)

    @classmethod
    def in_body(cls, body: StreamValue, request: HttpRequest | None = None) -> "Chosen":
        """What a page's body has chosen; the same for all who ask the same body."""
        chosen: Chosen = body.__dict__.setdefault(
            "_chosen", cls.of(body.stream_block, body.raw_data, request)
        )
        chosen.request = chosen.request or request
        return chosen

    @classmethod
    def current(cls) -> "Chosen | None":
        """What is at hand just now, None outside of a body."""
        return _at_hand.get()

    @classmethod
    def for_value(cls, block: blocks.Block, value: Any, request: HttpRequest | None) -> "Chosen":
        """What is at hand, else what `value` alone has chosen: in a preview, or for the API."""
        return cls.for_choices(list(_choices(block, block.get_prep_value(value))), request)

    @classmethod
    def for_choices(cls, choices: list[tuple[str, int]], request: HttpRequest | None) -> "Chosen":
        """What is at hand where it has all of `choices`, else these alone: they are another body's."""
        current = cls.current()
        return current if current and current.has(choices) else cls(choices, request)

    def has(self, choices: Iterable[tuple[str, int]]) -> bool:
        """Whether all of these are among what was chosen."""
        return all(number in self._numbers[kind] for kind, number in choices)

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Inside the block, choosers and links in running text take what they need from here."""
        token = _at_hand.set(self)
        try:
            yield
        finally:
            _at_hand.reset(token)

    def instance(self, kind: str, number: int) -> Any:
        """The chosen page or picture itself, as a block's value; None where it has been deleted."""
        found = (self._pictures if kind == PICTURE else self._pages).get(number)
        return copy.copy(found)  # a picture's alternative text is kept on it, block by block

    def page(self, chosen: Page | None) -> Page | None:
        """The page in the reader's language, else as it was chosen; None where neither is published."""
        return self.page_by_number(chosen.pk) if chosen else None

    def page_by_number(self, number: int) -> Page | None:
        """As `page`, for the primary key of a chosen page."""
        chosen = self._pages.get(number)
        if chosen is None:
            return None
        versions = self._versions[chosen.translation_key]
        shown = versions.get(get_language() or "", chosen)
        return shown if shown.live else None

    def specific(self, chosen: Page | None) -> Any:
        """As `page`, of its own kind, whose own fields are asked for when used: for what that kind can do."""
        page = self.page(chosen)
        if page is None:
            return None
        if page.pk not in self._specifics:
            specific = page.specific_deferred
            learn_text_language(specific, page)
            self._specifics[page.pk] = specific
        return self._specifics[page.pk]

    def cards(self, chosen: Iterable[Page | None]) -> list[Card]:
        """The cards of those chosen pages that the reader may read, in the same order."""
        shown = (self.page(page) for page in chosen)
        return [self._cards[page.pk] for page in shown if page and page.pk in self._cards]

    @cached_property
    def _pages(self) -> dict[int, Page]:
        numbers = self._numbers[LINK] | self._numbers[CARD]
        if not numbers:
            return {}
        keys = Page.objects.filter(pk__in=numbers).values("translation_key")
        versions = Page.objects.filter(translation_key__in=keys)
        return {page.pk: page for page in versions.select_related(*TEXT_LANGUAGE)}

    @cached_property
    def _versions(self) -> dict[Any, dict[str, Page]]:
        """The published versions of each page by language."""
        versions: dict[Any, dict[str, Page]] = defaultdict(dict)
        for page in self._pages.values():
            if page.live:
                versions[page.translation_key][page.locale.language_code] = page
        return versions

    @cached_property
    def _specifics(self) -> dict[int, Any]:
        return {}

    @cached_property
    def _cards(self) -> dict[int, Card]:
        """By primary key; one question for each kind of page."""
        numbers: dict[Any, list[int]] = defaultdict(list)
        for chosen in self._numbers[CARD]:
            page = self.page_by_number(chosen)
            if page and hasattr(page.specific_class, "card"):
                numbers[page.specific_class].append(page.pk)
        return {
            page.pk: page.card(self.request)
            for model, wanted in numbers.items()
            for page in model.objects.visible_to(self.request).for_cards().filter(pk__in=wanted)
            if page.is_listed
        }

    @cached_property
    def _pictures(self) -> dict[int, Any]:
        numbers = self._numbers[PICTURE]
        return get_image_model().objects.prefetch_renditions().in_bulk(numbers) if numbers else {}


def first_picture(body: StreamValue) -> Any:
    """The first picture of a body, None where it has none."""
    with Chosen.in_body(body).at_hand():
        pictures = [block.value["image"] for block in body.blocks_by_name("picture")]
    return next((picture for picture in pictures if picture), None)


def _choices(block: blocks.Block, raw: Any) -> Iterator[tuple[str, int]]:
    """What `raw` has chosen, as pairs of what it becomes and its primary key."""
    if not raw:
        return
    if isinstance(block, blocks.ChooserBlock):
        if hasattr(block, "chosen_as"):
            yield block.chosen_as, raw
    elif isinstance(block, blocks.RichTextBlock):
        for link in PAGE_LINK.findall(raw):
            yield from ((LINK, int(number)) for number in LINK_NUMBER.findall(link))
    else:
        for child, value in _children(block, raw):
            yield from _choices(child, value)


def _children(block: blocks.Block, raw: Any) -> Iterator[tuple[blocks.Block, Any]]:
    if isinstance(block, blocks.StreamBlock):
        yield from ((block.child_blocks[child["type"]], child["value"]) for child in raw)
    elif isinstance(block, blocks.ListBlock):
        yield from ((block.child_block, _item_value(item)) for item in raw)
    elif isinstance(block, blocks.StructBlock):
        yield from ((child, raw.get(name)) for name, child in block.child_blocks.items())


def _item_value(item: Any) -> Any:
    """The value of a list's item, which stands bare where it was stored by other hands than the editor's."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
