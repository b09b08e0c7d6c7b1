"""Factories of trainings. A training's sessions are given as (hours from now, length in hours)."""

from datetime import timedelta

import factory
from django.utils import timezone

from pages.trainings.models import TrainingIndexPage, TrainingPage, TrainingSession

from .core import PageFactory


def session(hours_from_now: float, length: float = 2, title: str = "") -> TrainingSession:
    """A session that starts `hours_from_now` (negative: earlier) and takes `length` hours."""
    starts = timezone.now().replace(microsecond=0) + timedelta(hours=hours_from_now)
    return TrainingSession(starts=starts, ends=starts + timedelta(hours=length), title=title)


class TrainingIndexPageFactory(PageFactory):
    title = "Koulutukset"

    class Meta:
        model = TrainingIndexPage


class TrainingPageFactory(PageFactory):
    title = factory.Sequence(lambda number: f"Koulutus {number}")
    kind = "webinar"
    languages = factory.LazyFunction(lambda: ["fi"])
    place = "Turun pääkirjasto"

    class Meta:
        model = TrainingPage

    class Params:
        upcoming = factory.Trait(sessions=factory.LazyFunction(lambda: [session(48)]))
        ongoing = factory.Trait(sessions=factory.LazyFunction(lambda: [session(-1)]))
        past = factory.Trait(sessions=factory.LazyFunction(lambda: [session(-48)]))
