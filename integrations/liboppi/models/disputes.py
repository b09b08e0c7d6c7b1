"""Whether the sources of a course's enrolment keys agree. Compares keys; tells none.

A source may give several keys. Two sources disagree when no key is given by both. Keys of groups open groups,
not the course, so they dispute nothing.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from .keys import EnrolmentKey, KeySource

LIBOPPIS = (KeySource.CUSTOM_FIELD, KeySource.SUMMARY)  # its sources of a course's own key


class KeyDispute(models.TextChoices):
    """Who disagrees about a course's key."""

    SOURCES = "sources", _("Liboppi's sources give different keys")
    EDITOR = "editor", _("the editor's own key differs from Liboppi's")


def key_dispute(keys: Iterable[EnrolmentKey]) -> KeyDispute | None:
    """Who disagrees among a course's keys, None when all agree. The same rule as that of `disputed`.

    What an editor decided is the milder thing: it is told only where Liboppi's own sources agree.
    """
    current = [key for key in keys if key.is_current]
    values = {source: {key.value for key in current if key.source == source} for source in KeySource}
    custom_field, summary = (values[source] for source in LIBOPPIS)
    if custom_field and summary and custom_field.isdisjoint(summary):
        return KeyDispute.SOURCES
    own, imported = values[KeySource.EDITOR], custom_field | summary
    if own and imported and own.isdisjoint(imported):
        return KeyDispute.EDITOR
    return None


def disputed(kind: KeyDispute | None = None) -> models.Q:
    """The condition for a course whose keys are in dispute, of the one kind or of either."""
    sources = _differ(LIBOPPIS[:1], LIBOPPIS[1:])
    editor = _differ((KeySource.EDITOR,), LIBOPPIS)
    conditions = {KeyDispute.SOURCES: sources, KeyDispute.EDITOR: editor & ~sources, None: sources | editor}
    return conditions[kind]


def _differ(some: Iterable[KeySource], others: Iterable[KeySource]) -> models.Q:
    """Whether both give keys and have none in common."""
    elsewhere = _keys(others, models.OuterRef("course")).values("value")
    here, there = (_keys(sources, models.OuterRef("pk")) for sources in (some, others))
    shared = here.filter(value__in=elsewhere)
    return models.Q(models.Exists(here), models.Exists(there), ~models.Exists(shared))


def _keys(sources: Iterable[KeySource], course: models.OuterRef) -> models.QuerySet[EnrolmentKey]:
    return EnrolmentKey.objects.current().filter(course=course, source__in=tuple(sources))
