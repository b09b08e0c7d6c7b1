"""The form by which an editor answers a feedback."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from integrations.liboppi.fields import NoteField

from ..answering import Deed, possible_deeds
from ..models import Feedback
from ..models.feedback import LONGEST_TEXT


class AnswerForm(forms.ModelForm):
    """The answer, which goes to the reader, and notes, which don't.

    `seen` is the version that the editor has before her; a deed on another one is refused, and what she wrote
    stays in the form.
    """

    answer = NoteField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy(
            "Write in the language of the feedback. You can save a draft before you send it."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=AdminAutoHeightTextInput(attrs={"rows": 8}),
    )
    notes = NoteField(
        label=gettext_lazy("Notes for colleagues"),
        help_text=gettext_lazy("The reader never sees these."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Feedback
        fields = ["answer", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        feedback = self.instance
        self.initial["seen"] = feedback.version
        if not feedback.is_waiting and not self._is_stale:
            self.fields["answer"].disabled = True
            self.fields["answer"].help_text = ""
        self.fields["answer"].widget.attrs["lang"] = feedback.language

    @property
    def _is_stale(self) -> bool:
        """Whether it was written on another version: then her answer must stay to be seen."""
        return self.is_bound and self.data.get("seen") != str(self.instance.version)

    @property
    def deed(self) -> Deed:
        """What the editor asks for by the button."""
        try:
            return Deed(self.data.get("deed", Deed.SAVE))
        except ValueError:
            return Deed.SAVE

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self._is_stale or self.deed not in possible_deeds(self.instance):
            raise forms.ValidationError(
                _(
                    "A colleague has worked on this feedback since you opened the page, so nothing was saved "
                    "or sent. Open the page in another tab, and copy there what you still need from here."
                )
            )
        if self.deed == Deed.ANSWER and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Write the answer first."))
        return cleaned
