"""The form in which a reader names a saved search and says how often to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import LONGEST_NAME, Frequency


class SavedSearchForm(forms.Form):
    """A search's name and the frequency of its mails."""

    name = forms.CharField(
        label=_("Name of the search"),
        max_length=LONGEST_NAME,
        help_text=_("Stands in your list and in the subject of the mails. Only you see it."),
    )
    frequency = forms.ChoiceField(
        label=_("Mail when something new comes"),
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("Nothing is sent when nothing is new. Each mail has a link that stops them."),
    )
