"""`manage.py load_demo`: the demo content in both languages. Twice is the same as once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.demo.loader import Loaded, load_demo
from cms.demo.site import DemoRefusedError
from cms.demo.users import DEMO_USERS


class Command(BaseCommand):
    """Prints the users' passwords, which exist only in the demo. Exit code 1 where it must not be loaded."""

    help = (
        "Load the demo content, in Finnish and Swedish, into an empty site. Once it is there, only add its "
        "blocks of courses when the catalogue has got them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_demo()
        except DemoRefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self._tell(loaded)

    def _tell(self, loaded: Loaded) -> None:
        if loaded.is_new:
            self.stdout.write(_("The demo content is loaded. Its users and their passwords:"))
            for user in DEMO_USERS:
                self.stdout.write(f"  {user.username:<8} {user.password:<24} {user.purpose}")
        elif not loaded.pages_with_courses:
            self.stdout.write(_("The demo content is there already; nothing was changed."))
        if loaded.pages_with_courses:
            self.stdout.write(
                ngettext(
                    "Courses of the catalogue were put on %(number)s page.",
                    "Courses of the catalogue were put on %(number)s pages.",
                    loaded.pages_with_courses,
                )
                % {"number": loaded.pages_with_courses}
            )
        elif loaded.is_new:
            self.stdout.write(
                _("Some pages wait for courses: run liboppi_sync, and then load_demo once more.")
            )
