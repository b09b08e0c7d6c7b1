"""The admin's pages of one course: to edit, to read."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.views.generic import EditView, InspectView

from .audit import log_edit, part_name
from .details import CourseDetails
from .models import Course, CourseQuerySet


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
