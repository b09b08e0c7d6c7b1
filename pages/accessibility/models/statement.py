"""The accessibility statement, in the order of the model statement of decision (EU) 2018/1523."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from pages.core.fields import BodyField
from pages.core.models import BasePage
from pages.core.moved import to_route_of_today

from ..authority import supervisory_authority
from ..blocks import DeficienciesBlock
from ..choices import Assessment, Cause, Compliance
from ..feedback_views import ask_feedback, thank_for_feedback
from ..page_form import StatementForm

REVIEW_MONTHS = 12  # after so many a statement should be reviewed


def not_in_future(day: date) -> None:
    """Raise ValidationError for a day that has not come yet."""
    if day > localdate():
        raise ValidationError(
            _("%(day)s is in the future. Give the day on which it was done."),
            params={"day": date_format(day, "DATE_FORMAT")},
        )


class AccessibilityStatementPage(RoutablePageMixin, BasePage):
    """How accessible the site is, and how to tell of obstacles. The feedback form stands under it."""

    service_name = models.CharField(
        _("name of the service"), max_length=200, help_text=_("As it stands on the site itself.")
    )
    service_url = models.URLField(_("address of the service"))
    provider = models.CharField(
        _("who provides it"),
        max_length=200,
        help_text=_("The library, municipality or other body that answers for the service by law."),
    )
    compliance = models.CharField(
        _("compliance"), max_length=20, choices=Compliance.choices, default=Compliance.PARTLY
    )
    deficiencies = BodyField(
        DeficienciesBlock(), verbose_name=_("contents that are not accessible"), blank=True
    )
    accessible_copies = models.TextField(
        _("how to get contents in an accessible form"),
        max_length=1000,
        blank=True,
        help_text=_("Leave empty for the usual sentence: one may ask for them by the feedback form."),
    )
    assessment = models.CharField(
        _("who assessed it"), max_length=20, choices=Assessment.choices, default=Assessment.SELF
    )
    assessor = models.CharField(
        _("name of the third party"), max_length=200, blank=True, help_text=_("Where there was one.")
    )
    assessed_on = models.DateField(_("day of the assessment"), validators=[not_in_future])
    assessment_note = models.TextField(
        _("how it was assessed"),
        max_length=1000,
        blank=True,
        help_text=_("In a few words: which pages, by which means."),
    )
    published_on = models.DateField(_("the service was published on"), validators=[not_in_future])
    made_on = models.DateField(_("the statement was made on"), default=localdate, validators=[not_in_future])
    reviewed_on = models.DateField(
        _("the statement was last reviewed on"),
        default=localdate,
        validators=[not_in_future],
        help_text=_("Review it at least once a year, and whenever the service changes."),
    )
    feedback_email = models.EmailField(_("e-mail for feedback"))
    feedback_phone = models.CharField(
        _("phone for feedback"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 \-]*$", _("Give digits, with spaces between them if you like."))
        ],
    )
    feedback_post = models.CharField(_("postal address for feedback"), max_length=200, blank=True)

    base_form_class = StatementForm
    content_panels = [
        HelpPanel(
            content=_(
                "The law (306/2019) asks for this page. Fill in what is particular to your site: the "
                "sentences that all statements share are written on the page in the reader's language."
            )
        ),
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("service_name"), FieldPanel("service_url"), FieldPanel("provider")],
            heading=_("1. The service"),
        ),
        MultiFieldPanel(
            [FieldPanel("compliance")],
            heading=_("2. Compliance"),
            help_text=_("Fully compliant: every requirement of WCAG 2.1 A and AA is met on every page."),
        ),
        MultiFieldPanel(
            [FieldPanel("deficiencies"), FieldPanel("accessible_copies")],
            heading=_("3. Contents that are not accessible"),
            help_text=_("A reader should find here what does not work, and what to do instead."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("assessment"), FieldPanel("assessed_on")]),
                FieldPanel("assessor"),
                FieldPanel("assessment_note"),
                FieldPanel("published_on"),
                FieldRowPanel([FieldPanel("made_on"), FieldPanel("reviewed_on")]),
            ],
            heading=_("4. How the statement was made"),
        ),
        MultiFieldPanel(
            [FieldPanel("feedback_email"), FieldPanel("feedback_phone"), FieldPanel("feedback_post")],
            heading=_("5. Feedback and contact"),
            help_text=_(
                "The page has a form for feedback of its own. Feedback must be answered within 14 days; "
                "the supervisory authority and how to turn to it are written on the page by themselves."
            ),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("service_name")]
    page_description = _("The accessibility statement that the law asks for, with a form for feedback.")
    parent_page_types = ["core.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    @path("")
    def statement(self, request: HttpRequest) -> HttpResponse:
        """The statement itself."""
        response: HttpResponse = self.render(
            request,
            context_overrides={
                "authority": supervisory_authority(),
                "feedback_url": self.feedback_url(request),
                "not_compliant": self.deficiencies_by(Cause.NOT_COMPLIANT),
                "burdens": self.deficiencies_by(Cause.BURDEN),
                "outside": self.deficiencies_by(Cause.OUTSIDE),
            },
            template="accessibility/statement_page.html",
        )
        return response

    @path(_("feedback/"))
    def feedback(self, request: HttpRequest) -> HttpResponse:
        """The form for feedback, `?page=…` filled in where that is an address of this site."""
        return ask_feedback(request, self)

    @path(_("feedback/sent/"))
    def feedback_sent(self, request: HttpRequest) -> HttpResponse:
        """Thanks for the feedback that `?receipt=…` names, and when an answer comes."""
        return thank_for_feedback(request, self)

    @path("feedback/", name="old_feedback")
    @path("feedback/sent/", name="old_feedback_sent")
    def moved(self, request: HttpRequest) -> HttpResponse:
        """Where the form and its thanks stood before their addresses were in the reader's language."""
        return to_route_of_today(self, request)

    def feedback_url(self, request: HttpRequest) -> str:
        """The address of the form."""
        return f"{self.get_url(request)}{self.reverse_subpage('feedback')}"

    def deficiencies_by(self, cause: Cause) -> list[Any]:
        """The values of the deficiencies with this cause."""
        return [child.value for child in self.deficiencies if child.value["cause"] == cause]
