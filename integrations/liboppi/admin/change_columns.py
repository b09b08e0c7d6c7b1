"""The cells of tables of changes; each row is a `ChangeRow`. No query starts here."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.tables import Column, TitleColumn

from ..models import ChangeAction
from .change_rows import ChangeRow
from .columns import Tag

COURSE = "liboppi_courses:inspect"

_ICONS = {
    ChangeAction.CREATED: "plus-inverse",
    ChangeAction.UPDATED: "edit",
    ChangeAction.HIDDEN: "no-view",
    ChangeAction.MISSING: "warning",
    ChangeAction.WITHDRAWN: "cross",
    ChangeAction.RESTORED: "undo",
}


class ChangedCourseColumn(TitleColumn):
    """The course's name, leading to the course for those who may look at it."""

    def __init__(self, name: str, *, has_links: bool, **kwargs: Any) -> None:
        super().__init__(name, classname="liboppi-title", **kwargs)
        self.has_links = has_links

    def get_link_url(self, instance: ChangeRow, parent_context: Any) -> str | None:
        if not self.has_links or instance.course_id is None:
            return None
        return reverse(COURSE, args=(instance.course_id,))


class ActionsColumn(Column):
    """What was done to the course, as tags, and why."""

    cell_template_name = "liboppi/admin/change_actions_cell.html"

    class Media:
        css = {"all": ["liboppi/admin.css"]}

    def get_value(self, instance: ChangeRow) -> list[Tag]:
        return [Tag(str(action.label), _ICONS[action]) for action in instance.actions]


class DifferencesColumn(Column):
    """Field by field what differs."""

    cell_template_name = "liboppi/admin/change_differences_cell.html"
