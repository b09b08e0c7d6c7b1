"""The themes and target groups of a course on its page: in the reader's language, as the index has them."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, JSONField, OuterRef, PositiveSmallIntegerField, QuerySet, Subquery, Value

from integrations.liboppi.alphabet import alphabetical_key
from integrations.liboppi.models import Course
from pages.core.described import Audience, Subject, Words
from pages.materials.models import TargetGroup, Theme
from pages.search.models import Entry
from pages.ui.cards import Tag

from .terms import NOTHING_SAID, About

NO_AGE = Value(None, output_field=PositiveSmallIntegerField())
COLUMNS = ("facet", "slug", "local_name", "local_language", "yso", "from_age", "to_age", "sort_order")


def with_facets(courses: QuerySet[Course], language: str) -> Any:
    """The courses, each with the `facets` that the index has of it, so that page and list agree."""
    entries = Entry.objects.filter(course=OuterRef("pk"), locale=language)
    return courses.annotate(facets=Subquery(entries.values("facets")[:1], output_field=JSONField()))


def shown_about(course: Course, language: str) -> About:
    """What is said of a course that has its `facets`. One query, none where nothing is said."""
    facets = getattr(course, "facets", None) or {}
    themes, groups = facets.get("theme", ()), facets.get("target", ())
    if not themes and not groups:
        return NOTHING_SAID
    of_themes = _rows(Theme, themes, language, from_age=NO_AGE, to_age=NO_AGE)
    of_groups = _rows(TargetGroup, groups, language, from_age=F("age_from"), to_age=F("age_to"))
    rows = sorted(of_groups.union(of_themes, all=True), key=_place)
    return About(
        tuple(Subject(row.slug, _names(row), row.yso) for row in rows if row.facet == "theme"),
        tuple(Audience(_names(row), row.from_age, row.to_age) for row in rows if row.facet == "target"),
    )


def theme_tags(about: About, catalogue: str) -> list[Tag]:
    """The themes, each leading to the list at `catalogue`."""
    return [
        Tag(name.text, name.language, f"{catalogue}?{urlencode({'theme': subject.slug})}")
        for subject in about.subjects
        for name in subject.names
    ]


def _rows(vocabulary: Any, slugs: Any, language: str, **ages: Any) -> Any:
    facet = Value("theme" if vocabulary is Theme else "target")
    terms = vocabulary.objects.one_each().named_in(language).filter(slug__in=slugs)
    return terms.annotate(facet=facet, **ages).order_by().values_list(*COLUMNS, named=True)


def _place(row: Any) -> tuple[bool, int, str]:
    """As `named_in` orders terms: one order for two tables, which the database can't sort by a collation."""
    return row.sort_order is None, row.sort_order or 0, alphabetical_key(row.local_name)


def _names(row: Any) -> tuple[Words, ...]:
    return (Words(row.local_name, row.local_language),)
