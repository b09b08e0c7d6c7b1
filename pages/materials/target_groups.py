"""For whom a material is meant: groups of people with their ages, one set for all languages."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail_localize.fields import SynchronizedField

from .vocabulary import Term

OLDEST = 120  # years


class TargetGroup(Term):
    """A target group. Either age, in years, may be left open."""

    age_from = models.PositiveSmallIntegerField(
        _("age from"), null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )
    age_to = models.PositiveSmallIntegerField(
        _("age to"), null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("age_from"), FieldPanel("age_to")])],
            heading=_("Ages"),
            help_text=_("In years. Leave either empty where there is no limit, both if age does not matter."),
        ),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("yso"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("slug", "yso", "age_from", "age_to")
    ]

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="materials_one_target_group_a_slug")
        ]

    def clean(self) -> None:
        super().clean()
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            wrong = _("%(to)s is less than the age from, %(from)s. Exchange the two, or leave one empty.")
            raise ValidationError({"age_to": wrong % {"to": self.age_to, "from": self.age_from}})

    @property
    def ages(self) -> str:
        """The ages in the reader's language: "7–12 years", "from 65 years"; "" where age does not matter."""
        if self.age_from is None and self.age_to is None:
            return ""
        if self.age_to is None:
            return gettext("from %(age)s years") % {"age": self.age_from}
        if self.age_from is None:
            return gettext("up to %(age)s years") % {"age": self.age_to}
        if self.age_from == self.age_to:
            return gettext("%(age)s years") % {"age": self.age_from}
        return gettext("%(from)s–%(to)s years") % {"from": self.age_from, "to": self.age_to}

    @property
    def local_name_with_ages(self) -> str:
        """The name in the reader's language, where the query brought it, and the ages in brackets."""
        name = getattr(self, "local_name", self.name)
        return f"{name} ({self.ages})" if self.ages else name
