"""One sync from beginning to end: lock, fetch, plan, write, and the record of it.

The only way to change the catalogue.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from .answers import Skipped
from .client import LiboppiClient
from .conf import Options
from .errors import REFUSED, Interrupted, LiboppiError, UnexpectedFailure
from .fetch import Catalogue, Known, fetch_catalogue
from .lock import only_sync
from .models import RunStatus, SyncRun, SyncTrigger
from .plan import WITHDRAWN, Plan, make_plan
from .stored import stored_courses, stored_records
from .writer import write

logger = logging.getLogger(__name__)

COUNTS = ("created", "updated", "unchanged", "missing", "withdrawn", "restored")


@dataclass(frozen=True)
class Outcome:
    """How a sync ended. `run` is not stored after a dry run; `plan` is None when there was none to make."""

    run: SyncRun
    plan: Plan | None
    error: LiboppiError | None
    is_dry_run: bool

    @property
    def exit_code(self) -> int:
        """0 done, 1 failed, 3 refused by the guard."""
        return self.error.exit_code if self.error else 0

    def as_dict(self) -> dict[str, Any]:
        """What `liboppi_sync --json` prints. `skipped` has the reasons; no key stands in it."""
        answer: dict[str, Any] = {
            "status": self.run.status,
            **{name: getattr(self.run, name) for name in COUNTS},
            "skipped": self.run.skipped_items,
            "requests": self.run.requests,
            "seconds": self.run.seconds,
        }
        if self.error:
            answer |= {"error": self.error.kind, "message": str(self.error), "remedy": self.error.remedy_text}
        if self.is_dry_run and self.plan:
            answer["plan"] = self.plan.as_dict()
        return answer


def synchronise(trigger: SyncTrigger, *, force: bool = False, dry_run: bool = False) -> Outcome:
    """Bring the catalogue up to date, or say what a sync would do.

    Raises NotConfigured and AlreadyRunning before anything has begun. Every other failure leaves the
    catalogue as it was and stands in the outcome and in the stored run.
    """
    options = Options.from_settings()
    options.require_connection()
    with only_sync():
        run = SyncRun(trigger=trigger)
        if not dry_run:
            _close_interrupted_runs()
            run.save()
        outcome = _Sync(options, run, force=force, dry_run=dry_run).carry_out()
        if not dry_run:
            run.save()
    _log(outcome)
    return outcome


class _Sync:
    """One run with all that it needs."""

    def __init__(self, options: Options, run: SyncRun, *, force: bool, dry_run: bool) -> None:
        self.options = options
        self.run = run
        self.force = force
        self.dry_run = dry_run
        self.plan: Plan | None = None

    def carry_out(self) -> Outcome:
        error: LiboppiError | None = None
        with _timed(self.run):
            try:
                self._fetch_plan_write()
            except LiboppiError as failure:
                error = failure
            except Exception as failure:  # the run must be recorded whatever happened
                logger.exception("The Liboppi sync stopped at a fault of its own.")
                error = UnexpectedFailure(error=type(failure).__name__)
        self._record(error)
        return Outcome(self.run, self.plan, error, self.dry_run)

    def _fetch_plan_write(self) -> None:
        catalogue = self._fetch()
        self.run.skipped = [_skipped_dict(item) for item in catalogue.skipped]
        now = timezone.now()
        self.plan = make_plan(
            stored_courses(),
            catalogue.courses,
            stored_records=stored_records,
            now=now,
            grace_days=self.options.grace_days,
            skipped_ids=catalogue.skipped_course_ids,
            force=self.force,
        )
        if not self.dry_run:
            write(self.plan, catalogue.categories, now)

    def _fetch(self) -> Catalogue:
        with LiboppiClient(self.options.url, self.options.token) as client:
            try:
                return fetch_catalogue(client, self.options, _known())
            finally:
                self.run.requests = client.requests

    def _record(self, error: LiboppiError | None) -> None:
        run = self.run
        run.finished = timezone.now()
        run.status = _status(error)
        if error:
            run.error_kind, run.error_details = error.kind, error.details
        elif self.plan:
            run.created, run.updated = len(self.plan.creates), len(self.plan.updates)
            run.unchanged = self.plan.unchanged
            run.missing = len(self.plan.missing) + len(self.plan.still_missing)
            run.withdrawn, run.restored = len(self.plan.withdrawn), len(self.plan.restored)


def _known() -> Known:
    stored = stored_courses()
    return Known(
        fingerprints={course.moodle_id: course.fingerprint for course in stored},
        in_sight=[course.moodle_id for course in stored if course.state != WITHDRAWN],
    )


def _status(error: LiboppiError | None) -> RunStatus:
    if error is None:
        return RunStatus.DONE
    return RunStatus.REFUSED if error.exit_code == REFUSED else RunStatus.FAILED


@contextmanager
def _timed(run: SyncRun) -> Iterator[None]:
    start = time.monotonic()
    try:
        yield
    finally:
        run.seconds = round(time.monotonic() - start, 3)


def _close_interrupted_runs() -> None:
    """Whoever holds the lock is the only one running: runs that still say so were killed."""
    with transaction.atomic():
        SyncRun.objects.filter(status=RunStatus.RUNNING).update(
            status=RunStatus.FAILED, finished=timezone.now(), error_kind=Interrupted.kind
        )


def _skipped_dict(item: Skipped) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "id": item.moodle_id,
        "name": item.name,
        "reason": item.reason,
        "fields": list(item.fields),
    }


def _log(outcome: Outcome) -> None:
    """One line a run, with what is needed to act on it and no secret."""
    run = outcome.run
    with translation.override("en"):
        message = f" error={outcome.error.kind} message={str(outcome.error)!r}" if outcome.error else ""
    counts = " ".join(f"{name}={getattr(run, name)}" for name in COUNTS)
    logger.log(
        logging.WARNING if outcome.error else logging.INFO,
        "liboppi_sync status=%s trigger=%s %s skipped=%s requests=%s seconds=%s%s",
        run.status,
        run.trigger,
        counts,
        len(run.skipped),
        run.requests,
        run.seconds,
        message,
    )
