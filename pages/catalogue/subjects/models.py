"""What editors say of the courses of a category, or of one course: their themes and target groups."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel

from integrations.liboppi.models import Course, CourseCategory
from pages.materials.models import TargetGroup, Theme

from .forms import CourseSubjectsForm

ONE_OF_TWO = gettext_lazy("Choose either a category or a course.")


class CourseSubjects(ClusterableModel):
    """The themes and target groups of one category's courses, or of one course.

    What is said of a course stands in place of what is said of its category, and a category's own in place of
    those above it.
    """

    category = models.ForeignKey(
        CourseCategory,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("course category"),
        help_text=gettext_lazy("Holds for its courses and for those of the categories under it."),
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("course"),
        help_text=gettext_lazy("One whose themes or target groups are others than its category's."),
    )
    themes = ParentalManyToManyField(
        Theme,
        verbose_name=gettext_lazy("themes"),
        related_name="+",
        blank=True,
        help_text=gettext_lazy("What the courses are about."),
    )
    target_groups = ParentalManyToManyField(
        TargetGroup,
        verbose_name=gettext_lazy("target groups"),
        related_name="+",
        blank=True,
        help_text=gettext_lazy("Whom they are for, or whose services they are about."),
    )

    base_form_class = CourseSubjectsForm
    panels = [
        HelpPanel(
            content=gettext_lazy(
                "Liboppi does not tell the themes and target groups of its courses. Say them here for a "
                "whole category, and for a single course where it differs: readers then find the courses "
                "by them."
            )
        ),
        MultiFieldPanel(
            [FieldPanel("category"), FieldPanel("course")],
            heading=gettext_lazy("Which courses"),
            help_text=ONE_OF_TWO,
        ),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
        FieldPanel("target_groups", widget=CheckboxSelectMultiple),
    ]

    class Meta:
        verbose_name = gettext_lazy("themes of courses")
        verbose_name_plural = gettext_lazy("themes of courses")
        constraints = [
            models.UniqueConstraint(fields=["category"], name="catalogue_subjects_of_category"),
            models.UniqueConstraint(fields=["course"], name="catalogue_subjects_of_course"),
            models.CheckConstraint(
                condition=models.Q(category=None) ^ models.Q(course=None),
                name="catalogue_subjects_category_or_course",
            ),
        ]

    def __str__(self) -> str:
        return str(self.category or self.course or "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With its terms, or not at all."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    def said_of(self) -> str:
        """The name of the category or the course's title."""
        return str(self)

    said_of.short_description = gettext_lazy("category or course")  # type: ignore[attr-defined]

    @property
    def kind(self) -> str:
        """What it is said of, in a word."""
        return _("Course") if self.course_id else _("Course category")

    def clean(self) -> None:
        """Raises ValidationError unless it is of one category or one course."""
        super().clean()
        if bool(self.category_id) == bool(self.course_id):
            raise ValidationError({"category": ONE_OF_TWO})

    def courses(self) -> "QuerySet[Course]":
        """Those that it is said of, though some may have their own."""
        if self.category:
            return Course.objects.in_category(self.category)
        return Course.objects.filter(pk=self.course_id)
