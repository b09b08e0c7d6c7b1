"""What editors pin to the page of a course or to a page: it is shown first among what is related."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from integrations.liboppi.models import Course

ONE_OF_TWO = gettext_lazy("Choose either a page or a course.")


class Pinboard(ClusterableModel):
    """The pins of one page, in all its languages, or of one course."""

    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("page"),
        help_text=gettext_lazy("A material or a training. Its translations show the same pins."),
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("course"),
    )

    panels = [
        HelpPanel(
            content=gettext_lazy(
                "Pages of courses, materials and trainings show related items. The site finds them by themes "
                "and words; what you pin here comes first, in your order, under its own heading."
            )
        ),
        MultiFieldPanel(
            [FieldPanel("page"), FieldPanel("course")],
            heading=gettext_lazy("Where the pins are shown"),
            help_text=ONE_OF_TWO,
        ),
        InlinePanel(
            "pins",
            heading=gettext_lazy("Pinned there"),
            label=gettext_lazy("Pin"),
            min_num=1,
            max_num=6,
            help_text=gettext_lazy(
                "Choose a page or a course for each. A page is shown in the reader's language, and only to "
                "those who may read it."
            ),
        ),
    ]

    class Meta:
        verbose_name = gettext_lazy("related items of the editors")
        verbose_name_plural = gettext_lazy("related items of the editors")
        constraints = [
            models.UniqueConstraint(fields=["page"], name="catalogue_pinboard_of_page"),
            models.UniqueConstraint(fields=["course"], name="catalogue_pinboard_of_course"),
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(course=None),
                name="catalogue_pinboard_page_or_course",
            ),
        ]

    def __str__(self) -> str:
        return str(self.page or self.course or "")

    def kind(self) -> str:
        """What they are pinned to, in a word."""
        return _("Course") if self.course_id else _("Page")

    kind.short_description = gettext_lazy("pinned to")  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Raises ValidationError unless it is of one page or one course, and the only one of that."""
        super().clean()
        require_one(self)
        page = self.page
        others = Pinboard.objects.exclude(pk=self.pk)
        if page and others.filter(page__translation_key=page.translation_key).exists():
            raise ValidationError({"page": _("This page has pins already. Change those instead.")})


class Pin(Orderable):
    """A page or a course that is pinned."""

    board = ParentalKey(Pinboard, on_delete=models.CASCADE, related_name="pins")
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("page"),
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("course"),
    )

    panels = [FieldPanel("page"), FieldPanel("course")]

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("pin")
        verbose_name_plural = gettext_lazy("pins")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None) ^ models.Q(course=None), name="catalogue_pin_page_or_course"
            )
        ]

    def __str__(self) -> str:
        return str(self.page or self.course or "")

    def clean(self) -> None:
        """Raises ValidationError unless it is one page or one course."""
        super().clean()
        require_one(self)


def require_one(thing: Any) -> None:
    """Raises ValidationError unless the thing has either a page or a course."""
    if bool(thing.page_id) == bool(thing.course_id):
        raise ValidationError({"page": ONE_OF_TWO})
