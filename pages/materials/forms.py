"""What a reader asks of the material bank."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.core.fields import ContentLanguage

from .choices import MaterialKind
from .querysets import MaterialPageQuerySet
from .target_groups import TargetGroup
from .themes import Theme

MOST_USED = "most-used"
REVIEWED = "reviewed"
ORDERS = [
    ("", _("Newest first")),
    (MOST_USED, _("Most used first")),
    (REVIEWED, _("Last reviewed first")),
]


class MaterialFilterForm(forms.Form):
    """Theme, target group, kind, language and order, all optional. What makes no sense gets an error and
    narrows nothing.
    """

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    target = forms.ChoiceField(label=_("For whom"), required=False)
    material = forms.ChoiceField(label=_("Kind of material"), required=False)
    language = forms.ChoiceField(label=_("Language of the material"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    def __init__(self, data: Any, reader_language: str) -> None:
        super().__init__(data)
        themes = Theme.objects.one_each().named_in(reader_language)
        groups = TargetGroup.objects.one_each().named_in(reader_language)
        self._offer("theme", _("All themes"), [(theme.slug, theme.local_name) for theme in themes])
        self._offer("target", _("Everybody"), [(group.slug, group.local_name_with_ages) for group in groups])
        self._offer("material", _("All kinds"), MaterialKind.choices)
        self._offer("language", _("All languages"), ContentLanguage.choices)

    def _offer(self, name: str, everything: Any, choices: Any) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def narrow(self, materials: MaterialPageQuerySet) -> MaterialPageQuerySet:
        """The materials that fit, in the order asked for."""
        self.full_clean()
        asked = self.cleaned_data
        if theme := asked.get("theme"):
            materials = materials.on_theme(theme)
        if group := asked.get("target"):
            materials = materials.for_group(group)
        if kind := asked.get("material"):
            materials = materials.of_kind(kind)
        if language := asked.get("language"):
            materials = materials.written_in(language)
        if asked.get("sort") == MOST_USED:
            return materials.most_used()
        return materials.last_reviewed_first() if asked.get("sort") == REVIEWED else materials

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader asked for less than all materials, or for another order."""
        return self.is_bound and any(self.data.get(name) for name in self.fields)
