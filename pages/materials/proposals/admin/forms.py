"""What an editor does with a proposal: asks, declines, or takes it up."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from integrations.liboppi.fields import NoteField

from ..choices import ProposalState
from ..models import LONGEST_TEXT, Proposal


class Deed(StrEnum):
    """What the form's buttons ask for."""

    ASK = "ask"
    DECLINE = "decline"
    TAKE = "take"


STATES = {
    Deed.ASK: ProposalState.ASKED,
    Deed.DECLINE: ProposalState.DECLINED,
    Deed.TAKE: ProposalState.TAKEN,
}


def possible_deeds(proposal: Proposal) -> set[Deed]:
    """What the proposal's state leaves to do."""
    deeds = {deed for deed, state in STATES.items() if proposal.can_become(state)}
    return deeds - {Deed.TAKE} if proposal.page_id else deeds


class ModerationForm(forms.ModelForm):
    """Words to the proposer. `seen` is the version before the editor: on another nothing is done."""

    message = NoteField(
        label=gettext_lazy("Message to the proposer"),
        help_text=gettext_lazy(
            "A question, or why it is not published. Write in the language of the proposal."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=AdminAutoHeightTextInput(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Proposal
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.version
        self.fields["message"].widget.attrs["lang"] = self.instance.language

    @property
    def deed(self) -> Deed | None:
        """What the editor asks for by the button."""
        asked = self.data.get("deed")
        return Deed(asked) if asked in set(Deed) else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.deed is None:
            raise forms.ValidationError(_("Choose what to do with the proposal by one of the buttons."))
        if (
            self.deed in (Deed.ASK, Deed.DECLINE)
            and not cleaned.get("message")
            and "message" not in self.errors
        ):
            self.add_error("message", _("Write to the proposer what you ask, or why it is not published."))
        return cleaned
