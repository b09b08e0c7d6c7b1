"""What a reader asks of the material bank."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.core.fields import ContentLanguage

from .querysets import MaterialPageQuerySet
from .themes import Theme


class MaterialFilterForm(forms.Form):
    """A theme and a language, both optional. What makes no sense gets an error and narrows nothing."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language of the material"), required=False)

    def __init__(self, data: Any, reader_language: str) -> None:
        super().__init__(data)
        themes = Theme.objects.one_each().named_in(reader_language)
        names = [(theme.slug, theme.local_name) for theme in themes]
        self.fields["theme"].choices = [("", _("All themes")), *names]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _("All languages")), *ContentLanguage.choices]  # type: ignore[attr-defined]

    def narrow(self, materials: MaterialPageQuerySet) -> MaterialPageQuerySet:
        """The materials that fit."""
        self.full_clean()
        if theme := self.cleaned_data.get("theme"):
            materials = materials.on_theme(theme)
        if language := self.cleaned_data.get("language"):
            materials = materials.written_in(language)
        return materials

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asked for less than all materials."""
        return self.is_bound and any(self.data.get(name) for name in self.fields)
