"""How the catalogue and the background worker are: for monitors, mail and the admin.

Reads three rows at most. Asks nothing of Liboppi.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_q.models import Schedule

from .conf import Options
from .models import SyncRun
from .schedule import SCHEDULE_NAME

STALE_INTERVALS = 3
LEAST_STALE = timedelta(days=1)
WORKER_LATE = timedelta(minutes=5)  # it looks at its schedules twice a minute


@dataclass(frozen=True)
class CatalogueHealth:
    """How old the catalogue is, and whether somebody should look.

    `last_run` is the last sync that writes, also one that is running or failed. `worker_is_late` is None
    where nothing is scheduled.
    """

    is_configured: bool
    last_good: SyncRun | None
    last_run: SyncRun | None
    worker_is_late: bool | None
    now: datetime

    @property
    def last_synced(self) -> datetime | None:
        """When the last good sync of the whole catalogue ended."""
        return self.last_good.finished if self.last_good else None

    @property
    def age(self) -> timedelta | None:
        """How long ago that was."""
        return self.now - self.last_synced if self.last_synced else None

    @property
    def is_stale(self) -> bool:
        """Whether a connected site's catalogue is older than three intervals and a day, or never came."""
        if not self.is_configured:
            return False
        return self.age is None or self.age > max(LEAST_STALE, missed_intervals())


def catalogue_health() -> CatalogueHealth:
    """How it is now."""
    now = timezone.now()
    next_run = Schedule.objects.filter(name=SCHEDULE_NAME).values_list("next_run", flat=True).first()
    return CatalogueHealth(
        is_configured=bool(getattr(settings, "LIBOPPI_URL", "")),
        last_good=SyncRun.objects.last_good(),
        last_run=SyncRun.objects.real().first(),
        worker_is_late=now - next_run > WORKER_LATE if next_run else None,
        now=now,
    )


def missed_intervals() -> timedelta:
    """The time in which STALE_INTERVALS syncs should have been made."""
    return STALE_INTERVALS * timedelta(minutes=Options.from_settings().interval_minutes)
