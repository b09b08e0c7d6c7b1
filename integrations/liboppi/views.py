"""The admin's pages of courses: the listing, one course to edit, one course to read."""

from typing import Any

from django.db.models import F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView, InspectView

from . import columns
from .audit import log_edit, part_name
from .buttons import SyncNowButton, sync_now_buttons
from .conf import Options
from .details import CourseDetails
from .errors import NotConfigured
from .models import Course, CourseQuerySet, CourseText, EnrolmentKey
from .permissions import may_sync
from .words import search_words


class EmptyListingMixin:
    """Gives the listing "Sync now" and, when it is empty, the words for what to do."""

    request: HttpRequest

    @property
    def header_buttons(self) -> list[SyncNowButton]:
        return sync_now_buttons(self.request)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)  # type: ignore[misc]
        if not context["object_list"] and may_sync(self.request.user):
            context["sync_now_button"] = SyncNowButton(self.request, classname="button")
            context["configuration_error"] = _configuration_error()
        return context


def _configuration_error() -> NotConfigured | None:
    try:
        Options.from_settings().require_connection()
    except NotConfigured as error:
        return error
    return None


class CourseIndexView(EmptyListingMixin, IndexView):
    """All courses, withdrawn ones too. The number of queries doesn't depend on the number of rows."""

    any_permission_required = ["view", "change"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            columns.RowTitleColumn(
                "title", view=self, label=_("Title"), accessor=columns.titled, sort_key="shown_title"
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

    @cached_property
    def search_query(self) -> str:
        return search_words(super().search_query)

    def get_base_queryset(self) -> CourseQuerySet:
        return _listed()

    def order_queryset(self, queryset: CourseQuerySet) -> CourseQuerySet:
        if not self.ordering:
            return queryset
        field = F(self.ordering.lstrip("-"))
        falling = self.ordering.startswith("-")
        return queryset.order_by(
            field.desc(nulls_last=True) if falling else field.asc(nulls_first=True), F("moodle_id").asc()
        )

    def search_queryset(self, queryset: CourseQuerySet) -> Any:
        if not self.is_searching:
            return queryset
        # The search backend can filter by what is indexed only: give it the filters' result as such a filter.
        narrowed = _listed().filter(moodle_id__in=queryset.order_by().values("moodle_id"))
        return super().search_queryset(self.order_queryset(narrowed))


def _listed() -> CourseQuerySet:
    """What the listing shows. The values of keys aren't even fetched."""
    keys = Prefetch("keys", EnrolmentKey.objects.current().only("course", "source", "last_seen"))
    return Course.objects.with_texts().prefetch_related(keys).annotate(shown_title=_title())


def _title() -> Lower:
    """The title by which the listing is sorted: that in the admin's language, else in the course's own."""
    texts = CourseText.objects.filter(course=OuterRef("pk"))
    return Lower(
        Coalesce(
            Subquery(texts.filter(language=get_language()).values("title")[:1]),
            Subquery(texts.filter(language=OuterRef("language")).values("title")[:1]),
            Subquery(texts.values("title")[:1]),
        )
    )


def _whole(courses: CourseQuerySet) -> CourseQuerySet:
    """With all that the pages of one course show."""
    return courses.with_texts().with_pictures().prefetch_related("keys", "editor_texts")


@method_decorator(sensitive_post_parameters("own_key"), name="dispatch")
class CourseEditView(EditView):
    """A course with Liboppi's part to read and the editor's part to write."""

    success_message = gettext_lazy("Saved for “%(object)s”: %(parts)s. What comes from Liboppi is as it was.")
    error_message = gettext_lazy("Nothing was saved. Correct what is marked below.")

    def get_queryset(self) -> Any:
        return _whole(Course.objects.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"details": CourseDetails(self.object, self.request.user)}

    def save_instance(self) -> Course:
        course: Course = self.form.save()
        if self.form.changed_parts:
            log_edit(course, self.request.user, self.form.changed_parts)
        return course

    def save_action(self) -> HttpResponse:
        if self.form.changed_parts:
            return super().save_action()
        messages.info(self.request, _("Nothing was changed for “%(course)s”.") % {"course": self.object})
        return HttpResponseRedirect(self.get_success_url())

    def get_success_message(self) -> str:
        parts = ", ".join(part_name(name) for name in self.form.changed_parts)
        return str(self.success_message % {"object": self.object, "parts": parts})


class CourseInspectView(InspectView):
    """A course for those who may look but not write."""

    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Look at")

    def get_object(self) -> Course:
        return get_object_or_404(_whole(Course.objects.all()), pk=self.pk)

    def get_fields_context(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"details": CourseDetails(self.object, self.request.user)}
