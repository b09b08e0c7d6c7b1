"""The filters of the admin's listings of syncs and of their changes."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from ..models import ChangeAction, RunStatus, SyncChange, SyncRun, SyncTrigger
from .run_words import RunKind


class SyncRunFilterSet(WagtailFilterSet):
    """Narrows the listing of syncs."""

    status = django_filters.ChoiceFilter(
        label=_("Result"), choices=RunStatus.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=RunKind.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="by_kind",
    )
    trigger = django_filters.ChoiceFilter(
        label=_("Started by"), choices=SyncTrigger.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    changed = django_filters.BooleanFilter(
        label=_("Changes"),
        method="by_changes",
        widget=forms.RadioSelect(
            choices=[("", _("All")), ("true", _("Changed something")), ("false", _("Changed nothing"))]
        ),
    )
    started = django_filters.DateFromToRangeFilter(label=_("Started"), widget=DateRangePickerWidget)

    class Meta:
        model = SyncRun
        fields: list[str] = []

    def by_kind(self, runs: QuerySet[SyncRun], _name: str, kind: str) -> QuerySet[SyncRun]:
        """Those that were about the whole catalogue, about named courses, or only looked."""
        if kind == RunKind.DRY:
            return runs.filter(is_dry_run=True)
        real = runs.filter(is_dry_run=False)
        return real.filter(courses=[]) if kind == RunKind.WHOLE else real.exclude(courses=[])

    def by_changes(self, runs: QuerySet[SyncRun], _name: str, changed: bool) -> QuerySet[SyncRun]:
        """Those that changed, or would have changed, something; or those that did not."""
        recorded = Exists(SyncChange.objects.filter(run=OuterRef("pk")))
        counted = Q(created__gt=0) | Q(updated__gt=0) | Q(withdrawn__gt=0) | Q(restored__gt=0)
        condition = Q(recorded) | counted
        return runs.filter(condition if changed else ~condition)


class SyncChangeFilterSet(WagtailFilterSet):
    """Narrows the listing of one sync's changes."""

    action = django_filters.ChoiceFilter(
        label=_("Kind of change"),
        choices=ChangeAction.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = SyncChange
        fields: list[str] = []
