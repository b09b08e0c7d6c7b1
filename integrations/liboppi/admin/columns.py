"""The cells of the admin's listings. They read only what the listing has fetched: no query starts here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, TitleColumn

from ..models import Course, CourseState, KeySource, RunStatus, ShownText, SyncRun
from .details import language_name


@dataclass(frozen=True)
class Tag:
    """A status as a tag: never by colour alone, the icon and the text say it too."""

    text: str
    icon: str
    is_primary: bool = False


WIDE_ONLY = "liboppi-wide-only"  # left out on a phone, where the row's own page has it


class WideColumn(Column):
    """A column for screens that have room for it."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, classname=WIDE_ONLY, **kwargs)


class RowTitleColumn(ButtonsColumnMixin, TitleColumn):
    """The column that leads to the row's own page; the view knows where and what else one may do."""

    def __init__(self, name: str, *, view: Any, **kwargs: Any) -> None:
        super().__init__(name, classname="liboppi-title", **kwargs)
        self.view = view

    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        url: str | None = self.view.get_edit_url(instance) or self.view.get_inspect_url(instance)
        return url

    def get_buttons(self, instance: Any, parent_context: Any) -> Any:
        return self.view.get_list_buttons(instance)


class TagColumn(Column):
    """Shows a Tag, or nothing."""

    cell_template_name = "liboppi/admin/tag_cell.html"

    class Media:
        css = {"all": ["liboppi/admin.css"]}

    def __init__(self, name: str, *, tag: Callable[[Any], Tag | None], **kwargs: Any) -> None:
        super().__init__(name, accessor=tag, **kwargs)


def shown_text(course: Course) -> ShownText:
    """The text that names the course in the admin's language."""
    return course.text_in(get_language() or course.language)


def titled(course: Course) -> str:
    """The title, marked with its language where that isn't the admin's."""
    text = shown_text(course)
    title = text.title or course.shortname
    if text.language == get_language():
        return title
    return format_html('<span lang="{}">{}</span>', text.language, title)


def producer(course: Course) -> str:
    """Who has made the course."""
    return shown_text(course).producer


def category(course: Course) -> str:
    """The category's name."""
    return course.shown_category.name_in(get_language() or "") if course.shown_category else ""


def languages(course: Course) -> str:
    """The names of the languages that the course has a text in."""
    return ", ".join(language_name(code) for code in course.languages)


def state_tag(course: Course) -> Tag:
    """What Liboppi's last answers say of the course."""
    icon = _STATE_ICONS[CourseState(course.state)]
    return Tag(str(course.get_state_display()), icon, is_primary=course.state == CourseState.ACTIVE)


_STATE_ICONS = {
    CourseState.ACTIVE: "check",
    CourseState.HIDDEN: "no-view",
    CourseState.MISSING: "warning",
    CourseState.WITHDRAWN: "cross",
}


def key_tag(course: Course) -> Tag | None:
    """Where the key in use was read, or that one is asked for and none is known. Never the key."""
    keys = course.keys_by_trust()
    if keys:
        return Tag(str(_SOURCES[KeySource(keys[0].source)]), "key", is_primary=True)
    return Tag(_("Missing"), "warning") if course.asks_for_key else None


_SOURCES = {
    KeySource.EDITOR: gettext_lazy("Own key"),
    KeySource.CUSTOM_FIELD: gettext_lazy("Custom field"),
    KeySource.SUMMARY: gettext_lazy("Course summary"),
    KeySource.GROUP_KEY: gettext_lazy("Group key"),
}


def run_tag(run: SyncRun) -> Tag:
    """How the sync stands or ended."""
    if run.status == RunStatus.RUNNING:
        return Tag(_("Running since %(time)s") % {"time": _since(run)}, "spinner")
    icon = {RunStatus.DONE: "circle-check", RunStatus.REFUSED: "lock"}.get(RunStatus(run.status), "warning")
    return Tag(str(run.get_status_display()), icon, is_primary=run.status == RunStatus.DONE)


def _since(run: SyncRun) -> str:
    """The time, with the day unless that is today."""
    begun = localtime(run.started)
    return date_format(begun, "TIME_FORMAT" if begun.date() == localdate() else "SHORT_DATETIME_FORMAT")


def started(run: SyncRun) -> str:
    """When the sync began, to the minute."""
    return date_format(localtime(run.started), "SHORT_DATETIME_FORMAT")
