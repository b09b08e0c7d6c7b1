"""Template tags of the site's look. Each says in its docstring what it needs and what it gives."""

import math
import re
from datetime import date, timedelta
from typing import Any

from django import template
from django.core.paginator import Page as Paged
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.ui import dates, home, icons, languages, navigation, social

register = template.Library()

ALERT_WORDS = {
    "success": pgettext_lazy("kind of alert", "Done"),
    "warning": pgettext_lazy("kind of alert", "Warning"),
    "danger": _("Error"),
    "error": _("Error"),  # Django's word for it
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Lucide's icon `name` as inline SVG, hidden from screen readers: `{% icon "calendar" %}`."""
    return icons.icon_svg(name)


@register.simple_tag(takes_context=True)
def site_home(context: Context) -> Page | None:
    """The site's home page in the reader's language: `{% site_home as home %}`."""
    request = _request(context)
    return home.site_home(request) if request else None


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> list[navigation.Link]:
    """The links of the main navigation: `{% main_navigation as links %}`."""
    request = _request(context)
    return navigation.main_navigation(request, navigation.page_of(context)) if request else []


@register.inclusion_tag("ui/parts/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, current: str = "", language: str = "") -> dict[str, Any]:
    """The way here from the home page.

    `current` names what is shown where that is not a page of its own:
    `{% breadcrumbs current=course.text.title language=course.text_language %}`.
    """
    request = _request(context)
    page = navigation.page_of(context)
    return {"links": navigation.breadcrumbs(request, page, current, language) if request else []}


@register.simple_tag(takes_context=True)
def language_switch(context: Context) -> list[languages.LanguageLink]:
    """What is shown, in the other languages: `{% language_switch as links %}`."""
    request = _request(context)
    return languages.language_links(request, navigation.page_of(context)) if request else []


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[languages.LanguageLink]:
    """The addresses that hreflang links name: `{% alternates as links %}`."""
    request = _request(context)
    page, shown = navigation.page_of(context), context.get("shown")
    return languages.alternates(request, page, shown) if request else []


@register.simple_tag(takes_context=True)
def social_card(context: Context) -> social.SocialCard | None:
    """What other services show where this is shared: `{% social_card as card %}`.

    A view that shows something under a page has it in the context as `shown` (languages.Shown).
    """
    request = _request(context)
    if request is None:
        return None
    page, shown = navigation.page_of(context), context.get("shown")
    return social.social_card(request, page, home.site_home(request), shown)


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[navigation.Link]:
    """The links at the foot of the page: `{% footer_links as links %}`."""
    request = _request(context)
    return navigation.footer_links(request, navigation.page_of(context)) if request else []


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
    """A form field's widget with the look of an input: `{{ form.username|ds_widget }}`.

    It leaves the focus to the summary of errors where there are some.
    """
    focus = {"autofocus": False} if field.form.errors else {}
    return field.as_widget(attrs={"class": "ds-input", **focus})


@register.filter
def ds_options(field: BoundField) -> list[BoundWidget]:
    """The checkboxes or radio buttons of a form field that is a group of them."""
    field.field.widget.attrs["class"] = "ds-input"
    return list(field)


@register.filter
def bare_label(label: str) -> str:
    """A field's label before its error: without the brackets at its end; with a colon unless it asks."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", str(label))
    return bare if bare.endswith(("?", ":", "!")) else f"{bare}:"


@register.filter
def alert_word(color: str) -> str:
    """What kind of alert it is, in a word: "Warning"."""
    return str(ALERT_WORDS.get(color, pgettext_lazy("kind of alert", "Note")))


@register.simple_tag
def days(first: date, last: date | None = None) -> SafeString:
    """A day or a span of days in `<time>` elements: `{% days first last %}`; `last` may be empty."""
    return dates.days_tag(first, last or None)


@register.filter
def nearness(day: date) -> str:
    """ "Today", "Tomorrow", "Yesterday" or ""."""
    return dates.nearness(day)


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
