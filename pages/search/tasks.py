"""What the background worker does for the index: the terms under which entries are found."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django_tasks import task

from integrations.liboppi.batches import batches
from integrations.liboppi.models import Course
from pages.core.course_subjects import NO_SUBJECTS, subjects_of
from pages.core.findable import Findable

from .courses import category_paths, findable_course
from .models import Entry, IndexState, Posting, Spelling
from .pages import told_pages
from .postings import digest_of, postings_of, spellings_of

ROWS = 2_000  # terms in one statement


@task()
def index_entries(numbers: Sequence[int]) -> None:
    """Write the terms of the entries with these primary keys, where their words have changed."""
    with transaction.atomic():
        entries = list(Entry.objects.filter(pk__in=numbers).order_by("pk").select_for_update())
        told = {**_pages(entries), **_courses(entries)}
        changed = [
            entry
            for entry in entries
            if entry.pk in told and entry.digest != digest_of(told[entry.pk], entry.locale)
        ]
        if changed:
            _write(changed, told)


@task()
def index_all_pages() -> None:
    """Write the terms of all pages' entries, where their words have changed."""
    for batch in batches(list(Entry.objects.exclude(page=None).order_by("pk").values_list("pk", flat=True))):
        index_entries.call(list(batch))


def _write(entries: Sequence[Entry], told: Mapping[int, Findable]) -> None:
    for entry in entries:
        entry.digest = digest_of(told[entry.pk], entry.locale)
    Posting.objects.filter(entry__in=entries).delete()
    Posting.objects.bulk_create(
        (
            Posting(entry=entry, term=term, weight=weight)
            for entry in entries
            for term, weight in postings_of(told[entry.pk], entry.locale).items()
        ),
        batch_size=ROWS,
    )
    spellings = {term: word for entry in entries for term, word in spellings_of(told[entry.pk]).items()}
    Spelling.objects.bulk_create(
        (Spelling(term=term, spelled=word) for term, word in sorted(spellings.items())),
        batch_size=ROWS,
        ignore_conflicts=True,
    )
    Entry.objects.bulk_update(entries, ["digest"])
    IndexState.raise_version()


def _pages(entries: Sequence[Entry]) -> dict[int, Findable]:
    numbers = {entry.page_id: entry.pk for entry in entries if entry.page_id}
    return {numbers[page.pk]: page.findable() for page in told_pages(numbers)} if numbers else {}


def _courses(entries: Sequence[Entry]) -> dict[int, Findable]:
    numbers = {entry.course_id for entry in entries if entry.course_id}
    if not numbers:
        return {}
    courses, paths = Course.objects.with_texts().in_bulk(numbers), category_paths()
    subjects = subjects_of(courses.values())
    return {
        entry.pk: findable_course(course, entry.locale, paths, subjects.get(course.pk, NO_SUBJECTS))
        for entry in entries
        if (course := courses.get(entry.course_id))
    }
