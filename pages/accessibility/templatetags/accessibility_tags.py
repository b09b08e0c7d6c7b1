"""Template filters of the accessibility pages."""

import re
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.core import dates
from pages.ui.templatetags.ui_tags import lang

from ..models import AccessibilityStatementPage

register = template.Library()


@register.filter
def day_tag(day: date) -> SafeString:
    """A day in words in a `<time>` element: `{{ page.made_on|day_tag }}`."""
    return dates.day_tag(day)


@register.filter
def in_page_language(text: str, page: AccessibilityStatementPage) -> SafeString:
    """An editor's words within a sentence of ours: `{{ page.provider|in_page_language:page }}`."""
    return format_html("<span{}>{}</span>", lang(page.content_language), text)


@register.filter
def phone_link(number: str) -> str:
    """A phone number as a link has it: `{{ page.feedback_phone|phone_link }}`."""
    return f"tel:{re.sub('[^0-9+]', '', number)}"


@register.filter
def quoted(text: str) -> str:
    """A plain text as mails quote one, each line after "> ": `{{ feedback.problem|quoted }}`."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())
