"""The window in which an editor chooses a course for a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    ChosenMultipleView,
    ChosenView,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .models import Course
from .words import search_words

LONGEST_KEY = 18  # digits: every such number fits the database's integers


class _FilterForm(SearchFilterMixin, BaseFilterForm):
    """The search box."""

    def clean_q(self) -> str:
        return search_words(self.cleaned_data["q"])


class _CourseList(BaseChooseView):
    """Courses in the catalogue; the search box finds parts of words in every language."""

    filter_form_class = _FilterForm

    def get_object_list(self) -> Any:
        return Course.objects.in_catalogue().with_texts().in_order()


class _ChooseView(ChooseViewMixin, CreationFormMixin, _CourseList):
    pass


class _ChooseResultsView(ChooseResultsViewMixin, CreationFormMixin, _CourseList):
    pass


class _ChosenView(ChosenView):
    """A course by its primary key; what can't be one names no course."""

    def get_object(self, pk: str) -> Course:
        if not _is_key(pk):
            raise Course.DoesNotExist
        course: Course = super().get_object(pk)
        return course


class _ChosenMultipleView(ChosenMultipleView):
    """Courses by their primary keys; what can't be one names no course."""

    def get_objects(self, pks: list[str]) -> Any:
        return super().get_objects([pk for pk in pks if _is_key(pk)])


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class CourseChooserViewSet(ChooserViewSet):
    """Chooses courses; courses are imported, so there is nothing to create."""

    model = Course
    icon = "liboppi-course"
    choose_one_text = _("Choose a course")
    choose_another_text = _("Choose another course")
    edit_item_text = _("Open this course")
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView
    per_page = 20


course_chooser = CourseChooserViewSet("liboppi_course_chooser")
