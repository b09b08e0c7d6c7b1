"""Makes the word lists of the search beforehand, so that no reader waits for them."""

from subprocess import SubprocessError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pages.search.lexicon.files import built
from pages.search.lexicon.lemmas import LANGUAGES


class Command(BaseCommand):
    """`manage.py build_lexicon`."""

    help = "Make the search's word lists of Finnish and Swedish where they are missing. Needs no database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for language in LANGUAGES:
            try:
                path = built(language)
            except (OSError, SubprocessError) as error:
                raise CommandError(
                    f"The word list for {language!r} can't be made: {error}. SEARCH_LEXICON_DIR is "
                    f"{settings.SEARCH_LEXICON_DIR}; it has to be a folder that can be written."
                ) from error
            if options["verbosity"]:
                self.stdout.write(f"{path} ({path.stat().st_size // 1024} kB)")
