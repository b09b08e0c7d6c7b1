"""What the admin tells somebody whose translation was not published."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail_localize.models import Translation

from pages.ui.languages import language_name

from .missing import count_missing


def tell_held_back(request: HttpRequest, translation: Translation) -> None:
    """Say what is missing, what readers see meanwhile, and where to go on."""
    messages.warning(request, held_back_text(translation), buttons=[_button(translation)])


def held_back_text(translation: Translation) -> str:
    """Two sentences, in the words of the person's language."""
    missing = count_missing(translation)
    return ngettext(
        "“%(title)s” (%(language)s) was not published: %(missing)d text has not been translated yet. "
        "Readers see what they saw before.",
        "“%(title)s” (%(language)s) was not published: %(missing)d texts have not been translated yet. "
        "Readers see what they saw before.",
        missing,
    ) % {
        "title": translation.source.object_repr,
        "language": language_name(translation.target_locale.language_code),
        "missing": missing,
    }


def _button(translation: Translation) -> Any:
    return messages.button(translation.get_target_instance_edit_url(), gettext("Go on translating"))
