"""The window in which an editor chooses a course for a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .models import Course
from .words import search_words


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


class CourseChooserViewSet(ChooserViewSet):
    """Chooses courses; courses are imported, so there is nothing to create."""

    model = Course
    icon = "liboppi-course"
    choose_one_text = _("Choose a course")
    choose_another_text = _("Choose another course")
    edit_item_text = _("Open this course")
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    per_page = 20


course_chooser = CourseChooserViewSet("liboppi_course_chooser")
