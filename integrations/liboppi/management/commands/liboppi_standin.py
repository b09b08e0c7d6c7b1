"""`manage.py liboppi_standin`: the stand-in for Liboppi, started from the site's own command line."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from integrations.liboppi.standin import StandInError
from integrations.liboppi.standin.cli import DESCRIPTION, add_arguments, run


class Command(BaseCommand):
    """Serves until Ctrl-C."""

    help = DESCRIPTION
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run(options, self.stdout)  # type: ignore[arg-type]
        except StandInError as error:
            raise CommandError(str(error)) from error
