"""How far each page or snippet is in each language, asked in SQL so that lists can filter and sort by it.

An original is a page or snippet that is not kept as another's translation; where two stand side by side
without wagtail-localize between them, the one in the default language.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, ModelLogEntry, Page
from wagtail_localize.models import Translation

from pages.core.models import PendingTranslation

from .missing import required_strings, translated_into


class State(TextChoices):
    """What a cell of the report says."""

    ORIGINAL = "original", _("Original")
    TRANSLATED = "translated", _("Translated")
    OUTDATED = "outdated", _("Out of date")
    DRAFT = "draft", _("Draft")
    MISSING = "missing", _("Not translated")


WAITING = (State.MISSING, State.OUTDATED, State.DRAFT)


def originals(queryset: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those of `queryset` (pages or snippets) that others are translated from."""
    kept = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale_id=OuterRef("locale_id")
    )
    others = _versions(queryset.model, Locale.get_default()).exclude(pk=OuterRef("pk"))
    if issubclass(queryset.model, Page):
        queryset = queryset.filter(alias_of=None, depth__gt=1)
    # Where nothing is kept, the version in the default language is the original.
    keyed = Translation.objects.filter(source__object_id=OuterRef("translation_key"))
    return queryset.exclude(Exists(kept)).exclude(
        ~Exists(keyed) & Exists(others) & ~Q(locale=Locale.get_default())
    )


def with_states(queryset: "QuerySet[Any]", locales: list[Locale]) -> "QuerySet[Any]":
    """Originals with, for each locale, what a cell of the report tells.

    `state_CODE` (a State), `since_CODE` (from when it waits), `version_CODE` and `translation_CODE` (ids),
    `is_ahead_CODE` (whether the original has changes that were not brought over), `missing_CODE` strings of
    `total`.
    """
    strings = required_strings().filter(
        source__object_id=OuterRef("translation_key"), source__locale_id=OuterRef("locale_id")
    )
    queryset = queryset.annotate(total=_count(strings))
    for locale in locales:
        queryset = _with_state(queryset, locale)
    return queryset


def suffix(locale: Locale) -> str:
    """The locale's code as the end of a name."""
    return str(locale.language_code).replace("-", "_")


def _with_state(queryset: "QuerySet[Any]", locale: Locale) -> "QuerySet[Any]":
    code = suffix(locale)
    is_page = issubclass(queryset.model, Page)
    version = _versions(queryset.model, locale)
    translation = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=locale, enabled=True
    )
    strings = required_strings().filter(
        source__translations__in=Translation.objects.filter(target_locale=locale, enabled=True),
        source__object_id=OuterRef("translation_key"),
    )
    queryset = queryset.annotate(
        **{
            f"version_{code}": Subquery(version.values("pk")[:1]),
            f"synced_{code}": Subquery(translation.values("source__last_updated_at")[:1]),
            f"begun_{code}": Subquery(translation.values("created_at")[:1]),
            f"translation_{code}": Subquery(translation.values("pk")[:1]),
            f"missing_{code}": _count(strings.exclude(translated_into(locale.pk))),
        }
    )
    dates = _page_dates(queryset, code, version) if is_page else _snippet_dates(queryset, code)
    is_version = Q(**{f"version_{code}__isnull": False})
    return dates.annotate(
        **{
            f"state_{code}": Case(
                When(locale=locale, then=Value(State.ORIGINAL)),
                When(~is_version, then=Value(State.MISSING)),
                When(**{f"is_draft_{code}": True}, then=Value(State.DRAFT)),
                When(
                    Q(**{f"missing_{code}__gt": 0}) | Q(**{f"is_behind_{code}": True}),
                    then=Value(State.OUTDATED),
                ),
                default=Value(State.TRANSLATED),
                output_field=CharField(),
            )
        }
    ).annotate(
        **{
            f"since_{code}": Case(
                When(**{f"state_{code}": State.MISSING}, then=F("waits_from")),
                When(**{f"state_{code}": State.DRAFT}, then=Coalesce(F(f"begun_{code}"), F("waits_from"))),
                When(**{f"state_{code}": State.OUTDATED}, then=F(f"behind_from_{code}")),
                output_field=DateTimeField(),
            )
        }
    )


def _page_dates(queryset: "QuerySet[Any]", code: str, version: "QuerySet[Any]") -> "QuerySet[Any]":
    """When the original went ahead: published since the last sync, or synced since the version went live."""
    pending = PendingTranslation.objects.filter(page_id=OuterRef(f"version_{code}"))
    queryset = queryset.annotate(
        waits_from=Coalesce(F("first_published_at"), F("latest_revision_created_at")),
        **{
            f"version_live_{code}": Subquery(version.values("live")[:1]),
            f"version_published_{code}": Subquery(version.values("last_published_at")[:1]),
            f"pending_{code}": Exists(pending),
        },
    )
    published, synced = F("last_published_at"), F(f"synced_{code}")
    went_ahead = Q(last_published_at__gt=Coalesce(synced, F(f"version_published_{code}")))
    is_not_published = Q(**{f"version_published_{code}__lt": synced})
    return queryset.annotate(
        **{
            f"is_draft_{code}": Case(
                When(Q(**{f"version_live_{code}": False}) | Q(**{f"pending_{code}": True}), then=True),
                default=False,
            ),
            f"is_ahead_{code}": Case(When(went_ahead, then=True), default=False),
            f"is_behind_{code}": Case(When(went_ahead | is_not_published, then=True), default=False),
            f"behind_from_{code}": Case(
                When(went_ahead, then=published), default=synced, output_field=DateTimeField()
            ),
        }
    )


def _snippet_dates(queryset: "QuerySet[Any]", code: str) -> "QuerySet[Any]":
    """Snippets have neither drafts nor dates of their own: the admin's log tells when one was edited."""
    edits = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(queryset.model),
        object_id=Cast(OuterRef("pk"), CharField()),
        action="wagtail.edit",
    )
    edited = Subquery(edits.order_by("-timestamp").values("timestamp")[:1])
    queryset = queryset.annotate(
        waits_from=Value(None, output_field=DateTimeField()), **{f"edited_{code}": edited}
    )
    is_ahead = Case(When(**{f"edited_{code}__gt": F(f"synced_{code}")}, then=True), default=False)
    return queryset.annotate(
        **{
            f"is_draft_{code}": Value(False),
            f"is_ahead_{code}": is_ahead,
            f"is_behind_{code}": is_ahead,
            f"behind_from_{code}": Coalesce(f"edited_{code}", f"synced_{code}"),
        },
    )


def _versions(model: Any, locale: Locale) -> "QuerySet[Any]":
    versions = model._default_manager.filter(translation_key=OuterRef("translation_key"), locale=locale)
    if issubclass(model, Page):
        versions = versions.filter(alias_of=None)
    return versions.order_by("pk")


def _count(strings: "QuerySet[Any]") -> Coalesce:
    """The number of `strings`, as a subquery."""
    grouped = strings.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    return Coalesce(Subquery(grouped.values("number")), 0, output_field=IntegerField())
