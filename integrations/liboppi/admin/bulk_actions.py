"""What can be done in the admin with several courses at once, each deed after a page that asks once more."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from ..errors import NotConfigured
from ..models import Course, SyncTrigger
from ..on_demand import ask_for_sync
from ..permissions import course_policy, may_see_runs, may_sync
from ..words import search_words
from .course_search import find_courses
from .filters import CourseFilterSet
from .visibility import hide_courses, show_courses

MOST_SYNCED = 200  # courses; for more of them a sync of everything takes fewer requests
Text = str | Promise


class CourseBulkAction(BulkAction):
    """A deed on courses. `explanation` says what will happen, `confirm` is the words of the button."""

    models: ClassVar[list[Any]] = [Course]
    template_name = "liboppi/admin/bulk_confirm.html"
    explanation: Text = ""
    confirm: Text = ""
    icon: str = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, user: Any) -> bool:
        """Whether the user may do it at all; no course is special."""
        return course_policy.user_has_permission(user, "change")

    @classmethod
    def get_queryset(cls, model: type[Course], object_ids: Any) -> list[Course]:
        numbers = [int(pk) for pk in map(str, object_ids) if pk.isdecimal() and len(pk) < 19]
        courses = list(Course.objects.with_texts().filter(pk__in=numbers))
        if not courses:
            raise Http404
        return courses

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        """All that the listing showed: the request carries its words and filters."""
        query = self.request.GET
        courses = Course.objects.all()
        filters = CourseFilterSet(query, request=self.request)
        if filters.is_valid():
            courses = filters.filter_queryset(courses)
        words = search_words(query.get("q", ""))
        return find_courses(words, courses) if words else courses.values_list("pk", flat=True)


class HideCourses(CourseBulkAction):
    """Takes courses off the site."""

    display_name = gettext_lazy("Don't show")
    aria_label = gettext_lazy("Don't show the selected courses on the site")
    action_type = "hide"
    action_priority = 10
    icon = "no-view"
    explanation = gettext_lazy(
        "These courses will no longer be shown on the site, in its search or in its API, whatever Liboppi "
        "says. What editors wrote is kept. “Show again” undoes it."
    )
    confirm = gettext_lazy("Don't show on the site")

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[Course], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        return hide_courses([course.pk for course in objects], user), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s course isn't shown on the site any more.",
            "%(count)s courses aren't shown on the site any more.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class ShowCourses(HideCourses):
    """Gives the decision back to Liboppi."""

    display_name = gettext_lazy("Show again")
    aria_label = gettext_lazy("Show the selected courses on the site again")
    action_type = "show"
    action_priority = 20
    icon = "view"
    explanation = gettext_lazy(
        "Those of these courses that an editor had taken off the site are shown again, as long as they are "
        "in Liboppi. The others stay as they are."
    )
    confirm = gettext_lazy("Show on the site again")

    @classmethod
    def execute_action(cls, objects: list[Course], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        return show_courses([course.pk for course in objects], user), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s course is shown on the site again.",
            "%(count)s courses are shown on the site again.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class SyncCourses(CourseBulkAction):
    """Asks Liboppi about these courses only."""

    display_name = pgettext_lazy("verb", "Sync")
    aria_label = gettext_lazy("Sync the selected courses")
    action_type = "sync"
    action_priority = 30
    icon = "rotate"
    explanation = gettext_lazy("Liboppi will be asked about these courses now, and about no others.")
    confirm = gettext_lazy("Sync these courses")

    def is_allowed(self, user: Any) -> bool:
        return may_sync(user)

    def prepare_action(self, objects: list[Course], objects_without_access: Any) -> HttpResponse:
        if len(objects) > MOST_SYNCED:
            text = _("At most %(most)s courses can be synced by name. For more, sync everything.")
            messages.error(self.request, text % {"most": MOST_SYNCED})
            return HttpResponseRedirect(self.next_url)
        numbers = tuple(sorted(course.moodle_id for course in objects))
        try:
            reply = ask_for_sync(SyncTrigger.ADMIN, courses=numbers, asked_by=self.request.user.pk)
        except NotConfigured as error:
            messages.error(self.request, f"{error} {error.remedy_text}")
            return HttpResponseRedirect(self.next_url)
        if may_see_runs(self.request.user):
            return HttpResponseRedirect(reverse("liboppi_sync_runs:follow", args=(reply.task_id,)))
        messages.success(self.request, _("The sync begins within seconds."))
        return HttpResponseRedirect(self.next_url)


ACTIONS = (HideCourses, ShowCourses, SyncCourses)
