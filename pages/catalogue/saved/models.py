"""Searches that readers have saved, and what was found for them since. Shown to nobody but their reader."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from integrations.liboppi.models import Course

LONGEST_NAME = 120  # characters
LONGEST_QUERY = 2000  # characters of a query string
MOST_SEARCHES = 30  # of a reader
MOST_SHOWN = 5  # of what was found last, in the reader's list


class Frequency(models.TextChoices):
    """How often a reader gets mail of what is new."""

    DAILY = "daily", pgettext_lazy("frequency of mail", "Daily")
    WEEKLY = "weekly", pgettext_lazy("frequency of mail", "Weekly")
    NEVER = "never", pgettext_lazy("frequency of mail", "No mail")


PERIODS = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Questions asked of saved searches."""

    def of(self, user: Any) -> "SavedSearchQuerySet":
        """Those of the reader, the last saved first."""
        return self.filter(user=user).order_by("-saved", "-pk")

    def with_latest(self) -> "SavedSearchQuerySet":
        """With what was found last, as `latest`, at most MOST_SHOWN of each."""
        last = Finding.objects.order_by("-found", "-pk")[:MOST_SHOWN]
        return self.prefetch_related(models.Prefetch("findings", last, to_attr="latest"))

    def watched(self) -> "SavedSearchQuerySet":
        """Those of readers who may still sign in."""
        return self.filter(user__is_active=True).order_by("pk")

    def locked(self, pk: int) -> "SavedSearch | None":
        """The search with its reader, kept from other workers until the transaction ends; None if gone."""
        rows = self.select_for_update(of=("self",)).select_related("user")
        return rows.filter(pk=pk).first()

    def stop_mails(self) -> int:
        """No more mails; how many of them sent any."""
        return self.exclude(frequency=Frequency.NEVER).update(frequency=Frequency.NEVER)


class SavedSearch(models.Model):
    """A reader's question to the catalogue of one language. `query` is `Asked.query_string`.

    `looked` is the moment up to which the index was looked through for it, `mailed` that of its last mail.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    locale = models.CharField(_("language of the list"), max_length=12, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(_("search"), max_length=LONGEST_QUERY, blank=True)
    frequency = models.CharField(_("mail"), max_length=8, choices=Frequency.choices, default=Frequency.WEEKLY)
    saved = models.DateTimeField(_("saved"), default=timezone.now)
    looked = models.DateTimeField(_("looked through until"), default=timezone.now)
    mailed = models.DateTimeField(_("last mail"), null=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(fields=["user", "locale", "query"], name="catalogue_search_saved_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name_language(self) -> str:
        """The language that the name is written in: that of the list in which it was saved."""
        return self.locale

    @property
    def sends_mail(self) -> bool:
        """Whether its reader wants mail."""
        return self.frequency != Frequency.NEVER

    def is_due(self, now: Any) -> bool:
        """Whether it is time for a mail: by the calendar day, whatever hour the last one was sent."""
        period = PERIODS.get(Frequency(self.frequency))
        last = timezone.localdate(self.mailed or self.saved)
        return period is not None and timezone.localdate(now) - last >= period


class Finding(models.Model):
    """Something that came up for a saved search: once found, a thing is never found for it again.

    `mailed` is the moment when its mail was claimed; None while it waits for one.
    """

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="findings")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, null=True, related_name="+")
    found = models.DateTimeField(_("found"), default=timezone.now)
    mailed = models.DateTimeField(_("mailed"), null=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.UniqueConstraint(fields=["search", "page"], name="catalogue_page_found_once"),
            models.UniqueConstraint(fields=["search", "course"], name="catalogue_course_found_once"),
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(course=None), name="catalogue_found_page_or_course"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.search_id}: {self.page_id or ''}/{self.course_id or ''}"
