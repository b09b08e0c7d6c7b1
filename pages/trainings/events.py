"""Sessions of trainings as events of a calendar."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.timezone import get_default_timezone

from pages.ui.events import Event
from pages.ui.text_language import TEXT_LANGUAGE

from .querysets import TrainingPageQuerySet


def training_events(
    trainings: TrainingPageQuerySet, first: date, last: date, request: HttpRequest | None
) -> list[Event]:
    """The sessions of `trainings` on the days from `first` to `last`, by time. One query."""
    sessions = apps.get_model("trainings", "TrainingSession").objects.filter(
        page__in=trainings.order_by().values("pk"),
        starts__lt=_midnight(last + timedelta(days=1)),
        ends__gte=_midnight(first),
    )
    shown = sessions.select_related(*(f"page__{name}" for name in TEXT_LANGUAGE))
    return [_event(session, request) for session in shown.order_by("starts", "pk")]


def _event(session: Any, request: HttpRequest | None) -> Event:
    training = session.page
    return Event(
        title=f"{training.title}: {session.title}" if session.title else training.title,
        url=training.get_url(request) or "",
        starts=session.starts,
        ends=session.ends,
        kind=training.get_kind_display(),
        place=training.where,
        language=training.content_language if training.is_in_other_language else "",
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, get_default_timezone())
