"""Pages and courses for tests of the search, and the titles of what is found."""

from datetime import UTC, datetime
from typing import Any

from integrations.liboppi.models import Course, CourseText, EnrolmentKey, KeySource
from pages.search.engine import find
from pages.search.entries import write_courses
from pages.search.models import Entry, Posting


def make_course(number: int, key: str = "", **titles: str) -> Course:
    """A course of the catalogue with a text in each language of `titles`, written into the index."""
    course = Course.objects.create(
        moodle_id=number,
        shortname=f"K{number}",
        language=next(iter(titles)),
        url=f"https://liboppi.example/course/view.php?id={number}",
        modified=datetime(2026, 1, 1, tzinfo=UTC),
    )
    for language, title in titles.items():
        CourseText.objects.create(
            course=course,
            language=language,
            title=title,
            summary=f"<p>Avain on {key}.</p>" if key else "",
            public_summary="<p>Kurssi alkaa heti.</p>",
        )
    if key:
        EnrolmentKey.objects.create(course=course, source=KeySource.SUMMARY, value=key)
    write_courses(Course.objects.filter(pk=course.pk).with_texts())
    return course


def found(words: str, locale: str = "fi") -> list[str]:
    """The titles of what is found, the best first."""
    titles = dict(Entry.objects.values_list("pk", "title"))
    return [titles[pk] for pk in find(words, locale).hits]


def terms_of(**thing: Any) -> set[str]:
    """The terms under which a page or a course is found."""
    return set(Posting.objects.filter(entry__in=Entry.objects.filter(**thing)).values_list("term", flat=True))
