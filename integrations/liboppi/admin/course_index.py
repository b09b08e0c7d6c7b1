"""The admin's listing of courses: shown, searched, narrowed, downloaded."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import F, Prefetch
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views.generic import IndexView

from ..models import Course, CourseQuerySet, EnrolmentKey
from ..words import search_words
from . import columns
from .course_search import FoundCourses, find_courses
from .details import language_name
from .empty_listing import EmptyListingMixin
from .exports import HarmlessExportMixin


class CourseIndexView(HarmlessExportMixin, EmptyListingMixin, IndexView):
    """All courses, withdrawn ones too. The number of queries doesn't depend on the number of rows."""

    any_permission_required = ["view", "change"]

    @cached_property
    def columns(self) -> list[Column]:
        shown = [
            columns.RowTitleColumn(
                "title",
                view=self,
                label=_("Title"),
                accessor=columns.titled,
                sort_key="shown_title",
                get_title_id=lambda course: f"course_{course.pk}_title",
            ),
            columns.WideColumn("category", label=_("Category"), accessor=columns.category),
            columns.WideColumn("producer", label=_("Producer"), accessor=columns.producer),
            columns.WideColumn("languages", label=_("Languages"), accessor=columns.languages),
            columns.TagColumn("state", label=_("State"), tag=columns.state_tag, sort_key="state"),
            columns.TagColumn("key", label=_("Enrolment key"), tag=columns.key_tag),
            DateColumn(
                "modified", label=_("Changed in Liboppi"), sort_key="modified", classname=columns.WIDE_ONLY
            ),
        ]
        if self.user_has_permission("change"):
            shown.insert(0, BulkActionsCheckboxColumn("bulk_actions", obj_type="course"))
        return shown

    @cached_property
    def search_query(self) -> str:
        return search_words(super().search_query)

    def get_base_queryset(self) -> CourseQuerySet:
        return _listed()

    def order_queryset(self, queryset: CourseQuerySet) -> CourseQuerySet:
        if not self.ordering:
            return queryset if self.is_searching else queryset.in_order()
        field = F(self.ordering.lstrip("-"))
        falling = self.ordering.startswith("-")
        return queryset.order_by(
            field.desc(nulls_last=True) if falling else field.asc(nulls_first=True), F("moodle_id").asc()
        )

    def search_queryset(self, queryset: CourseQuerySet) -> Any:
        if not self.is_searching:
            return queryset
        found = find_courses(self.search_query, queryset)
        if self.is_explicitly_ordered and self.ordering:
            return queryset.filter(pk__in=found)
        return FoundCourses(found, queryset)

    def get_export_headings(self) -> Mapping[str, Any]:
        titles = {f"title_{code}": _title_heading(code) for code, _name in settings.LANGUAGES}
        return {
            "number": _("Number in Liboppi"),
            "shortname": _("Short name"),
            **titles,
            "category": _("Category"),
            "producer": _("Producer"),
            "languages": _("Languages"),
            "state": _("State"),
            "state_since": _("State since"),
            "on_site": _("Shown on the site"),
            "key": _("Enrolment key"),
            "starts": _("Starts"),
            "ends": _("Ends"),
            "modified": _("Changed in Liboppi"),
            "url": _("Address in Liboppi"),
        }

    def export_rows(self, items: Iterable[Course]) -> Iterable[Mapping[str, Any]]:
        """Of keys only where they were read, never their values."""
        for course in items:
            texts = course.shown_texts
            codes = [code for code, _name in settings.LANGUAGES]
            key = columns.key_tag(course)
            yield {
                "number": course.moodle_id,
                "shortname": course.shortname,
                **{f"title_{code}": texts[code].title if code in texts else "" for code in codes},
                "category": columns.category(course),
                "producer": columns.producer(course),
                "languages": columns.languages(course),
                "state": course.get_state_display(),
                "state_since": course.state_since,
                "on_site": _("Yes") if course.is_in_catalogue else _("No"),
                "key": key.text if key else "",
                "starts": course.starts,
                "ends": course.ends,
                "modified": course.modified,
                "url": course.url,
            }


def _listed() -> CourseQuerySet:
    """What the listing shows. The values of keys aren't even fetched."""
    keys = Prefetch("keys", EnrolmentKey.objects.current().only("course", "source", "last_seen"))
    return Course.objects.with_texts().prefetch_related(keys).with_shown_title(get_language() or "")


def _title_heading(code: str) -> str:
    return _("Title (%(language)s)") % {"language": language_name(code)}
