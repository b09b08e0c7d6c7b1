"""The form in which editors say what courses are about: each term once, whatever languages it has."""

from typing import Any

from django import forms
from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import get_language
from wagtail.admin.forms import WagtailAdminModelForm

from integrations.liboppi.admin.filters import category_choices


class CourseSubjectsForm(WagtailAdminModelForm):
    """Offers the categories as a tree and the terms in the editors' order, all in the editor's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].widget.choices = [*BLANK_CHOICE_DASH, *category_choices()]
        for name in ("themes", "target_groups"):
            vocabulary = self.fields[name].queryset.model
            terms = vocabulary.objects.one_each().named_in(get_language() or "")
            self.fields[name] = TermsField(terms, self.fields[name])
            keys = [term.translation_key for term in self.initial.get(name, ())]
            self.initial[name] = list(terms.filter(translation_key__in=keys))


class TermsField(forms.ModelMultipleChoiceField):
    """Terms with their `local_name`, in place of another field that chooses some."""

    def __init__(self, terms: Any, field: Any) -> None:
        super().__init__(
            terms, required=False, label=field.label, help_text=field.help_text, widget=field.widget
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.local_name)
