"""The pages that were published last, as plain cards. One query, whatever kinds of pages they are.

A page that has neither a lead nor a body is under construction and not news yet. Sections and front pages
are no news.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from wagtail.models import Page, get_page_models

from pages.ui.cards import Card, Fact
from pages.ui.text_language import TEXT_LANGUAGE, text_language

from .dates import day_tag, local


def newest_cards(sections: Sequence[Page], number: int, request: HttpRequest | None) -> list[Card]:
    """Cards of at most `number` pages in the reader's language, the last published first.

    Only pages under one of `sections` where there are any, and only what `request`'s user may read.
    """
    pages = _news(request)
    if sections:
        under = Q()
        for section in sections:
            under |= Q(path__startswith=section.path, depth__gt=section.depth)
        pages = pages.filter(under)
    shown = pages.select_related(*TEXT_LANGUAGE)
    return [_card(page, request) for page in shown.order_by("-first_published_at", "-pk")[:number]]


def _news(request: HttpRequest | None) -> "QuerySet[Any]":
    from .models import BasePageQuerySet  # here: models are built of blocks

    kinds = _kinds()
    leads = [f"{_accessor(kind)}__lead" for kind in kinds]
    bodies = [
        Cast(F(f"{_accessor(kind)}__body"), TextField())
        for kind in kinds
        if any(field.name == "body" for field in kind._meta.get_fields())
    ]
    taken_down = {
        f"{_accessor(kind)}__taken_down": None
        for kind in kinds
        if any(field.name == "taken_down" for field in kind._meta.get_fields())
    }
    pages: QuerySet[Any] = BasePageQuerySet(Page).visible_to(request)
    return (
        pages.filter(
            **taken_down,
            locale__language_code=get_language(),
            content_type__in=ContentType.objects.get_for_models(*kinds).values(),
            first_published_at__isnull=False,
        )
        .annotate(
            lead=Coalesce(*leads, Value(""), output_field=TextField()),
            written=Coalesce(*bodies, Value("[]"), output_field=TextField()),
        )
        .exclude(lead="", written="[]")
    )


def _kinds() -> list[Any]:
    """The kinds of pages that can be news."""
    from .models import BasePage, HomePage, SectionPage  # as above

    return [
        model
        for model in get_page_models()
        if issubclass(model, BasePage) and not issubclass(model, HomePage | SectionPage)
    ]


def _accessor(kind: Any) -> str:
    """The name by which a query leads from a page to what its kind adds."""
    return str(kind._meta.get_field("page_ptr").related_query_name())


def _card(page: Any, request: HttpRequest | None) -> Card:
    language = text_language(page)
    published = day_tag(local(page.first_published_at).date())
    return Card(
        title=page.title,
        url=page.get_url(request) or "",
        lead=page.lead,
        kind=_kind_word(page.specific_class),
        language="" if language == get_language() else language,
        facts=(Fact("calendar", gettext("Published"), published),),
    )


def _kind_word(kind: Any) -> str:
    from .models import StandardPage  # as above

    return gettext("Page") if kind is StandardPage else str(capfirst(kind._meta.verbose_name))
