"""The admin's pages of courses: the listing, one course to edit, one course to read."""

from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView, InspectView

from . import columns
from .audit import EDIT_COURSE, log_deed
from .buttons import SyncNowButton, sync_now_buttons
from .comparison import Comparison, own_values
from .conf import Options
from .details import CourseDetails
from .errors import NotConfigured
from .models import Course, CourseQuerySet, EnrolmentKey
from .own_writing import lock_course
from .ownership_views import GIVE_BACK_URL, KEEP_URL, START_FROM
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
            return queryset if self.is_searching else queryset.in_order()
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
    return Course.objects.with_texts().prefetch_related(keys).with_shown_title(get_language() or "")


def _whole(courses: CourseQuerySet) -> CourseQuerySet:
    """With all that the pages of one course show."""
    return courses.with_texts().with_pictures().prefetch_related("keys")


@method_decorator(sensitive_post_parameters("own_key"), name="dispatch")
class CourseEditView(EditView):
    """A course with Liboppi's part to read and the editor's part to write."""

    success_message = gettext_lazy("Saved for “%(object)s”: %(parts)s. What comes from Liboppi is as it was.")
    error_message = gettext_lazy("Nothing was saved. Correct what is marked below.")

    def get_queryset(self) -> Any:
        return _whole(Course.objects.all())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            lock_course(self.get_object().pk)
            self.object = self.get_object()
            return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs | {"start_from": self.request.GET.get(START_FROM, "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "details": CourseDetails(self.object, self.request.user),
            "comparison": Comparison(self.object, self.request.user, self.form),
            "give_back_url": reverse(GIVE_BACK_URL, args=(self.object.pk,)),
            "keep_url": reverse(KEEP_URL, args=(self.object.pk,)),
            "start_from": self.request.GET.get(START_FROM, ""),
        }

    def save_instance(self) -> Course:
        form, own = self.form, self.form.own
        replaced = [form.parts[name] for name in form.replaced]
        if form.changed_parts:
            log_deed(EDIT_COURSE, own, self.request.user, form.changed_parts, replaced)
            form.save()
        return Course.objects.with_texts().get(pk=self.object.pk)

    def save_action(self) -> HttpResponse:
        if self.form.same_as_imported:
            messages.info(self.request, self._same_message())
        if self.form.changed_parts:
            return super().save_action()
        if not self.form.same_as_imported:
            messages.info(self.request, _("Nothing was changed for “%(course)s”.") % {"course": self.object})
        return HttpResponseRedirect(self.get_success_url())

    def get_success_message(self) -> str:
        parts = ", ".join(part.label for part in self.form.changed_parts)
        return str(self.success_message % {"object": self.object, "parts": parts})

    def _same_message(self) -> str:
        parts = ", ".join(part.label for part in self.form.same_as_imported)
        return _("Not kept as your own, because Liboppi says the same: %(parts)s.") % {"parts": parts}


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
        return context | {
            "details": CourseDetails(self.object, self.request.user),
            "own_values": own_values(self.object),
        }
