"""Template tags of the site's look. Each says in its docstring what it needs and what it gives."""

import math
from datetime import timedelta
from typing import Any

from django import template
from django.core.paginator import Page as Paged
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from pages.ui import icons, languages, navigation

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Lucide's icon `name` as inline SVG, hidden from screen readers: `{% icon "calendar" %}`."""
    return icons.icon_svg(name)


@register.simple_tag(takes_context=True)
def site_home(context: Context) -> Page | None:
    """The site's home page in the reader's language: `{% site_home as home %}`."""
    request = _request(context)
    return navigation.site_home(request) if request else None


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> list[navigation.Link]:
    """The links of the main navigation: `{% main_navigation as links %}`."""
    request = _request(context)
    return navigation.main_navigation(request, navigation.page_of(context)) if request else []


@register.inclusion_tag("ui/parts/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, current: str = "") -> dict[str, Any]:
    """The way here from the home page.

    `current` names what is shown where that is not a page of its own:
    `{% breadcrumbs current=course.text.title %}`.
    """
    request = _request(context)
    page = navigation.page_of(context)
    return {"links": navigation.breadcrumbs(request, page, current) if request else []}


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> list[languages.LanguageLink]:
    """What is shown, in the other languages: `{% language_switch as links %}`."""
    request = _request(context)
    return languages.language_links(request, navigation.page_of(context)) if request else []


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[languages.LanguageLink]:
    """The addresses that hreflang links name: `{% alternates as links %}`."""
    request = _request(context)
    return languages.alternates(request, navigation.page_of(context)) if request else []


@register.simple_tag
def lang(code: str) -> SafeString | str:
    """A lang attribute for a text in language `code`, nothing where that is the reader's own (or ""):
    `<h1{% lang page.content_language %}>`.
    """
    return format_html(' lang="{}"', code) if code and code != get_language() else ""


@register.simple_tag
def readers_lang() -> SafeString:
    """A lang attribute with the reader's language, for a part of ours inside a text in another language."""
    return format_html(' lang="{}"', get_language())


@register.simple_tag
def page_numbers(entries: Paged) -> list[int]:
    """The page numbers to offer around a Paginator's page, 0 where some are left out."""
    paginator = entries.paginator
    shown = paginator.get_elided_page_range(entries.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in shown]


@register.filter
def ds_widget(field: BoundField) -> SafeString:
    """A form field's widget with the look of an input: `{{ form.username|ds_widget }}`."""
    return field.as_widget(attrs={"class": "ds-input"})


@register.filter
def minutes(duration: timedelta) -> int:
    """A duration in whole minutes, at least one."""
    return max(1, math.ceil(duration.total_seconds() / 60))


@register.filter
def in_language(code: str) -> str:
    """Say in which language something is: "In Finnish"."""
    return languages.in_language(code)


@register.filter
def page_is_in_language(code: str) -> str:
    """Say that a page has not been translated from its language yet."""
    return languages.page_is_in_language(code)


def _request(context: Context) -> HttpRequest | None:
    request = context.get("request")
    return request if isinstance(request, HttpRequest) else None
