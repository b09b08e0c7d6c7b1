"""`manage.py liboppi_sync`: bring the catalogue up to date once."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, no_translations
from django.utils.translation import gettext as _

from ...errors import AlreadyRunning, LiboppiError, NotConfigured
from ...models import RunStatus, SyncTrigger
from ...sync import COUNTS, Outcome, synchronise

SIGNS = {"created": "+", "updated": "~", "hidden": "·", "missing": "?", "withdrawn": "-", "restored": "↺"}


class Command(BaseCommand):
    """Exit codes: 0 done, 1 failed, 2 not configured, 3 refused to protect the catalogue."""

    help = (
        "Fetch Liboppi's course catalogue. "
        "Exit codes: 0 done, 1 failed, 2 not configured, 3 refused by the guard."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
        parser.add_argument(
            "--force", action="store_true", help="sync even if many or all courses would go missing"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    @no_translations  # as logs and the other commands: English, whatever language the site speaks
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = synchronise(SyncTrigger.COMMAND, force=options["force"], dry_run=options["dry_run"])
        except (NotConfigured, AlreadyRunning) as error:
            self._explain(error, options["json"])
            sys.exit(error.exit_code)
        if options["json"]:
            self.stdout.write(json.dumps(outcome.as_dict(), ensure_ascii=False))
        else:
            self._tell(outcome)
        sys.exit(outcome.exit_code)

    def _explain(self, error: LiboppiError, as_json: bool) -> None:
        if not as_json:
            self.stderr.write(f"{error}\n{error.remedy_text}")
            return
        nothing = {**dict.fromkeys(COUNTS, 0), "skipped": [], "requests": 0, "seconds": 0}
        status = error.kind if isinstance(error, NotConfigured) else RunStatus.FAILED
        told = {"error": error.kind, "message": str(error), "remedy": error.remedy_text}
        self.stdout.write(json.dumps({"status": status, **nothing, **told}, ensure_ascii=False))

    def _tell(self, outcome: Outcome) -> None:
        if outcome.error:
            self.stderr.write(f"{outcome.error}\n{outcome.error.remedy_text}")
            return
        if outcome.plan and outcome.is_dry_run:
            self._tell_plan(outcome.plan.as_dict())
        run = outcome.run
        counts = {name: getattr(run, name) for name in (*COUNTS, "requests", "seconds")}
        self.stdout.write(
            _(
                "%(created)s new, %(updated)s changed, %(unchanged)s unchanged, %(hidden)s hidden, "
                "%(missing)s missing, %(withdrawn)s withdrawn, %(restored)s restored; "
                "%(requests)s requests in %(seconds)s s."
            )
            % counts
        )
        for skipped in run.skipped_items:
            self.stderr.write(_("Skipped: %(kind)s %(id)s “%(name)s”: %(reason)s") % skipped)

    def _tell_plan(self, plan: dict[str, Any]) -> None:
        signs = {
            "created": "+",
            "updated": "~",
            "hidden": "·",
            "missing": "?",
            "withdrawn": "-",
            "restored": "↺",
        }
        for name, sign in signs.items():
            for course in plan[name]:
                self.stdout.write(f"{sign} {course['id']} {course['name']}")
                for change in course.get("changes", ()):
                    self.stdout.write("    {field}: {before!r} → {after!r}".format(**change))
