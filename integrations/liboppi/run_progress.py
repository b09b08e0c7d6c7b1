"""How far a sync has come, written to its record for whoever looks at it; at most about once a second."""

import time

from django.utils import timezone

from .models import RunPhase, SyncRun

PAUSE = 1.0  # seconds between two writings within a phase


class ProgressOfRun:
    """A `progress.Progress` that others can read in the run's row while the sync goes on."""

    def __init__(self, run: SyncRun) -> None:
        self._run = run
        self._written = 0.0

    def __call__(self, phase: str, done: int = 0, total: int | None = None) -> None:
        run = self._run
        is_new_phase = run.phase != phase
        run.phase, run.progress, run.progress_total = RunPhase(phase), done, total
        moment = time.monotonic()
        if is_new_phase or moment - self._written >= PAUSE:
            self._written = moment
            run.seen = timezone.now()
            run.save(update_fields=["phase", "progress", "progress_total", "seen"])
