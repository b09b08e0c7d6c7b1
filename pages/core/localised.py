"""Chosen pages in the reader's language. Asks for all of a block's pages at once."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Page, PageQuerySet


def localised(chosen: Iterable[Page | None], pages: PageQuerySet[Any]) -> list[Any]:
    """The chosen pages out of `pages`, in the reader's language where it has them, else as chosen.

    Keeps the order; leaves out what is not published and what has been deleted. One query.
    """
    wanted = [page for page in chosen if page]
    keys = [page.translation_key for page in wanted]
    found: dict[Any, Any] = {}
    for page in pages.live().filter(translation_key__in=keys).select_related("locale"):
        in_readers_language = page.locale.language_code == get_language()
        found[page.translation_key if in_readers_language else page.pk] = page
    shown = (found.get(page.translation_key) or found.get(page.pk) for page in wanted)
    return [page for page in shown if page]
