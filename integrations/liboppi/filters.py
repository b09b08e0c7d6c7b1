"""The filters of the admin's listings."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from .details import language_name
from .models import (
    Course,
    CourseCategory,
    CourseQuerySet,
    CourseState,
    CourseText,
    EnrolmentKey,
    EnrolmentMethod,
)


class KeyFilter(TextChoices):
    """What an editor asks of courses' keys."""

    KNOWN = "known", _("Known")
    ASKED = "asked", _("Asked for")
    MISSING = "missing", _("Asked for, but not known")


class ProducerFilter(TextChoices):
    """What an editor asks of courses' producers."""

    ABSENT = "absent", _("Not given")


def category_choices() -> list[tuple[str, str]]:
    """The categories as a tree, an indent for each level; one query."""
    children: dict[int | None, list[CourseCategory]] = {}
    for category in CourseCategory.objects.all():
        children.setdefault(category.parent_id, []).append(category)
    return list(_branch(None, 0, children))


def _branch(
    parent: int | None, depth: int, children: dict[int | None, list[CourseCategory]]
) -> Iterator[tuple[str, str]]:
    for category in children.get(parent, []):
        yield str(category.pk), "\u2003" * depth + category.name_in(get_language() or "")
        yield from _branch(category.pk, depth + 1, children)


def language_choices() -> list[tuple[str, str]]:
    """The languages that courses have texts in."""
    codes = CourseText.objects.order_by("language").values_list("language", flat=True).distinct()
    return [(code, language_name(code)) for code in codes]


class CourseFilterSet(WagtailFilterSet):
    """Narrows the listing of courses."""

    category = django_filters.ChoiceFilter(
        label=_("Category"), choices=category_choices, empty_label=_("All"), method="in_category"
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=CourseState.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=language_choices,
        empty_label=_("All"),
        method="in_language",
        widget=forms.RadioSelect,
    )
    key = django_filters.ChoiceFilter(
        label=_("Enrolment key"),
        choices=KeyFilter.choices,
        empty_label=_("All"),
        method="by_key",
        widget=forms.RadioSelect,
    )
    producer = django_filters.ChoiceFilter(
        label=_("Producer"),
        choices=ProducerFilter.choices,
        empty_label=_("All"),
        method="by_producer",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Course
        fields: list[str] = []

    def in_category(self, courses: CourseQuerySet, _name: str, number: str) -> CourseQuerySet:
        """Those of the category and of all categories under it."""
        category = CourseCategory.objects.filter(pk=number).first()
        return courses.in_category(category) if category else courses.none()

    def in_language(self, courses: CourseQuerySet, _name: str, language: str) -> CourseQuerySet:
        """Those that have a text in the language."""
        return courses.filter(_has(CourseText, language=language))

    def by_key(self, courses: CourseQuerySet, _name: str, wanted: str) -> CourseQuerySet:
        """Those whose key is known, asked for, or asked for and not known."""
        known, asked = _has(EnrolmentKey), _has(EnrolmentMethod, key_required=True)
        conditions = {KeyFilter.KNOWN: known, KeyFilter.ASKED: asked, KeyFilter.MISSING: asked & ~known}
        return courses.filter(conditions[KeyFilter(wanted)])

    def by_producer(self, courses: CourseQuerySet, _name: str, _wanted: str) -> CourseQuerySet:
        """Those that name no producer in any language."""
        return courses.exclude(_has(CourseText, producer__gt=""))


def _has(model: Any, **conditions: Any) -> Exists:
    return Exists(model.objects.filter(course=OuterRef("pk"), **conditions))
