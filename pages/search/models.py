"""The index of all that readers can find: an entry for each thing and each language in which it is listed.

Rows are made from what things tell of themselves (`pages.core.findable`) and can be made anew at any time.
"""

from collections.abc import Iterable
from time import time_ns

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from integrations.liboppi.models import Course
from pages.core.findable import Enrolment, Kind

from .editing import Promotion, Synonym
from .missed import MissedSearch

__all__ = ["Entry", "IndexState", "MissedSearch", "Posting", "Promotion", "Spelling", "Synonym"]


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions asked of entries."""

    def outside(self, branches: Iterable[str]) -> "EntryQuerySet":
        """Those that stand under none of the `branches`, which are paths in the page tree.

        Where a page stands is asked of the page itself: pages also move when a neighbour does.
        """
        hidden = models.Q()
        for path in branches:
            hidden |= models.Q(page__path__startswith=path)
        return self.exclude(hidden) if hidden else self


class Entry(models.Model):
    """A thing that readers of the pages in `locale` find: a published page, or a course of the catalogue."""

    locale = models.CharField(_("language of the list"), max_length=12, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="search_entries")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, null=True, related_name="search_entries")
    title = models.CharField(_("title"), max_length=255)
    excerpt = models.CharField(_("excerpt"), max_length=400, blank=True)
    language = models.CharField(_("language of the texts"), max_length=12)
    facets = models.JSONField(_("facets"), default=dict)
    enrolment = models.CharField(_("enrolment"), max_length=8, choices=Enrolment.choices, blank=True)
    closes = models.DateTimeField(_("closes"), null=True)
    published = models.DateTimeField(_("published"), null=True)
    starts = models.DateTimeField(_("starts"), null=True)
    ends = models.DateTimeField(_("ends"), null=True)
    uses = models.PositiveIntegerField(_("uses"), default=0)
    digest = models.CharField(_("digest of the indexed words"), max_length=32, blank=True)
    added = models.DateTimeField(_("added"), default=timezone.now, db_index=True)  # when it was first listed

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the search index")
        verbose_name_plural = _("entries of the search index")
        constraints = [
            models.UniqueConstraint(fields=["page", "locale"], name="search_one_entry_a_page"),
            models.UniqueConstraint(fields=["course", "locale"], name="search_one_entry_a_course"),
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(course=None), name="search_page_or_course"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.locale})"


class Posting(models.Model):
    """A term of an entry: a base form, a part of a compound or a word as it stands, folded.

    `weight` says how much the entry is about it; see `postings.py`.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="postings")
    term = models.CharField(_("term"), max_length=64)
    weight = models.PositiveSmallIntegerField(_("weight"))

    class Meta:
        verbose_name = _("term of the search index")
        verbose_name_plural = _("terms of the search index")
        indexes = [models.Index(fields=["term"], name="search_posting_term")]

    def __str__(self) -> str:
        return f"{self.term} ({self.weight})"


class Spelling(models.Model):
    """How texts write a term, small letters with å ä ö: for words that are suggested or corrected."""

    term = models.CharField(_("term"), max_length=64, unique=True)
    spelled = models.CharField(_("as it is written"), max_length=64)

    class Meta:
        verbose_name = _("spelling of a term")
        verbose_name_plural = _("spellings of terms")

    def __str__(self) -> str:
        return self.spelled


class IndexState(models.Model):
    """One row that tells whether the index has changed: every change gives it another `version`.

    A version never comes again, so that what a process keeps of one is never taken for another's.
    """

    version = models.PositiveBigIntegerField(_("version"), default=0)

    class Meta:
        verbose_name = _("state of the search index")
        verbose_name_plural = _("states of the search index")

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def current(cls) -> int:
        """The version of the index; 0 before anything was indexed. One query."""
        return cls.objects.values_list("version", flat=True).filter(pk=1).first() or 0

    @classmethod
    def raise_version(cls) -> None:
        """To be called in the transaction that changes entries."""
        version = time_ns()
        if not cls.objects.filter(pk=1).update(version=version):
            cls.objects.get_or_create(pk=1, defaults={"version": version})
