"""What people searched and did not find: words alone, never who, nothing that looks like somebody's own.

What is answered only by what comes near counts as not found.
"""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import DatabaseError, connection, models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from integrations.liboppi.models import EnrolmentKey

from .editing import folded

logger = logging.getLogger(__name__)

LONGEST = 60  # characters; longer ones are pasted texts, or letters to somebody
SHORTEST = 3
MOST_WORDS = 6
MOST_DIGITS = 4  # a year; more are a phone number, a personal identity code, a library card
MOST_ROWS = 5000
KEPT = timedelta(days=365)
SHORTEST_KEY = 4  # a shorter one counts as known only where it is a whole word
DIGIT = re.compile(r"\d")
UPSERT = """
    INSERT INTO search_missedsearch (words, locale, count, last_day)
    SELECT %s, %s, 1, %s
    WHERE (SELECT COUNT(*) FROM search_missedsearch) < %s
       OR EXISTS (SELECT 1 FROM search_missedsearch WHERE words = %s AND locale = %s)
    ON CONFLICT (words, locale) DO UPDATE
    SET count = search_missedsearch.count + 1, last_day = excluded.last_day
"""


class MissedSearch(models.Model):
    """Words that found nothing in one language: how often, and on which day the last time."""

    words = models.CharField(_("words"), max_length=LONGEST)
    locale = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    count = models.PositiveIntegerField(_("times"), default=1)
    last_day = models.DateField(_("last searched"), default=timezone.localdate)

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-count", "-last_day", "words"]
        default_permissions = ("view", "delete")
        constraints = [models.UniqueConstraint(fields=["words", "locale"], name="search_missed_once")]

    def __str__(self) -> str:
        return self.words


class AfterAnswer(HttpResponse):
    """An answer with something to do once it has been sent."""

    def __init__(self, answer: HttpResponse, after: Callable[[], None]) -> None:
        super().__init__(answer.content, headers=dict(answer.items()))
        self._after: Callable[[], None] | None = after

    def close(self) -> None:
        after, self._after = self._after, None
        try:
            if after:
                after()
        finally:
            super().close()


def noting(answer: HttpResponse, words: str, locale: str) -> AfterAnswer:
    """The answer, with the words to be counted once it has been sent."""
    return AfterAnswer(answer, partial(note, words, locale))


def note(words: str, locale: str) -> None:
    """As `record`; what fails is logged, for it is no reader's affair."""
    try:
        record(words, locale)
    except DatabaseError:
        logger.exception("search: words that found nothing were not kept")


def record(words: str, locale: str) -> None:
    """Count a search that found nothing, unless it may be somebody's own. One statement writes it."""
    if not may_be_kept(words):
        return
    kept = folded(words)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, (kept, locale, timezone.localdate(), MOST_ROWS, kept, locale))


def may_be_kept(words: str) -> bool:
    """Whether a reader's words are fit to be shown to editors: no address, number or enrolment key."""
    bare = folded(words)
    if not SHORTEST <= len(bare) <= LONGEST or len(bare.split()) > MOST_WORDS:
        return False
    if "@" in words or len(DIGIT.findall(words)) > MOST_DIGITS:
        return False
    return not _holds_key(bare)


def _holds_key(bare: str) -> bool:
    """Whether the words are, hold or are part of an enrolment key, of now or of former times."""
    values = EnrolmentKey.objects.values_list("value", flat=True).distinct()
    joined, parts = bare.replace(" ", ""), set(bare.split())
    for value in values:
        key = folded(value).replace(" ", "")
        if key in parts or (len(key) >= SHORTEST_KEY and (key in joined or joined in key)):
            return True
    return False


def forget_old() -> int:
    """Delete what nobody has searched for in a year; how many rows went. A monthly task."""
    deleted, _by_model = MissedSearch.objects.filter(last_day__lt=timezone.localdate() - KEPT).delete()
    return deleted
