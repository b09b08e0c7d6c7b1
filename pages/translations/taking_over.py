"""Ours in the place of wagtail-localize's hooks, such as buttons for those only whom they lead somewhere."""

from collections.abc import Callable, Iterator
from typing import Any

from wagtail import hooks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize import synctree
from wagtail_localize import wagtail_hooks as theirs

from .aliases import after_creation
from .report import TranslationsMenuItem
from .rights import may_translate_somewhere


def take_over() -> None:
    """Put ours in the place of wagtail-localize's."""
    for hook in ("register_page_header_buttons", "register_page_listing_more_buttons"):
        _replace(hook, theirs.page_listing_more_buttons, page_buttons)
    _replace("register_snippet_listing_buttons", theirs.register_snippet_listing_buttons, snippet_buttons)
    _replace("register_reports_menu_item", theirs.register_wagtail_localize2_report_menu_item, report_item)
    _replace("after_create_page", synctree.after_create_page, after_creation)


def report_item() -> TranslationsMenuItem:
    """Our report in the menu of reports."""
    return TranslationsMenuItem()


def page_buttons(page: Page, user: Any, view_name: Any = None, next_url: str | None = None) -> Iterator[Any]:
    """Those of a page, or of the page that it is an alias of."""
    if not page.is_root() and may_translate_somewhere(user, page.alias_of or page):
        yield from theirs.page_listing_more_buttons(page, user, view_name, next_url)


def snippet_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Any]:
    """Those of a snippet."""
    if isinstance(snippet, TranslatableMixin) and may_translate_somewhere(user, snippet):
        yield from theirs.register_snippet_listing_buttons(snippet, user, next_url)


def _replace(hook: str, theirs: Callable[..., Any], ours: Callable[..., Any]) -> None:
    # Leaving a temporary registration is Wagtail's only public way to take a hook out.
    hooks.register_temporarily(hook, theirs).__exit__(None, None, None)
    hooks.register(hook, ours)
