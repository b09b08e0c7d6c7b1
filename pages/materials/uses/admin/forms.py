"""The form by which an editor looks at a told use."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from integrations.liboppi.fields import NoteField

from ..models import LONGEST_TEXT, MaterialUse
from ..moderation import NEEDS_REASON, Deed, possible_deeds


class LookForm(forms.ModelForm):
    """What readers will see, and the reason where they won't.

    `seen` is the version that the editor has before her; a deed on another one is refused, and what she wrote
    stays in the form.
    """

    text = NoteField(
        label=gettext_lazy("How it went"),
        help_text=gettext_lazy("You can mend what should not stand there, such as names of people."),
        max_length=LONGEST_TEXT,
        widget=AdminAutoHeightTextInput(attrs={"rows": 5}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = MaterialUse
        fields = ["library", "text", "picture_alt", "picture_credit", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use = self.instance
        self.initial["seen"] = use.version
        self.fields["library"].required = True
        self.fields["reason"].help_text = _("Needed to decline or to take away. The teller reads it.")
        for name in ("library", "text", "picture_alt", "picture_credit"):
            self.fields[name].widget.attrs["lang"] = use.language
            self.fields[name].disabled = not (self._is_stale or Deed.SAVE in possible_deeds(use))
        if not use.picture:
            del self.fields["picture_alt"], self.fields["picture_credit"]

    @property
    def _is_stale(self) -> bool:
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
                    "The teller or a colleague has changed this since you opened the page, so nothing was "
                    "saved. Open the page in another tab, and copy there what you still need from here."
                )
            )
        if self.deed in NEEDS_REASON and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write the reason first: the teller reads it."))
        if self.instance.picture and not cleaned.get("picture_alt") and self.deed in (Deed.SAVE, Deed.SHOW):
            self.add_error("picture_alt", _("Tell what the picture shows."))
        return cleaned
