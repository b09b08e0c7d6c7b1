"""The form by which readers tell of an obstacle."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrations.liboppi.fields import NoteField

from .models.feedback import LONGEST_LINE, LONGEST_TEXT, OWN_WORDS


class SubmissionField(forms.Field):
    """What tells a form that is sent twice from two forms; a value that is none makes a new one."""

    def to_python(self, value: Any) -> uuid.UUID:
        try:
            return uuid.UUID(str(value))
        except ValueError:
            return uuid.uuid4()


class FeedbackForm(forms.Form):
    """What was met where. Only the problem and its place have to be told.

    `website` is for programs that fill in every field: people don't see it.
    """

    page = forms.CharField(
        label=_("On which page or in which file?"),
        help_text=_("Its address or name. If it was everywhere on the site, say so."),
        max_length=LONGEST_LINE,
    )
    problem = NoteField(
        label=_("What was the problem?"),
        help_text=_("What did you want to do, and what happened? Plain words will do."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    usage = forms.CharField(
        label=_("How do you use the site? (optional)"),
        help_text=_("Such as your browser, phone, screen reader, magnification or keyboard."),
        max_length=LONGEST_LINE,
        required=False,
    )
    name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail (optional)"),
        help_text=_("Without an e-mail address we can't send you an answer. Such as name@example.fi."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wants_copy = forms.BooleanField(label=_("Send me a receipt by e-mail"), required=False)
    website = forms.CharField(label=_("Leave this empty"), required=False)
    submission = SubmissionField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            raise forms.ValidationError(
                _("A field that has to stay empty was filled in. It is empty now: send the form again.")
            )
        if cleaned.get("wants_copy") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give the e-mail address to which the receipt should go."))
        return cleaned

    @property
    def words(self) -> dict[str, Any]:
        """What the reader has filled in, by the names of the model's fields."""
        return {name: self.cleaned_data[name] for name in OWN_WORDS}
