"""Has the background worker ask pages and courses anew what they tell of themselves."""

from collections.abc import Sequence

from django_tasks import task

from integrations.liboppi.batches import batches
from integrations.liboppi.models import Course

from .entries import write_courses, write_pages
from .pages import told_pages


@task()
def renew_pages(numbers: Sequence[int]) -> None:
    """Renew the entries of those of the pages that are published, by their primary keys."""
    for batch in batches(numbers):
        write_pages(told_pages(batch))


@task()
def renew_courses(numbers: Sequence[int]) -> None:
    """Renew the entries of courses, by their primary keys."""
    write_courses(Course.objects.filter(pk__in=numbers).with_texts())


@task()
def renew_all_courses() -> None:
    """Renew the entries of all courses, a batch at a time."""
    write_all_courses(in_background=True)


def write_all_courses(*, in_background: bool) -> None:
    """Make or renew the entries of all courses, a batch at a time, whatever their number."""
    for batch in batches(list(Course.objects.order_by("pk").values_list("pk", flat=True))):
        write_courses(Course.objects.filter(pk__in=batch).with_texts(), in_background=in_background)
