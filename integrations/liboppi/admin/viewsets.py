"""The admin's areas of the plugin: courses and syncs. Nobody adds, copies or deletes rows here."""

from django.contrib.admin.utils import quote
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permissions import policy_registry

from ..models import Course, SyncRun
from .asking_views import FollowProgressView, FollowView, ForceView, RunProgressView, SyncNowView
from .attention_view import AttentionView
from .compare_view import CompareView
from .course_index import CourseIndexView
from .filters import CourseFilterSet
from .forms import CourseForm
from .ownership_views import GiveBackView, KeepView, TakeBackView
from .run_filters import SyncRunFilterSet
from .run_view import SyncRunView
from .sync_views import SyncRunIndexView
from .views import CourseEditView, CourseInspectView


class ImportedViewSet(ModelViewSet):
    """A listing and a page for each row, without the views that make no sense for imported rows."""

    inspect_view_enabled = True
    copy_view_enabled = False
    template_prefix = ""
    form_fields: list[str] = []
    views_left_out: frozenset[str] = frozenset({"add", "delete"})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in self.views_left_out]

    def register_permissions(self) -> None:
        """Left to the plugin's own hook, which offers only the rights that mean something."""


class CourseViewSet(ImportedViewSet):
    """Courses."""

    model = Course
    name = "liboppi_courses"
    url_prefix = "liboppi/courses"
    icon = "liboppi-course"
    menu_label = _("Courses")
    index_view_class = CourseIndexView
    edit_view_class = CourseEditView
    inspect_view_class = CourseInspectView
    index_template_name = "liboppi/admin/course_index.html"
    index_results_template_name = "liboppi/admin/course_index_results.html"
    edit_template_name = "liboppi/admin/course_edit.html"
    inspect_template_name = "liboppi/admin/course_inspect.html"
    filterset_class = CourseFilterSet
    search_backend_name = "default"
    list_per_page = 50

    export_filename = "liboppi-courses"

    def get_urlpatterns(self) -> list[URLPattern]:
        deeds = {"give_back": GiveBackView, "keep": KeepView, "take_back": TakeBackView}
        patterns = [
            path(f"{name.replace('_', '-')}/<int:pk>/", view.as_view(), name=name)
            for name, view in deeds.items()
        ]
        attention = path("attention/", AttentionView.as_view(), name="attention")
        return [*super().get_urlpatterns(), attention, *patterns]

    def get_form_class(self, for_update: bool = False) -> type[CourseForm]:
        return CourseForm

    @property
    def url_finder_class(self) -> type[ModelAdminURLFinder]:
        edit, inspect = self.get_url_name("edit"), self.get_url_name("inspect")

        class CourseURLFinder(ModelAdminURLFinder):
            """The page for editing, else that for looking, as the user may."""

            edit_url_name = edit

            def get_edit_url(self, instance: Course) -> str | None:
                url: str | None = super().get_edit_url(instance)
                policy = policy_registry.get_by_type(Course)
                if url is None and policy.user_has_permission(self.user, "view"):
                    return reverse(inspect, args=(quote(instance.pk),))
                return url

        return CourseURLFinder


class SyncRunViewSet(ImportedViewSet):
    """Syncs, to be read, and the wish for one."""

    model = SyncRun
    add_to_reference_index = False  # a sync points at nothing that an editor could delete
    name = "liboppi_sync_runs"
    url_prefix = "liboppi/sync-runs"
    icon = "rotate"
    menu_label = _("Sync runs")
    index_view_class = SyncRunIndexView
    index_results_template_name = "liboppi/admin/sync_run_index_results.html"
    filterset_class = SyncRunFilterSet
    ordering = "-started"
    export_filename = "liboppi-sync-runs"
    list_per_page = 50
    views_left_out = ImportedViewSet.views_left_out | {
        "edit",
        "history",
        "history_results",
        "inspect",
        "usage",
    }

    def get_urlpatterns(self) -> list[URLPattern]:
        """A run's page is the listing of its changes; besides there are the ways to ask for a sync."""
        results = SyncRunView.as_view(results_only=True)
        return [
            *super().get_urlpatterns(),
            path("inspect/<int:pk>/", SyncRunView.as_view(), name="inspect"),
            path("inspect/<int:pk>/results/", results, name="inspect_results"),
            path("inspect/<int:pk>/progress/", RunProgressView.as_view(), name="inspect_progress"),
            path("sync-now/", SyncNowView.as_view(), name="sync_now"),
            path("follow/<slug:task>/", FollowView.as_view(), name="follow"),
            path("follow/<slug:task>/progress/", FollowProgressView.as_view(), name="follow_progress"),
            path("force/<int:pk>/", ForceView.as_view(), name="force"),
            path("compare/", CompareView.as_view(), name="compare"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no page for editing a sync."""


class LiboppiViewSetGroup(ModelViewSetGroup):
    """The plugin's place in the admin's menu."""

    menu_label = "Liboppi"
    menu_icon = "liboppi-course"
    menu_order = 410
    items = (CourseViewSet(), SyncRunViewSet())
