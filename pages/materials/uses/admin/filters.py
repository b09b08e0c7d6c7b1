"""The filters of the listing of told uses."""

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..choices import UseState
from ..models import MaterialUse


class UseFilterSet(WagtailFilterSet):
    """Narrows the listing."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[choice for choice in UseState.choices if choice[0] != UseState.DRAFT],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = MaterialUse
        fields: list[str] = []
