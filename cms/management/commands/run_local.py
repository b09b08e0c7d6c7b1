"""`manage.py run_local`: the whole site on this machine, until Ctrl-C. `make run` installs and calls it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.launcher import site
from cms.launcher.checks import NotReadyError
from cms.launcher.greeting import greeting
from cms.launcher.supervisor import ActionFailedError, ChildEndedError, Stopped, Supervisor


class Command(BaseCommand):
    """Exit codes: 0 when a person stopped it, 1 when something keeps it from running."""

    help = "Run web, worker and a stand-in for Liboppi with demo content, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="where the web answers (default %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._run(options["port"])
        except Stopped:
            self.stdout.write("Stopped.")
        except (NotReadyError, ActionFailedError) as error:
            raise CommandError(str(error)) from error
        except ChildEndedError as error:
            words = "\n  ".join(["Its last lines were:", *error.last_lines])
            raise CommandError(f"{error} Everything else is stopped. {words}") from error

    def _run(self, port: int) -> None:
        with Supervisor(sys.stdout) as supervisor:
            site.check_places(port)
            supervisor.say("Preparing the database and the demo content (the first time about a minute) …")
            site.prepare_words(supervisor)
            supervisor.complete(lambda: site.prepare_data(port))
            places = site.start(supervisor, port)
            supervisor.say(greeting(places))
            supervisor.run()
