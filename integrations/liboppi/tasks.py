"""What the background worker runs."""

import logging

from .errors import AlreadyRunning, NotConfigured
from .models import SyncTrigger
from .sync import synchronise

logger = logging.getLogger(__name__)


def sync(trigger: str) -> str:
    """One sync; returns its status for the task's record. A site without Liboppi has nothing to do."""
    try:
        return str(synchronise(SyncTrigger(trigger)).run.status)
    except (NotConfigured, AlreadyRunning) as error:
        logger.info("liboppi_sync not started: %s", error.kind)
        return error.kind
