"""What the blocks of a body have chosen, asked of the database once for all of them.

Knows which version of a page a reader gets. While a body is rendered its `Chosen` is at hand
(`Chosen.at_hand`): the choosers of `blocks.choosers` and links in running text take what they need from it.
"""

import copy
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
from wagtail.documents import get_document_model
from wagtail.models import Page

from integrations.liboppi.models import Course, images_by_key
from integrations.liboppi.pages import CoursePages
from pages.ui.cards import Card
from pages.ui.surroundings import Surroundings, surroundings
from pages.ui.text_language import TEXT_LANGUAGE, learn_text_language

from .choices import CARD, COURSE, DOCUMENT, HIGHLIGHTS, LINK, PICTURE, Choice, choices
from .courses import course_cards
from .listed import Listed, give_pictures, listed

_at_hand: ContextVar["Chosen | None"] = ContextVar("chosen_at_hand", default=None)


class Chosen:
    """What blocks have chosen, each kind loaded when the first of it is asked for.

    `page` is the page whose body it is, where that is known: what stands around it is asked for anyway.
    """

    def __init__(
        self, chosen: Iterable[Choice], request: HttpRequest | None, page: Page | None = None
    ) -> None:
        self.request = request
        self._page = page
        self._numbers: dict[str, set[Any]] = defaultdict(set)
        for kind, number in chosen:
            self._numbers[kind].add(number)

    @classmethod
    def in_body(
        cls, body: StreamValue, request: HttpRequest | None = None, page: Page | None = None
    ) -> "Chosen":
        """What a page's body has chosen; the same for all who ask the same body for the same request."""
        known: Chosen | None = body.__dict__.get("_chosen")
        if known is None or (request and known.request is not request):
            known = cls(choices(body.stream_block, body.raw_data), request, page)
            body.__dict__["_chosen"] = known
        return known

    @classmethod
    def current(cls) -> "Chosen | None":
        """What is at hand just now, None outside of a body."""
        return _at_hand.get()

    @classmethod
    def for_value(cls, block: blocks.Block, value: Any, request: HttpRequest | None) -> "Chosen":
        """What is at hand, else what `value` alone has chosen: in a preview, or for the API."""
        return cls.for_choices(list(choices(block, block.get_prep_value(value))), request)

    @classmethod
    def for_choices(cls, chosen: list[Choice], request: HttpRequest | None) -> "Chosen":
        """What is at hand where it has all that is `chosen`, else these alone: they are another body's."""
        current = cls.current()
        return current if current and current.has(chosen) else cls(chosen, request)

    def has(self, chosen: Iterable[Choice]) -> bool:
        """Whether all of these are among what was chosen."""
        return all(number in self._numbers[kind] for kind, number in chosen)

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Inside the block, choosers and links in running text take what they need from here."""
        token = _at_hand.set(self)
        try:
            yield
        finally:
            _at_hand.reset(token)

    @property
    def page_numbers(self) -> frozenset[int]:
        """The primary keys of the chosen pages."""
        return frozenset(self._numbers[LINK] | self._numbers[CARD])

    def instance(self, kind: str, number: int) -> Any:
        """What was chosen itself, as a block's value; None where it has been deleted."""
        found = {
            LINK: lambda: self._pages,
            CARD: lambda: self._pages,
            COURSE: lambda: self._listed.courses,
            DOCUMENT: lambda: self._documents,
            PICTURE: lambda: self._pictures,
        }[kind]()
        return copy.copy(found.get(number))  # a picture's alternative text is kept on it, block by block

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
        return self._specific(chosen.pk) if chosen else None

    def cards(self, chosen: Iterable[Page | None]) -> list[Card]:
        """The cards of those chosen pages that the reader may read, in the same order."""
        shown = (self.page(page) for page in chosen)
        return [self._cards[page.pk] for page in shown if page and page.pk in self._cards]

    def course_cards(self, chosen: Iterable[Course | None]) -> list[Card]:
        """The cards of those chosen courses that readers see, in the same order."""
        found = (self._listed.courses.get(course.pk) for course in chosen if course)
        shown = [course for course in found if course]
        return course_cards(shown, get_language() or "", self._catalogue_address, self._card_pictures)

    def highlights(self, section: Any, number: int) -> list[Card]:
        """The cards of what a section puts first, at most `number`; none for a page that has none."""
        first = self._listed.first.get(section.pk, [])[:number] if section else []
        if first and isinstance(first[0], Course):
            language = section.locale.language_code
            return course_cards(first, language, section.address_of, self._card_pictures)
        give_pictures(first, self._card_pictures)
        return [page.card(self.request) for page in first]

    @property
    def _around(self) -> Surroundings | None:
        return surroundings(self.request, self._page) if self.request and self._page else None

    @property
    def _catalogue_address(self) -> CoursePages | None:
        """Gives courses' addresses where their catalogue stands in the menu, None where it does not."""
        menu = self._around.menu if self._around else []
        catalogues = (page for page in menu if hasattr(page.specific_class, "address_of"))
        catalogue = next(catalogues, None)
        return catalogue.specific_deferred.address_of if catalogue else None

    @cached_property
    def _pages(self) -> dict[int, Page]:
        numbers = self.page_numbers
        if not numbers:
            return {}
        around = self._around
        if around and numbers <= around.asked:
            return around.chosen
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

    def _specific(self, number: int) -> Any:
        page = self.page_by_number(number)
        if page is None:
            return None
        if page.pk not in self._specifics:
            specific = page.specific_deferred
            learn_text_language(specific, page)
            self._specifics[page.pk] = specific
        return self._specifics[page.pk]

    @cached_property
    def _specifics(self) -> dict[int, Any]:
        return {}

    @cached_property
    def _listed(self) -> Listed:
        pages = (self.page_by_number(number) for number in self._numbers[CARD])
        sections = ((self._specific(number), limit) for number, limit in self._numbers[HIGHLIGHTS])
        return listed(pages, self._numbers[COURSE], sections, self.request)

    @cached_property
    def _cards(self) -> dict[int, Card]:
        """By primary key."""
        pages = self._listed.pages
        give_pictures(pages.values(), self._card_pictures)
        return {number: page.card(self.request) for number, page in pages.items() if page.is_listed}

    @cached_property
    def _pictures(self) -> dict[int, Any]:
        """Those that blocks have chosen and, for a reader, who sees the cards too, those of the cards."""
        of_cards = self._listed.pictures if self.request else set()
        return images_by_key(self._numbers[PICTURE] | of_cards)

    @cached_property
    def _card_pictures(self) -> dict[int, Any]:
        return self._pictures if self.request else images_by_key(self._listed.pictures)

    @cached_property
    def _documents(self) -> dict[int, Any]:
        found: dict[int, Any] = get_document_model().objects.in_bulk(self._numbers[DOCUMENT])
        return found


def first_picture(body: StreamValue) -> Any:
    """The first picture of a body, None where it has none."""
    with Chosen.in_body(body).at_hand():
        pictures = [block.value["image"] for block in body.blocks_by_name("picture")]
    return next((picture for picture in pictures if picture), None)
