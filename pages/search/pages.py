"""Pages with all that they tell of themselves, many at a time: some queries for each kind of page."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from pages.core.models import BasePage


def told_pages(numbers: Iterable[int]) -> list[BasePage]:
    """The published pages of ours among those with these primary keys; none of them asks for more."""
    kinds: dict[int, list[int]] = {}
    rows = Page.objects.live().filter(pk__in=list(numbers)).order_by("pk")
    for kind, page in rows.values_list("content_type", "pk"):
        kinds.setdefault(kind, []).append(page)
    models = [(ContentType.objects.get_for_id(kind).model_class(), pages) for kind, pages in kinds.items()]
    return [page for model, pages in models for page in _pages(model, pages)]


def _pages(model: Any, numbers: list[int]) -> Iterable[BasePage]:
    if model is None or not issubclass(model, BasePage):
        return ()
    found: Iterable[BasePage] = model.objects.for_index().filter(pk__in=numbers)
    return found
