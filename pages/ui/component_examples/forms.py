"""Forms: every kind of field, empty and with errors."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest

from pages.ui.components import Component, State, register, sample

PLACES = [
    ("", sample(fi="Valitse kirjasto", sv="Välj bibliotek")),
    ("turku", sample(fi="Turku", sv="Åbo")),
    ("pori", sample(fi="Pori", sv="Björneborg")),
]
WAYS = [("site", sample(fi="Paikan päällä", sv="På plats")), ("remote", sample(fi="Etänä", sv="På distans"))]
MEALS = [
    ("veg", sample(fi="Kasvisruoka", sv="Vegetariskt")),
    ("gluten", sample(fi="Gluteeniton", sv="Glutenfritt")),
]


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=sample(fi="Nimi", sv="Namn"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=sample(fi="Sähköposti", sv="E-post"),
        help_text=sample(fi="Vahvistus lähetetään tähän.", sv="Bekräftelsen skickas hit."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    library = forms.ChoiceField(label=sample(fi="Kirjasto", sv="Bibliotek"), choices=PLACES)
    day = forms.DateField(
        label=sample(fi="Päivä", sv="Dag"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    message = forms.CharField(
        label=sample(fi="Viesti", sv="Meddelande"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    attachment = forms.FileField(label=sample(fi="Liite", sv="Bilaga"), required=False)
    way = forms.ChoiceField(
        label=sample(fi="Miten osallistut?", sv="Hur deltar du?"), choices=WAYS, widget=forms.RadioSelect
    )
    meals = forms.MultipleChoiceField(
        label=sample(fi="Ruokavalio", sv="Specialkost"),
        help_text=sample(fi="Vain paikan päällä.", sv="Bara på plats."),
        choices=MEALS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(
        label=sample(fi="Tietoni saa tallentaa", sv="Mina uppgifter får sparas"),
        help_text=sample(fi="Ne poistetaan tilaisuuden jälkeen.", sv="De raderas efter evenemanget."),
    )


def field(name: str, request: HttpRequest, data: dict[str, Any] | None = None) -> dict[str, Any]:
    """The inputs for one field; with `data` as it is after a mistake."""
    form = ExampleForm(data, prefix="empty" if data is None else "wrong", use_required_attribute=False)
    return {"field": form[name], "marked": True}


def states() -> Iterator[State]:
    """Each kind of field, and those with errors that look different."""
    for name in ExampleForm.base_fields:
        yield State(name, partial(field, name))
    for name in ("email", "library", "way", "agreed"):
        yield State(f"{name}, with an error", partial(field, name, data={"wrong-email": "kaisa@"}))


def wrong_form(request: HttpRequest) -> dict[str, Any]:
    """A form that was sent with mistakes; on this page its summary doesn't ask for the focus."""
    form = ExampleForm({"wrong-email": "kaisa@", "wrong-name": "Kaisa"}, prefix="wrong")
    return {"form": form, "level": 4, "still": True}


register(
    Component("form_field", *states()),
    Component("error_summary", State("Links to the fields above", wrong_form)),
)
