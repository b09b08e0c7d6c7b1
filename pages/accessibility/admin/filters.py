"""The filters of the listing of feedback."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..choices import FeedbackState
from ..models import Feedback
from ..models.feedback import FeedbackQuerySet


class Urgency(TextChoices):
    """How pressing an answer is."""

    WAITING = "waiting", _("Waits for an answer")
    SOON = "soon", _("Few days left")
    LATE = "late", _("Late")


class FeedbackFilterSet(WagtailFilterSet):
    """Narrows the listing."""

    urgency = django_filters.ChoiceFilter(
        label=_("Answer"),
        choices=Urgency.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="by_urgency",
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=FeedbackState.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = Feedback
        fields: list[str] = []

    def by_urgency(self, feedback: FeedbackQuerySet, _name: str, urgency: str) -> FeedbackQuerySet:
        """Those that wait at all, that are due soon, or that are late."""
        if urgency == Urgency.LATE:
            return feedback.late()
        return feedback.due_soon() if urgency == Urgency.SOON else feedback.waiting()
