"""Model fields of the site's pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import lookups
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.ui.languages import language_name


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations, so that editing a block makes none."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        return super(StreamField, self).deconstruct()


class ContentLanguage(models.TextChoices):
    """The languages in which trainings are held and materials are written."""

    FINNISH = "fi", _("Finnish")
    SWEDISH = "sv", _("Swedish")
    ENGLISH = "en", _("English")


class LanguagesField(models.Field):
    """Any number of content languages: a list of codes in Python, ",fi,sv," in one column of any database.

    `filter(languages__contains="sv")` finds what is in Swedish. wagtail-localize takes it for data, not text,
    and keeps it alike in every translation.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> list[str]:
        return self.to_python(value)

    def to_python(self, value: Any) -> list[str]:
        """The codes in the order of `ContentLanguage`, each once."""
        given = value.split(",") if isinstance(value, str) else value or []
        known = [code for code in ContentLanguage.values if code in given]
        return known + sorted({code for code in given if code and code not in known})

    def get_prep_value(self, value: Any) -> str:
        codes = self.to_python(super().get_prep_value(value))
        return f",{','.join(codes)}," if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: list[str], model_instance: models.Model | None) -> None:
        """Raises ValidationError that names the codes which are no content languages."""
        super().validate(value, model_instance)
        unknown = [code for code in value if code not in ContentLanguage.values]
        if unknown:
            raise ValidationError(
                _("Not a known language: %(codes)s. Choose from %(known)s."),
                params={"codes": ", ".join(unknown), "known": ", ".join(ContentLanguage.values)},
            )

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Checkboxes, one for each content language."""
        given = {
            "label": capfirst(self.verbose_name),
            "required": not self.blank,
            "help_text": self.help_text,
            "choices": ContentLanguage.choices,
            "widget": forms.CheckboxSelectMultiple,
            "initial": self.get_default,
        }
        kwargs.pop("max_length", None)
        return forms.MultipleChoiceField(**{**given, **kwargs})


@LanguagesField.register_lookup
class ContainsLanguage(lookups.Contains):
    """`languages__contains="sv"`: the code as a whole, not as a part of another."""

    def get_prep_lookup(self) -> str:
        return f",{self.rhs},"


def language_names(codes: Iterable[str]) -> str:
    """The languages by name in the reader's language, for running text: "suomi, ruotsi"."""
    return ", ".join(language_name(code) for code in codes)
