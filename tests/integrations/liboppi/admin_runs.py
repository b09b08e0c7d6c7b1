"""Syncs and their changes for the tests of the plugin's admin."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from integrations.liboppi.models import ChangeAction, RunStatus, SyncChange, SyncRun, SyncTrigger

RUNS = "/admin/liboppi/sync-runs/"
SYNC_NOW = f"{RUNS}sync-now/"
REFUSED = {
    "status": RunStatus.REFUSED,
    "error_kind": "too_many_missing",
    "error_details": {"missing": 9, "active": 12, "limit": 5, "percent": 20},
}


def make_run(**fields: Any) -> SyncRun:
    """A sync of an hour ago, done unless the fields say otherwise."""
    now = timezone.now()
    defaults = {
        "status": RunStatus.DONE,
        "trigger": SyncTrigger.SCHEDULE,
        "started": now - timedelta(hours=1),
        "finished": None if fields.get("status") == RunStatus.RUNNING else now,
    }
    return SyncRun.objects.create(**defaults | fields)


def make_change(run: SyncRun, number: int = 7, **fields: Any) -> SyncChange:
    """A change of the course with the number; `fields` may hold `fields`, a list of triples."""
    triples = fields.pop("fields", [])
    defaults = {"moodle_id": number, "name": f"Kurssi {number}", "action": ChangeAction.UPDATED}
    told = [{"field": field, "before": before, "after": after} for field, before, after in triples]
    return SyncChange.objects.create(run=run, fields=told, **defaults | fields)


def page_of(run: SyncRun) -> str:
    """The address of the sync's page."""
    return f"{RUNS}inspect/{run.pk}/"
