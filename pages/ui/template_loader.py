"""Reads the site's own templates without the white space that only orders their source.

Pages of the signed-in are not compressed, and a tenth of the catalogue's page was indents and empty lines.
A line break stays wherever there was one between two things that are shown: words don't grow together.
"""

import re

from django.conf import settings
from django.template import Origin
from django.template.loaders.app_directories import Loader as AppDirectoriesLoader

OURS = tuple(str(settings.BASE_DIR / package) for package in ("cms", "integrations", "pages"))
INDENTS = re.compile(r"\n\s+")
INSIDE = r"(?:(?!%}|#}).)*"
SHOWS_NOTHING = (
    rf"{{#{INSIDE}#}}"
    rf"|{{% (?:block|comment|elif|else|empty|end\w+|extends|for|if|load|with)\b{INSIDE}%}}"
    rf"|{{% blocktranslate asvar {INSIDE}%}}(?:(?!{{%).)*{{% endblocktranslate %}}"
    rf"|{{%{INSIDE} as \w+ %}}"
)
LINES_THAT_SHOW_NOTHING = re.compile(rf"^((?:{SHOWS_NOTHING})+)\n", re.MULTILINE)


class Loader(AppDirectoriesLoader):
    """Django's loader of the apps' templates; it leaves other packages' templates and mails as they are."""

    def get_contents(self, origin: Origin) -> str:
        """The template's source. Raises TemplateDoesNotExist."""
        contents = super().get_contents(origin)
        is_ours = origin.name.startswith(OURS) and origin.name.endswith(".html")
        return condensed(contents) if is_ours else contents


def condensed(source: str) -> str:
    """The source of an HTML template without indents, empty lines and the ends of lines that show nothing."""
    return LINES_THAT_SHOW_NOTHING.sub(r"\1", INDENTS.sub("\n", source))
