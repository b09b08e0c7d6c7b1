"""What the background worker does for harvesters. Everything may run twice: it finds nothing new then."""

import logging

from django_tasks import task

from integrations.liboppi.models import SyncChange
from pages.core.findable import Kind

from .refresh import refresh, refresh_all
from .things import KEYS

logger = logging.getLogger(__name__)


@task()
def refresh_things(kind: str, keys: list[str]) -> None:
    """Look at the things with these keys."""
    refresh(Kind(kind), keys)


@task()
def refresh_kind(kind: str) -> None:
    """Look at all things of the kind."""
    refresh(Kind(kind), KEYS[Kind(kind)]())


@task()
def refresh_after_sync(run: int) -> None:
    """Look at the courses that the sync with this primary key has changed."""
    numbers = SyncChange.objects.filter(run=run).values_list("moodle_id", flat=True).distinct()
    refresh(Kind.COURSE, [str(number) for number in numbers.order_by("moodle_id")])


def daily() -> None:
    """Look at everything: what was missed, and what no event tells of."""
    counts = refresh_all()
    logger.info("records for harvesters: %s", ", ".join(f"{counts[name]} {name}" for name in sorted(counts)))
