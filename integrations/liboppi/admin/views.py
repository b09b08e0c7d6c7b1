"""The admin's pages of one course: to edit, to read."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages
from wagtail.admin.views.generic import EditView, InspectView

from ..models import Course, CourseQuerySet
from .audit import EDIT_COURSE, log_deed
from .comparison import Comparison, own_values
from .details import CourseDetails
from .own_writing import lock_course
from .ownership_views import GIVE_BACK_URL, KEEP_URL, START_FROM


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
