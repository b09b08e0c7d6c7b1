"""How a course of Liboppi looks in a list on the site."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from integrations.liboppi.models import Course, picture_prefetches
from integrations.liboppi.pages import course_pages
from pages.ui.cards import Card, Fact

LONGEST_LEAD = 160  # characters


def course_cards(courses: Iterable[Course], language: str) -> list[Card]:
    """A card for each course, its text in `language` where the course has one."""
    shown = [course for course in courses if course.is_in_catalogue]
    prefetch_related_objects(shown, "texts", "editor_texts", "methods", *picture_prefetches())
    address_of = course_pages(language)
    return [_course_card(course, language, address_of(course)) for course in shown]


def _course_card(course: Course, language: str, url: str) -> Card:
    text = course.text_in(language)
    facts = []
    if text.producer:
        facts.append(Fact("building-2", _("Producer"), text.producer))
    if course.asks_for_key:
        facts.append(Fact("key-round", _("Enrolment"), _("Enrolment key needed")))
    return Card(
        title=text.title,
        url=url,
        lead=Truncator(text.excerpt).chars(LONGEST_LEAD),
        kind=_("Course"),
        language=text.language if text.language != language else "",
        facts=tuple(facts),
        image=course.cover,
    )
