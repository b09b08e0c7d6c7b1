"""How the themes and target groups of courses are kept in the admin."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.materials.models import TargetGroup, Theme

from .models import CourseSubjects


def _names(terms: Any) -> str:
    return ", ".join(term.local_name for term in terms.all())


class CourseSubjectsViewSet(SnippetViewSet):
    """Each category or course of which something is said."""

    model = CourseSubjects
    icon = "tag"
    menu_label = _("Themes of courses")
    list_display = [
        "said_of",
        Column("kind", label=_("Said of"), classname="wide-only"),
        Column("themes", label=_("Themes"), accessor=lambda said: _names(said.themes)),
        Column(
            "target_groups",
            label=_("Target groups"),
            accessor=lambda said: _names(said.target_groups),
            classname="wide-only",
        ),
    ]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the categories, the courses' titles and the terms by name, categories first."""
        language = get_language() or ""
        said = CourseSubjects.objects.select_related("category", "course")
        return said.prefetch_related(
            "course__texts",
            "course__editor_texts",
            Prefetch("themes", Theme.objects.named_in(language)),
            Prefetch("target_groups", TargetGroup.objects.named_in(language)),
        ).order_by("course", "category__position", "pk")
