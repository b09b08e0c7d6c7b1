"""What else a reader of a page or a course may want: asked of the site through one setting.

Kinds of pages show it without knowing what finds it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from pages.ui.cards import Card


@dataclass(frozen=True)
class RelatedGroup:
    """Cards under one heading. `is_pinned`: editors chose them."""

    title: str
    cards: tuple[Card, ...]
    is_pinned: bool = False


Related = Callable[[Any, str, HttpRequest], list[RelatedGroup]]


def related_to(thing: Any, language: str, request: HttpRequest) -> list[RelatedGroup]:
    """What is related to a page or a course, for a reader of `language`; nothing where no provider is set.

    The setting RELATED_ITEMS names a callable of these same arguments.
    """
    path = getattr(settings, "RELATED_ITEMS", "")
    provider: Related | None = import_string(path) if path else None
    return provider(thing, language, request) if provider else []
