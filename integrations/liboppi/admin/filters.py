"""The filters of the admin's listing of courses."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, TextChoices
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..alphabet import alphabetical_key
from ..models import (
    Course,
    CourseCategory,
    CourseQuerySet,
    CourseState,
    CourseText,
    EnrolmentKey,
    EnrolmentMethod,
    KeyDispute,
    Visibility,
)
from ..models.own_changes import changed_under_own_value
from ..models.states import in_catalogue
from .details import language_name

LATELY = timedelta(days=30)


class KeyFilter(TextChoices):
    """What an editor asks of courses' keys."""

    KNOWN = "known", _("Known")
    ASKED = "asked", _("Asked for")
    MISSING = "missing", _("Asked for, but not known")
    DISPUTED = "disputed", _("Sources give different keys")
    OWN = "own", _("Own key differs from Liboppi's")
    REPORTED = "reported", _("Said not to work")


class ProducerFilter(TextChoices):
    """What an editor asks of courses' producers."""

    ABSENT = "absent", _("Not given")


class OwnFilter(TextChoices):
    """What an editor asks of editors' own values."""

    ANY = "any", _("Has own values")
    CHANGED = "changed", _("Liboppi's value has changed since")
    HIDDEN = "hidden", _("Not shown by an editor's decision")


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
    """The languages that courses have texts in, by name."""
    codes = CourseText.objects.order_by("language").values_list("language", flat=True).distinct()
    names = ((code, language_name(code)) for code in codes)
    return sorted(names, key=lambda choice: alphabetical_key(choice[1]))


def site_language_choices() -> list[tuple[str, str]]:
    """The site's languages."""
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


def _choice(label: Any, choices: Any, method: str | None = None) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=_("All"), method=method, widget=forms.RadioSelect
    )


def _yes_or_no(label: Any, method: str) -> django_filters.BooleanFilter:
    choices = [("", _("All")), ("true", _("Yes")), ("false", _("No"))]
    return django_filters.BooleanFilter(label=label, method=method, widget=forms.RadioSelect(choices=choices))


class CourseFilterSet(WagtailFilterSet):
    """Narrows the listing of courses."""

    category = django_filters.ChoiceFilter(
        label=_("Category"), choices=category_choices, empty_label=_("All"), method="in_category"
    )
    state = _choice(_("State"), CourseState.choices)
    lately = _yes_or_no(_("State has changed within 30 days"), "by_age_of_state")
    on_site = _yes_or_no(_("Shown on the site"), "by_place")
    language = _choice(_("Language"), language_choices, "in_language")
    lacks = _choice(_("Without text in"), site_language_choices, "without_text_in")
    key = _choice(_("Enrolment key"), KeyFilter.choices, "by_key")
    producer = _choice(_("Producer"), ProducerFilter.choices, "by_producer")
    own = _choice(_("Own values"), OwnFilter.choices, "by_own_values")

    class Meta:
        model = Course
        fields: list[str] = []

    def in_category(self, courses: CourseQuerySet, _name: str, number: str) -> CourseQuerySet:
        """Those of the category and of all categories under it."""
        category = CourseCategory.objects.filter(pk=number).first()
        return courses.in_category(category) if category else courses.none()

    def by_age_of_state(self, courses: CourseQuerySet, _name: str, lately: bool) -> CourseQuerySet:
        """Those whose state has changed within LATELY, or has not."""
        begin = timezone.now() - LATELY
        return courses.filter(state_since__gte=begin) if lately else courses.exclude(state_since__gte=begin)

    def by_place(self, courses: CourseQuerySet, _name: str, on_site: bool) -> CourseQuerySet:
        """Those that readers see, or don't."""
        return courses.filter(in_catalogue() if on_site else ~in_catalogue())

    def in_language(self, courses: CourseQuerySet, _name: str, language: str) -> CourseQuerySet:
        """Those that have a text in the language."""
        return courses.in_language(language)

    def without_text_in(self, courses: CourseQuerySet, _name: str, language: str) -> CourseQuerySet:
        """Those that have none in the language."""
        return courses.without_text_in(language)

    def by_key(self, courses: CourseQuerySet, _name: str, wanted: str) -> CourseQuerySet:
        """Those whose key is known, asked for, asked for and not known, in dispute, or said not to work."""
        if wanted == KeyFilter.MISSING:
            return courses.without_known_key()
        if wanted == KeyFilter.DISPUTED:
            return courses.with_disputed_keys(KeyDispute.SOURCES)
        if wanted == KeyFilter.OWN:
            return courses.with_disputed_keys(KeyDispute.EDITOR)
        if wanted == KeyFilter.REPORTED:
            return courses.with_open_reports()
        of_course = {"course": OuterRef("pk")}
        known = EnrolmentKey.objects.current().filter(**of_course)
        asking = EnrolmentMethod.objects.filter(key_required=True, **of_course)
        return courses.filter(Exists(known if wanted == KeyFilter.KNOWN else asking))

    def by_producer(self, courses: CourseQuerySet, _name: str, _wanted: str) -> CourseQuerySet:
        """Those that name no producer in any language."""
        return courses.without_producer()

    def by_own_values(self, courses: CourseQuerySet, _name: str, wanted: str) -> CourseQuerySet:
        """Those of which an editor says something else than Liboppi."""
        if wanted == OwnFilter.ANY:
            return courses.with_own_values()
        if wanted == OwnFilter.CHANGED:
            return courses.filter(changed_under_own_value())
        return courses.filter(own_visibility=Visibility.HIDDEN)
