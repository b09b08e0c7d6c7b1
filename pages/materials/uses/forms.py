"""The form by which staff tell how they used a material."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.liboppi.fields import NoteField

from .fields import ManyFilesField, PictureField
from .models import LONGEST_TEXT, MaterialUse

MOST_FILES = 5
WORDS = ("library", "used_on", "text", "picture_alt", "picture_credit", "people_agreed")


class UseForm(forms.Form):
    """What was used where, when and how it went; a picture and an adapted version if there are any.

    `use` is the teller's open use, whose picture and files are there already. Files without fault are kept
    even where the form has others.
    """

    library = forms.CharField(
        label=gettext_lazy("Library"),
        help_text=gettext_lazy("Where it was used. Shown on the page; your own name is not."),
        max_length=150,
    )
    used_on = forms.DateField(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("About will do: the page shows the month."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    text = NoteField(
        label=gettext_lazy("How did it go?"),
        help_text=gettext_lazy(
            "For whom, what worked, what you would do otherwise. A few sentences will do."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    picture = PictureField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("JPEG or PNG. What the camera wrote into it, such as the place, is removed."),
        required=False,
    )
    remove_picture = forms.BooleanField(label=gettext_lazy("Remove the picture"), required=False)
    picture_alt = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        help_text=gettext_lazy("For those who don't see it. Needed with a picture."),
        max_length=250,
        required=False,
    )
    picture_credit = forms.CharField(
        label=gettext_lazy("Who took the picture"), max_length=150, required=False
    )
    people_agreed = forms.BooleanField(
        label=gettext_lazy("Everybody who can be recognised in the picture has agreed to its use here"),
        help_text=gettext_lazy("Tick this also when nobody can be recognised. Needed with a picture."),
        required=False,
    )
    adapted = ManyFilesField(
        label=gettext_lazy("Your adapted version"),
        help_text=gettext_lazy("If you made one: at most five files, all at once if you like."),
        required=False,
    )
    remove_files = forms.MultipleChoiceField(
        label=gettext_lazy("Remove files"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, use: MaterialUse | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.use = use
        self.kept_files = list(use.files.all()) if use else []
        if use:
            for name in ("library", "text", "picture_alt"):
                self.fields[name].widget.attrs["lang"] = use.language
        self.fields["used_on"].widget.attrs["max"] = localdate().isoformat()
        choices = [(str(file.pk), file.name) for file in self.kept_files]
        self.fields["remove_files"].choices = choices  # type: ignore[attr-defined]

    @property
    def good_files(self) -> list[Any]:
        """The files without fault, once the form has been looked at."""
        good: list[Any] = self.fields["adapted"].good  # type: ignore[attr-defined]
        return [] if len(self._left_files()) + len(good) > MOST_FILES else good

    @property
    def words(self) -> dict[str, Any]:
        """What was filled in, by the names of the model's fields."""
        return {name: self.cleaned_data[name] for name in WORDS}

    def take_errors(self, other: "UseForm") -> None:
        """Have the errors of the same form as it was when the files came with it."""
        self._errors, self.cleaned_data = other.errors, other.cleaned_data

    def clean_used_on(self) -> Any:
        day = self.cleaned_data["used_on"]
        if day > localdate():
            raise forms.ValidationError(_("This day is still to come. Tell of it once it has been."))
        if day.year < 2000:
            raise forms.ValidationError(_("Check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self._has_picture(cleaned):
            if not cleaned.get("picture_alt") and "picture_alt" not in self.errors:
                self.add_error("picture_alt", _("Tell what the picture shows."))
            if not cleaned.get("people_agreed"):
                text = _("A picture is shown only if those who can be recognised in it have agreed.")
                self.add_error("people_agreed", text)
        sent = self.fields["adapted"].good  # type: ignore[attr-defined]
        if len(self._left_files()) + len(sent) > MOST_FILES:
            self.add_error(
                "adapted", _("There can be five files at most. Choose again, or pack them into a zip.")
            )
        return cleaned

    def _has_picture(self, cleaned: dict[str, Any]) -> bool:
        is_kept = bool(self.use and self.use.picture and not cleaned.get("remove_picture"))
        return bool(cleaned.get("picture")) or is_kept

    def _left_files(self) -> list[Any]:
        removed = set(self.cleaned_data.get("remove_files", []))
        return [file for file in self.kept_files if str(file.pk) not in removed]
