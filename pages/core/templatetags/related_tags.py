"""The template tag of what is related to a page or a course."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language

from pages.core.related import related_to

register = template.Library()


@register.inclusion_tag("core/related.html", takes_context=True)
def related(context: Context, thing: Any) -> dict[str, Any]:
    """Related items of a page or a course, those that editors pinned first: `{% related page %}`.

    Nothing in a preview: a draft is not in the index.
    """
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return {"groups": []}
    return {"groups": related_to(thing, get_language() or "", request)}
