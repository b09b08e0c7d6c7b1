"""What stands beside the page that is being edited: how far it is in the other languages."""

from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from wagtail.models import Locale, Page

from pages.translations.cells import Cell, cell
from pages.translations.rights import SUBMIT, may_translate_somewhere
from pages.translations.states import State, originals, with_states

register = template.Library()


@register.inclusion_tag("translations/admin/note.html", takes_context=True)
def translation_note(context: Context, page: Any) -> dict[str, Any]:
    """The states of the original of `page` in all languages but its own; nothing for what is no page."""
    request = context.get("request")
    if not isinstance(page, Page) or not page.pk or request is None:
        return {"cells": []}
    return {"cells": _cells(page, request.user), "csrf_token": get_token(request), "page": page}


def _cells(page: Page, user: Any) -> list[Cell]:
    locales = list(Locale.objects.all())
    pages = Page.objects.filter(translation_key=page.translation_key)
    original = with_states(originals(pages), locales).first()
    if original is None:
        return []
    may_submit = user.has_perm(SUBMIT) and may_translate_somewhere(user, original)
    cells = (cell(original, locale, may_submit) for locale in locales)
    return [one for one in cells if one.state != State.ORIGINAL]
