"""What the background worker runs."""

import logging
from collections.abc import Sequence

from .errors import AlreadyRunning, NotConfigured
from .models import SyncTrigger
from .sync import synchronise

logger = logging.getLogger(__name__)


def sync(
    trigger: str,
    dry_run: bool = False,
    force: bool = False,
    asked_by: int | None = None,
    courses: Sequence[int] = (),
) -> str:
    """One sync; returns its status for the task's record, or the kind of the error that it didn't start for.

    `asked_by` is a user's primary key, `courses` are numbers in Liboppi, none for all. A site without Liboppi
    has nothing to do. What a dry run would change is kept for the admin.
    """
    try:
        outcome = synchronise(
            SyncTrigger(trigger),
            force=force,
            dry_run=dry_run,
            courses=courses,
            asked_by=asked_by,
            keep_plan=dry_run,
        )
    except (NotConfigured, AlreadyRunning) as error:
        logger.info("liboppi_sync not started: %s", error.kind)
        return error.kind
    return str(outcome.run.status)
