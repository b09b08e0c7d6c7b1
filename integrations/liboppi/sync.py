"""One sync from beginning to end: lock, fetch, plan, write, and the record of it.

The only way to change the catalogue.
"""

import logging
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from traceback import clear_frames
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .answers import Skipped
from .client import LiboppiClient
from .conf import Options
from .connection.transport import Patience
from .copies import fetch_pictures
from .errors import REFUSED, Interrupted, LiboppiError, RawIgnored, UnexpectedFailure
from .fetch import Catalogue, fetch_catalogue
from .fetching.progress import Progress, unwatched
from .lock import only_sync
from .models import PushCall, RunPhase, RunStatus, SyncRun, SyncTrigger
from .notices import tell_if_needed
from .outcome import COUNTS, Outcome, log_outcome
from .plan import Plan, make_plan
from .run_progress import ProgressOfRun
from .stored import joined_categories, known_courses, stored_courses, stored_records
from .writing import Written, record_plan, write

__all__ = ["COUNTS", "Outcome", "synchronise"]

logger = logging.getLogger(__name__)


def synchronise(
    trigger: SyncTrigger,
    *,
    force: bool = False,
    dry_run: bool = False,
    courses: Collection[int] = (),
    asked_by: Any = None,
    keep_plan: bool = False,
) -> Outcome:
    """Bring the catalogue up to date, or say what a sync would do.

    `courses` are numbers in Moodle: with them only those are asked about, and nothing happens to others.
    `asked_by` is the primary key of the user who wanted it. A dry run stores nothing, but with `keep_plan`
    the record of what it would change.

    Raises NotConfigured and AlreadyRunning before anything has begun. Every other failure leaves the
    catalogue as it was and stands in the outcome and in the stored run.
    """
    options = Options.from_settings()
    options.require_connection()
    run = SyncRun(trigger=trigger, is_dry_run=dry_run, courses=sorted(set(courses)), asked_by_id=asked_by)
    is_stored = keep_plan or not dry_run
    with only_sync():
        if is_stored:
            _close_interrupted_runs()
            run.save()
        outcome = _Sync(options, run, force=force, is_stored=is_stored).carry_out()
        if is_stored:
            run.save()
            SyncRun.objects.forget_old()
    log_outcome(outcome)
    if not dry_run:
        tell_if_needed(run)
    return outcome


class _Sync:
    """One run with all that it needs."""

    def __init__(self, options: Options, run: SyncRun, *, force: bool, is_stored: bool) -> None:
        self.options = options
        self.run = run
        self.force = force
        self.is_stored = is_stored
        self.progress: Progress = ProgressOfRun(run) if is_stored else unwatched
        self.plan: Plan | None = None

    def carry_out(self) -> Outcome:
        error: LiboppiError | None = None
        with _timed(self.run):
            try:
                self._fetch_plan_write()
            except LiboppiError as failure:
                error = failure
            except Exception as failure:  # the run must be recorded whatever happened
                _forget_variables(failure)
                logger.exception("The Liboppi sync stopped at a fault of its own.")
                error = UnexpectedFailure(error=type(failure).__name__)
        self._record(error)
        return Outcome(self.run, self.plan, error)

    def _fetch_plan_write(self) -> None:
        patience = Patience(**self.options.patience)
        with LiboppiClient(self.options.url, self.options.token, patience=patience) as client:
            try:
                catalogue = self._fetch(client)
                if joined_categories(catalogue.categories):
                    raise RawIgnored(host=client.host, courses=len(catalogue.courses))
                self._plan_and_write(catalogue)
                if not self.run.is_dry_run:
                    self._fetch_pictures(client)
            finally:
                self.run.requests = client.requests

    def _fetch(self, client: LiboppiClient) -> Catalogue:
        called_about = PushCall.objects.waiting().course_numbers()
        known = known_courses(SyncRun.objects.last_cursor(), called_about)
        catalogue = fetch_catalogue(
            client, self.options, known, only=self.run.courses, progress=self.progress
        )
        self.run.skipped = [_skipped_dict(item) for item in catalogue.skipped]
        self.run.methods_cursor = catalogue.methods_cursor
        return catalogue

    def _plan_and_write(self, catalogue: Catalogue) -> None:
        self.progress(RunPhase.PLANNING, 0, None)
        last, now = SyncRun.objects.last_good(), timezone.now()
        self.plan = self._plan(catalogue, now)
        if not self.run.is_dry_run:
            self.progress(RunPhase.WRITING, 0, None)
            with transaction.atomic():
                write(self.plan, catalogue.categories, Written(now, last.started if last else now), self.run)
                self._count(self.plan)
                self.run.phase = RunPhase.PICTURES  # says, should the run be killed now, that it has written
                self.run.save()
        elif self.is_stored:
            record_plan(self.run, self.plan)

    def _fetch_pictures(self, client: LiboppiClient) -> None:
        """The catalogue is written and stands, whatever becomes of its pictures."""
        try:
            pictures = fetch_pictures(client, progress=self.progress)
        except Exception:
            logger.exception("Fetching pictures stopped at a fault of its own; the next sync goes on.")
            self.run.picture_problems += 1
        else:
            self.run.pictures, self.run.picture_problems = pictures.fetched, pictures.problems

    def _plan(self, catalogue: Catalogue, now: Any) -> Plan:
        return make_plan(
            stored_courses(),
            catalogue.courses,
            stored_records=stored_records,
            now=now,
            grace_days=self.options.grace_days,
            skipped_ids=catalogue.skipped_course_ids,
            absent=catalogue.absent,
            only=self.run.courses,
            force=self.force,
        )

    def _record(self, error: LiboppiError | None) -> None:
        run = self.run
        run.finished = run.seen = timezone.now()
        run.phase = ""
        run.status = _status(error)
        if error:
            run.error_kind, run.error_details = error.kind, error.details
        elif self.plan:
            self._count(self.plan)

    def _count(self, plan: Plan) -> None:
        run = self.run
        run.created, run.updated, run.unchanged = len(plan.creates), len(plan.updates), plan.unchanged
        run.hidden = len(plan.hidden) + len(plan.still_hidden)
        run.missing = len(plan.missing) + len(plan.still_missing)
        run.withdrawn, run.restored = len(plan.withdrawn), len(plan.restored)


def _status(error: LiboppiError | None) -> RunStatus:
    if error is None:
        return RunStatus.DONE
    return RunStatus.REFUSED if error.exit_code == REFUSED else RunStatus.FAILED


def _forget_variables(error: BaseException | None) -> None:
    """Empty the frames that an error has come through: their variables hold keys, and reporters show them."""
    while error:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


@contextmanager
def _timed(run: SyncRun) -> Iterator[None]:
    start = time.monotonic()
    try:
        yield
    finally:
        run.seconds = round(time.monotonic() - start, 3)


def _close_interrupted_runs() -> None:
    """Whoever holds the lock is the only one running: runs that still say so were killed.

    One that was at its pictures had written the catalogue; the pictures go on in the next.
    """
    with transaction.atomic():
        killed = SyncRun.objects.filter(status=RunStatus.RUNNING)
        killed.filter(phase=RunPhase.PICTURES).update(status=RunStatus.DONE, finished=F("seen"), phase="")
        killed.update(status=RunStatus.FAILED, finished=timezone.now(), error_kind=Interrupted.kind, phase="")


def _skipped_dict(item: Skipped) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "id": item.moodle_id,
        "name": item.name,
        "reason": item.reason,
        "fields": list(item.fields),
    }
