"""What a reader asks of the catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrations.liboppi.models import Course, CourseCategory, CourseQuerySet


class CatalogueForm(forms.Form):
    """Words and a category, both optional. What makes no sense is left out, with an error beside it."""

    q = forms.CharField(label=_("Search the courses"), max_length=200, required=False)
    category = forms.TypedChoiceField(label=_("Category"), coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any, language: str) -> None:
        super().__init__(data)
        self.categories = {c.moodle_id: c for c in CourseCategory.objects.all()}
        self.language = language
        self.fields["category"].choices = [("", _("All categories")), *self._choices(language)]  # type: ignore[attr-defined]

    @property
    def words(self) -> str:
        """The reader's words, "" when there are none to search by."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asked for less than all courses."""
        return bool(self.words or self.chosen_category)

    @property
    def chosen_category(self) -> CourseCategory | None:
        """The chosen category, None for all."""
        self.is_valid()
        number = self.cleaned_data.get("category")
        return self.categories.get(number) if number else None

    @property
    def chosen_category_name(self) -> str:
        """Its name in the page's language, "" for all."""
        return self.chosen_category.name_in(self.language) if self.chosen_category else ""

    def courses(self) -> Any:
        """The courses that fit, in the catalogue's order, or by relevance when there are words."""
        courses: CourseQuerySet = Course.objects.in_catalogue().with_texts()
        if self.chosen_category:
            courses = courses.in_category(self.chosen_category)
        return courses.matching(self.words) if self.words else courses.in_order()

    def _choices(self, language: str) -> list[tuple[int, str]]:
        """The categories as a tree, an indent for each level."""
        children: dict[int | None, list[CourseCategory]] = {}
        for category in self.categories.values():
            children.setdefault(category.parent_id, []).append(category)
        rows: list[tuple[int, str]] = []

        def add(parent: int | None, depth: int) -> None:
            for category in children.get(parent, []):
                rows.append((category.moodle_id, "\u2003" * depth + category.name_in(language)))
                add(category.pk, depth + 1)

        add(None, 0)
        return rows
