"""The forms by which staff propose a material and answer editors' questions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.liboppi.fields import NoteField
from pages.core.fields import ContentLanguage
from pages.core.licences import Licence

from ..choices import MaterialKind
from ..target_groups import TargetGroup
from ..themes import Theme
from .models import LONGEST_TEXT

LONGEST_ANSWER = 20_000  # characters kept of a field in a draft
MOST_CHOICES = 50  # values kept of a field in a draft
MOST_LINKS = 20
SEVERAL = ("themes", "target_groups", "languages")


class FilesInput(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; what they are is looked at where they are kept."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        return data


class LinksField(NoteField):
    """Addresses, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(
                _("There are %(count)s links. Give %(most)s at most.")
                % {"count": len(lines), "most": MOST_LINKS}
            )
        check = URLValidator(schemes=["http", "https"])
        for line in lines:
            try:
                check(line)
            except ValidationError as error:
                raise ValidationError(
                    _("“%(line)s” is no address. Give it whole, such as https://www.example.fi/.")
                    % {"line": line[:100]}
                ) from error
        return lines


class ProposalForm(forms.Form):
    """What a librarian tells of a material."""

    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        max_length=200,
    )
    lead = forms.CharField(
        label=gettext_lazy("What is it, in a sentence or two?"),
        help_text=gettext_lazy("This stands in lists. Colleagues decide by it whether they look closer."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    body = NoteField(
        label=gettext_lazy("How is it used?"),
        help_text=gettext_lazy(
            "Tell it as you would to a colleague: what one needs, how it goes, what went well."
        ),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of material is it?"))
    target_groups = forms.MultipleChoiceField(
        label=gettext_lazy("For whom is it?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.CharField(
        label=gettext_lazy("For whom more exactly?"),
        help_text=gettext_lazy("Such as families with small children, or pupils of grades 3–6."),
        max_length=200,
        required=False,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages is the material?"),
        choices=ContentLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    authors = forms.CharField(
        label=gettext_lazy("Who has made it?"),
        help_text=gettext_lazy("As they should be credited, separated by commas."),
        max_length=120,
    )
    library = forms.CharField(
        label=gettext_lazy("Library"),
        max_length=120,
        required=False,
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1900, max_value=2100, required=False)
    licence = forms.ChoiceField(
        label=gettext_lazy("How may others use it?"),
        help_text=gettext_lazy(
            "The licence goes with the material. CC BY suits most: others may use and change it, and name "
            "you. Give a licence only for what is your own or your library's; ask the others first."
        ),
        choices=Licence.choices,
        widget=forms.RadioSelect,
    )
    links = LinksField(
        label=gettext_lazy("Links"),
        help_text=gettext_lazy("One address a line."),
        max_length=5000,
        required=False,
    )
    comment = NoteField(
        label=gettext_lazy("Anything the editors should know"),
        help_text=gettext_lazy("This is not published."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    uploads = FilesField(label=gettext_lazy("Files"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.one_each().named_in(language)
        groups = TargetGroup.objects.one_each().named_in(language)
        self._offer("themes", [(theme.slug, theme.local_name) for theme in themes])
        self._offer("target_groups", [(group.slug, group.local_name_with_ages) for group in groups])
        self._offer("kind", [("", _("Choose")), *MaterialKind.choices])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def told(self) -> list[tuple[str, str]]:
        """Label and value, in words, of what an unbound form was given: how a proposal is read."""
        lines = []
        for name, field in self.fields.items():
            value = self.initial.get(name)
            if value and name not in ("uploads", "title"):
                lines.append((str(field.label), _in_words(field, value)))
        return lines


class AnswerForm(forms.Form):
    """The proposer's answer to a question, with further files."""

    text = NoteField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    uploads = FilesField(label=gettext_lazy("Files to add"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def answers_from(data: QueryDict) -> dict[str, Any]:
    """The form as it was filled in, right or wrong, as far as a draft can hold it."""
    answers: dict[str, Any] = {}
    for name in ProposalForm.base_fields:
        if name in SEVERAL:
            answers[name] = [_kept(value) for value in data.getlist(name)[:MOST_CHOICES]]
        elif name != "uploads":
            answers[name] = _kept(data.get(name, ""))
    return answers


def _kept(value: str) -> str:
    return value[:LONGEST_ANSWER].replace("\0", "").encode("utf-8", "replace").decode()


def _in_words(field: forms.Field, value: Any) -> str:
    choices: Mapping[str, Any] = dict(getattr(field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(one, one)) for one in values)
