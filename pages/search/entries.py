"""Writes the entries of the index: what things tell of themselves, in each language that lists them.

An entry is written at once; the terms under which it is found follow in the background (`tasks.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator

from integrations.liboppi.batches import BATCH, batches
from integrations.liboppi.models import Course
from pages.core.course_subjects import NO_SUBJECTS, subjects_of
from pages.core.findable import Findable
from pages.core.models import BasePage

from .courses import category_paths, findable_course
from .models import Entry, IndexState
from .postings import digest_of
from .tasks import index_entries

EXCERPT = 400  # characters, as long as the column
TITLE = 255
Told = Mapping[tuple[int, str], Findable]  # by the primary key of a page or course and the list's language
COLUMNS = (
    "kind", "title", "excerpt", "language", "facets", "enrolment", "closes", "published", "starts", "ends",
    "uses",
)  # fmt: skip


def write_page(page: BasePage, *, in_background: bool = True) -> Entry:
    """Make or renew the entry of a published page. Its locale is that of its tree.

    Its terms follow in the background, or at once.
    """
    write_pages([page], in_background=in_background)
    return Entry.objects.get(page_id=page.pk, locale=page.locale.language_code)


def write_pages(pages: Iterable[BasePage], *, in_background: bool = True) -> None:
    """Make or renew the entries of published pages; those that are in no list lose theirs.

    Asks of a page what it tells, so many of them had better come from `told_pages`.
    """
    pages = list(pages)
    told = {(page.pk, page.locale.language_code): page.findable() for page in pages if page.is_listed}
    with transaction.atomic():
        forget_pages([page.pk for page in pages if not page.is_listed])
        _upsert("page", told)
    _index(_changed("page", told), in_background=in_background)


def keep_page(page: BasePage) -> None:
    """Make or renew the entry of a published page, or take it away where the page is in no list."""
    write_pages([page])


def write_courses(courses: Iterable[Course], *, in_background: bool = True) -> list[Entry]:
    """Make or renew the entries of courses, one a language of the site.

    Those that are not in the catalogue lose theirs. Reads texts, methods and categories of each.
    """
    courses, paths = list(courses), category_paths()
    subjects = subjects_of(courses)
    told = {
        (course.pk, locale): findable_course(course, locale, paths, subjects.get(course.pk, NO_SUBJECTS))
        for course in courses
        if course.is_in_catalogue
        for locale, _name in settings.LANGUAGES
    }
    with transaction.atomic():
        gone = [course.pk for course in courses if not course.is_in_catalogue]
        Entry.objects.filter(course__in=gone).delete()
        entries = _upsert("course", told)
    _index(_changed("course", told), in_background=in_background)
    return entries


def _upsert(of: str, told: Told) -> list[Entry]:
    """Write the entries of pages or courses, by their primary key and locale."""
    entries = [
        Entry(**{f"{of}_id": thing, "locale": locale}, **_columns(found))
        for (thing, locale), found in told.items()
    ]
    if entries:
        Entry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=[of, "locale"],
            update_fields=COLUMNS,
            batch_size=BATCH,
        )
    IndexState.raise_version()
    return entries


def _changed(of: str, told: Told) -> list[int]:
    """The entries whose words are not those that were indexed."""
    written = Entry.objects.filter(**{f"{of}__in": {thing for thing, _locale in told}})
    return [
        pk
        for pk, thing, locale, digest in written.values_list("pk", of, "locale", "digest")
        if (thing, locale) in told and digest != digest_of(told[thing, locale], locale)
    ]


def _index(numbers: Sequence[int], *, in_background: bool) -> None:
    for batch in batches(numbers):
        if in_background:
            index_entries.enqueue(list(batch))
        else:
            index_entries.call(list(batch))


def forget_pages(numbers: Iterable[int]) -> None:
    """Take away the entries of pages that are not published any more, by their primary keys."""
    with transaction.atomic():
        Entry.objects.filter(page__in=list(numbers)).delete()


def _columns(found: Findable) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "title": found.title[:TITLE],
        "excerpt": Truncator(found.lead or found.text).chars(EXCERPT),
        "language": found.language,
        "facets": {name: list(values) for name, values in found.facets.items()},
        "enrolment": found.enrolment or "",
        "closes": found.closes,
        "published": found.published,
        "starts": found.starts,
        "ends": found.ends,
        "uses": found.uses,
    }
