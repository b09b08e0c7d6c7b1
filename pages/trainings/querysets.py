"""Questions asked of trainings: which are coming and which are over."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from integrations.liboppi.alphabet import alphabetical
from pages.core.models import BasePageQuerySet


def _sessions() -> "QuerySet":
    return apps.get_model("trainings", "TrainingSession").objects.filter(page=OuterRef("pk"))


def _remaining() -> "QuerySet":
    return _sessions().filter(ends__gte=timezone.now())


class TrainingPageQuerySet(BasePageQuerySet):
    """Questions asked of trainings."""

    def upcoming(self) -> "TrainingPageQuerySet":
        """Not over yet, the next first; those whose dates are not set come last."""
        return self.exclude(Exists(_sessions()) & ~Exists(_remaining())).best_first()

    def best_first(self) -> "TrainingPageQuerySet":
        """The next first; those whose dates are not set, or are all past, come last."""
        next_start = Subquery(_remaining().order_by("starts").values("starts")[:1])
        return self.annotate(next_start=next_start).order_by(
            F("next_start").asc(nulls_last=True), alphabetical("title"), "pk"
        )

    def past(self) -> "TrainingPageQuerySet":
        """Over, the latest first."""
        return self.filter(Exists(_sessions()) & ~Exists(_remaining())).latest_first()

    def latest_first(self) -> "TrainingPageQuerySet":
        """By the end of the last session, the latest on top; those without dates before all others."""
        last = Subquery(_sessions().order_by("-ends").values("ends")[:1])
        return self.annotate(last_end=last).order_by(
            F("last_end").desc(nulls_first=True), alphabetical("title"), "pk"
        )

    def with_terms(self) -> "TrainingPageQuerySet":
        """With themes and target groups that have a `local_name` in the active language."""
        language = get_language() or ""
        return self.prefetch_related(
            *(Prefetch(name, terms.named_in(language)) for name, terms in self._vocabularies())
        )

    def _vocabularies(self) -> Iterator[tuple[str, Any]]:
        for name in ("themes", "target_groups"):
            yield name, self.model._meta.get_field(name).related_model.objects

    def for_page(self) -> "TrainingPageQuerySet":
        return super().for_page().with_terms()

    def for_cards(self) -> "TrainingPageQuerySet":
        return super().for_cards().prefetch_related("sessions")

    def for_index(self) -> "TrainingPageQuerySet":
        terms = [Prefetch(name, terms.named_in_all()) for name, terms in self._vocabularies()]
        return super().for_index().prefetch_related("sessions", *terms)
