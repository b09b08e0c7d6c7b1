"""How a saved search's name is shown: marked with its language where that is not the reader's."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .models import SavedSearch


def marked_name(search: SavedSearch) -> SafeString:
    """The name for HTML."""
    if search.name_language == get_language():
        return conditional_escape(search.name)
    return format_html('<span lang="{}">{}</span>', search.name_language, search.name)


def with_name(text: str, search: SavedSearch) -> SafeString:
    """The name in the place of "%(name)s" of a text of ours."""
    return format_html(text.replace("%(name)s", "{}"), marked_name(search))
