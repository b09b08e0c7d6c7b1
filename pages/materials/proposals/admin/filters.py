"""The filters of the moderation queue."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..choices import ProposalState
from ..models import Proposal

WAITING = "waiting"


class ProposalFilterSet(WagtailFilterSet):
    """Narrows the queue."""

    queue = django_filters.ChoiceFilter(
        label=_("Queue"),
        choices=[(WAITING, _("Waits for an editor"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="by_queue",
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[choice for choice in ProposalState.choices if choice[0] != ProposalState.DRAFT],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = Proposal
        fields: list[str] = []

    def by_queue(self, proposals: Any, _name: str, _value: str) -> Any:
        """Those that wait for an editor."""
        return proposals.waiting()
