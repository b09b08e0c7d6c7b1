"""How a sync ended: for whoever asked for it, for `--json`, and as one line in the log."""

import logging
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from .errors import LiboppiError
from .models import SyncRun
from .plan import Plan

logger = logging.getLogger("integrations.liboppi.sync")

COUNTS = ("created", "updated", "unchanged", "hidden", "missing", "withdrawn", "restored")


@dataclass(frozen=True)
class Outcome:
    """How a sync ended. `plan` is None when there was none to make."""

    run: SyncRun
    plan: Plan | None
    error: LiboppiError | None

    @property
    def is_dry_run(self) -> bool:
        """Whether it only says what a sync would do."""
        return self.run.is_dry_run

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


def log_outcome(outcome: Outcome) -> None:
    """One line a run, with what is needed to act on it and no secret."""
    run = outcome.run
    with translation.override("en"):
        message = f" error={outcome.error.kind} message={str(outcome.error)!r}" if outcome.error else ""
    counts = " ".join(f"{name}={getattr(run, name)}" for name in COUNTS)
    logger.log(
        logging.WARNING if outcome.error else logging.INFO,
        "liboppi_sync status=%s trigger=%s dry_run=%s courses=%s %s skipped=%s pictures=%s "
        "picture_problems=%s requests=%s seconds=%s%s",
        run.status,
        run.trigger,
        str(run.is_dry_run).lower(),
        len(run.courses) or "all",
        counts,
        len(run.skipped),
        run.pictures,
        run.picture_problems,
        run.requests,
        run.seconds,
        message,
    )
