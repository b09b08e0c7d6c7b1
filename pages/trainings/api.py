"""Trainings for other programs: a list by time, kind and language, each with sessions and materials."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import override
from ninja import Query, Router, Schema
from pydantic import Field

from pages.core.api import (
    PageFields,
    PageNumber,
    PageQuery,
    TargetGroupFields,
    ThemeFields,
    absolute,
    body_html,
    page_detail,
    page_fields,
    page_list,
    published,
)
from pages.core.dates import local
from pages.core.fields import ContentLanguage

from .blocks import MaterialLink, material_links
from .choices import TrainingKind, TrainingState
from .models import TrainingPage

router = Router(tags=["trainings"])


class TrainingQuery(PageQuery):
    """What the list of trainings can be asked."""

    kind: TrainingKind | None = Field(None, description="Only trainings of this kind.")
    language: ContentLanguage | None = Field(None, description="Only trainings held in this language.")
    when: Literal["upcoming", "past"] | None = Field(
        None, description="`upcoming`: not over yet, the next first. `past`: over, the latest first."
    )


class SessionFields(Schema):
    """A time at which a training is held, ISO 8601 with the offset of the site's time zone."""

    starts: datetime
    ends: datetime
    title: str = Field(description='What the session is about, "" where it is not said.')


class MaterialLinkFields(Schema):
    """A material of a training."""

    kind: Literal["document", "page", "link"]
    title: str
    url: str
    note: str = Field(description="What a document holds.")


class RegistrationFields(Schema):
    """How to register."""

    url: str = Field(description="The address of the form.")
    closes: str | None = Field(description="The last day to register, ISO 8601.", examples=["2026-03-31"])
    open: bool = Field(description="Whether one can register now.")


class TrainingItem(PageFields):
    """A training as it stands in a list."""

    kind: TrainingKind
    themes: list[ThemeFields]
    target_groups: list[TargetGroupFields]
    organiser: str = Field(description='Who holds it, "" where it is not said.')
    languages: list[str] = Field(description="The languages in which the training is held.")
    is_remote: bool = Field(description="Whether one can take part online.")
    place: str
    state: TrainingState = Field(description="`upcoming`, `ongoing` (begun and not over) or `past`.")
    sessions: list[SessionFields] = Field(description="In the order of time; empty until the dates are set.")
    registration: RegistrationFields | None = Field(description="null where one need not register.")


class TrainingDetail(TrainingItem):
    """A training with all that it tells."""

    body: str = Field(description="HTML.")
    materials: list[MaterialLinkFields]


class TrainingList(Schema):
    """Some of the trainings that fit; `count` counts all of them."""

    count: int
    items: list[TrainingItem]


@router.get("/trainings/", response=TrainingList, summary="Trainings")
def list_trainings(request: HttpRequest, query: Query[TrainingQuery]) -> Any:
    """The trainings, the latest first.

    With `search` the best match comes first; with `when` the order is that of time.
    """
    with override(query.locale):
        trainings = published(TrainingPage.objects.with_terms(), query)
    if query.kind:
        trainings = trainings.filter(kind=query.kind)
    if query.language:
        trainings = trainings.filter(languages__contains=query.language)
    if query.when == "upcoming":
        trainings = trainings.upcoming()
    elif query.when == "past":
        trainings = trainings.past()
    elif not query.search:
        trainings = trainings.latest_first()
    return page_list(trainings, query, lambda training: TrainingItem(**_item(training, request)))


@router.get("/trainings/{id}/", response=TrainingDetail, summary="A training")
def get_training(request: HttpRequest, id: PageNumber) -> Any:  # noqa: A002
    """One training with its body and materials, in the language of the locale it belongs to."""
    return page_detail(TrainingPage.objects.all(), id, lambda training: _detail(training, request))


def _item(training: TrainingPage, request: HttpRequest) -> dict[str, Any]:
    sessions = [
        SessionFields(starts=local(s.starts), ends=local(s.ends), title=s.title) for s in training.schedule
    ]
    return {
        **page_fields(training, request),
        "kind": training.kind,
        "themes": [ThemeFields.of(theme) for theme in training.named_themes()],
        "target_groups": [TargetGroupFields.of(group) for group in training.named_target_groups()],
        "organiser": training.organiser,
        "languages": training.languages,
        "is_remote": training.is_remote,
        "place": training.place,
        "state": training.state,
        "sessions": sessions,
        "registration": _registration(training),
    }


def _registration(training: TrainingPage) -> RegistrationFields | None:
    if not training.registration_url:
        return None
    closes = training.registration_closes
    return RegistrationFields(
        url=training.registration_url,
        closes=closes.isoformat() if closes else None,
        open=training.registration_is_open,
    )


def _detail(training: TrainingPage, request: HttpRequest) -> TrainingDetail:
    return TrainingDetail(
        **_item(training, request),
        body=body_html(training.body, request),
        materials=[_material(link, request) for link in material_links(training.materials)],
    )


def _material(link: MaterialLink, request: HttpRequest) -> MaterialLinkFields:
    return MaterialLinkFields(
        kind=link.kind, title=link.title, url=absolute(link.url, request), note=link.note
    )
