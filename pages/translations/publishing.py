"""Holds back the publication of versions that still lack translations, whichever way it is asked for.

Everything that publishes calls `Revision.publish`: the editor, bulk actions, schedules, workflows, the API
and wagtail-localize. A publication held back changes nothing: the draft stays a draft, what is live stays
live, and a schedule tries again. `collected` tells whoever handles the request.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail.models import Revision, TranslatableMixin
from wagtail_localize.models import Translation

from .missing import count_missing, translation_of

logger = logging.getLogger(__name__)

_held_back: ContextVar[list[Translation] | None] = ContextVar("translations_held_back", default=None)
_publish = Revision.publish


def install() -> None:
    """Let every publication pass through here."""
    Revision.publish = publish_if_translated


def publish_if_translated(revision: Revision, *args: Any, **kwargs: Any) -> Any:
    """Publish `revision`, unless its page or snippet is a version that lacks translations."""
    version = revision.content_object
    translation = translation_of(version) if isinstance(version, TranslatableMixin) else None
    if translation and count_missing(translation):
        hold_back(translation)
        return None
    return _publish(revision, *args, **kwargs)


def hold_back(translation: Translation) -> None:
    """Note that the version was not published."""
    logger.warning("Translation %s was not published: it lacks translations.", translation.pk)
    held_back = _held_back.get()
    if held_back is not None and translation not in held_back:
        held_back.append(translation)


@contextmanager
def collected() -> Iterator[list[Translation]]:
    """The list that translations held back meanwhile are put into."""
    held_back: list[Translation] = []
    token = _held_back.set(held_back)
    try:
        yield held_back
    finally:
        _held_back.reset(token)
