"""`manage.py liboppi_check`: is everything there that a sync needs?"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, no_translations

from ...check import check
from ...conf import Options
from ...findings import Level

SIGNS = {Level.OK: "✓", Level.ADVICE: "!", Level.FAULT: "✗"}


class Command(BaseCommand):
    """Exit codes: 0 a sync can work, perhaps less well than it could; 1 it can't."""

    help = (
        "Check the address, token, service functions and rights that a sync needs. "
        "Exit codes: 0 it can work, 1 something that it needs is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    @no_translations  # as logs and the other commands: English, whatever language the site speaks
    def handle(self, *args: Any, **options: Any) -> None:
        findings = check(Options.from_settings())
        ok = all(finding.ok for finding in findings)
        if options["json"]:
            answer = {"ok": ok, "checks": [finding.as_dict() for finding in findings]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            for finding in findings:
                self.stdout.write(f"{SIGNS[finding.level]} {finding.name}")
                if finding.message:
                    self.stdout.write(f"  {finding.message}\n  {finding.remedy}")
        sys.exit(0 if ok else 1)
