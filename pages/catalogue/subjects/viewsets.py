"""How the themes and target groups of courses are kept in the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import CourseSubjects


class CourseSubjectsViewSet(SnippetViewSet):
    """Each category or course of which something is said."""

    model = CourseSubjects
    icon = "tag"
    menu_label = _("Themes of courses")
    list_display = ["__str__", "kind"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the categories and the courses' titles, categories first."""
        said = CourseSubjects.objects.select_related("category", "course")
        return said.prefetch_related("course__texts", "course__editor_texts").order_by(
            "course", "category__position", "pk"
        )
