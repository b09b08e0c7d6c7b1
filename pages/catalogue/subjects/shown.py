"""The themes of a course on its page, each leading to the catalogue."""

from urllib.parse import urlencode

from django.db.models import JSONField, Subquery

from integrations.liboppi.models import Course
from pages.materials.models import Theme
from pages.search.models import Entry
from pages.ui.cards import Tag


def theme_tags(course: Course, language: str, catalogue: str) -> list[Tag]:
    """The themes that the index has of the course, so that page and list agree. One query.

    `catalogue` is the list's address.
    """
    facets = Entry.objects.filter(course=course, locale=language).values("facets")[:1]
    themes = Theme.objects.one_each().named_in(language)
    annotated = themes.annotate(of_course=Subquery(facets, output_field=JSONField()))
    return [
        Tag(theme.local_name, theme.local_language, f"{catalogue}?{urlencode({'theme': theme.slug})}")
        for theme in annotated
        if theme.slug in (theme.of_course or {}).get("theme", ())
    ]
