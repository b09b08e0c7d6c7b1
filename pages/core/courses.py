"""How a course of Liboppi looks in a list on the site."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from integrations.liboppi.enrolment_states import is_past
from integrations.liboppi.models import images_by_key
from integrations.liboppi.pages import CoursePages, course_pages
from pages.ui.cards import Card, Fact

LONGEST_LEAD = 160  # characters


def course_cards(
    courses: Sequence[Any],
    language: str,
    address_of: CoursePages | None = None,
    pictures: Mapping[int, Any] | None = None,
) -> list[Card]:
    """A card for each of `courses`, which come `for_cards`; its text in `language` where the course has one.

    Asks for their pages' place and for their pictures where these are not told.
    """
    if not courses:
        return []
    covers = images_by_key(course.cover_id for course in courses) if pictures is None else pictures
    address_of = address_of or course_pages(language)
    return [_course_card(c, language, address_of(c), covers.get(c.cover_id)) for c in courses]


def _course_card(course: Any, language: str, url: str, cover: Any) -> Card:
    text = course.text_in(language)
    facts = []
    if text.producer:
        facts.append(Fact("building-2", _("Producer"), text.producer))
    if is_past(course.ends, timezone.now()):
        facts.append(Fact("calendar-x", _("State"), _("Past")))
    elif course.needs_key:
        facts.append(Fact("key-round", _("Enrolment"), _("Enrolment key needed")))
    return Card(
        title=text.title,
        url=url,
        lead=Truncator(text.excerpt).chars(LONGEST_LEAD),
        kind=_("Course"),
        language=text.language if text.language != language else "",
        facts=tuple(facts),
        image=cover,
    )
