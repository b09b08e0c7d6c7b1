"""Fields of forms: each kind has its label, its help and its errors where assistive technology finds them."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


class Form(forms.Form):
    name = forms.CharField(label="Nimi", help_text="Koko nimi")
    note = forms.CharField(label="Viesti", required=False, widget=forms.Textarea)
    way = forms.ChoiceField(
        label="Tapa", choices=[("a", "Paikalla"), ("b", "Etänä")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Suostun", help_text="Vain tähän")


@pytest.fixture(autouse=True)
def finnish():
    with override("fi"):
        yield


def show(component: str, **inputs) -> str:
    return re.sub(r"\s+", " ", render_to_string(f"ui/components/{component}.html", inputs))


class Questions(forms.Form):
    name = forms.CharField(label="Mikä on nimi?")
    year = forms.CharField(label="Vuosi")


def test_the_summary_joins_a_label_and_its_error_as_people_write():
    shown = show("error_summary", form=Questions({}))
    assert "Mikä on nimi? Tämä kenttä" in shown
    assert "Vuosi: Tämä kenttä" in shown


def test_a_field_is_described_by_its_help_and_its_error():
    shown = show("form_field", field=Form({})["name"])
    described = re.search(r'aria-describedby="([^"]*)"', shown).group(1).split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert all(f'id="{part}"' in shown for part in described)
    assert 'aria-invalid="true"' in shown
    assert '<label class="ds-label" for="id_name">' in shown


def test_only_fields_that_may_be_left_empty_are_marked_and_only_where_asked():
    form = Form()
    assert "vapaaehtoinen" in show("form_field", field=form["note"], marked=True)
    assert "vapaaehtoinen" not in show("form_field", field=form["name"], marked=True)
    assert "vapaaehtoinen" not in show("form_field", field=form["note"])


def test_a_group_of_buttons_is_a_fieldset_whose_error_describes_it():
    shown = show("form_field", field=Form({})["way"])
    assert re.search(
        r'<fieldset [^>]*aria-describedby="id_way_error"[^>]*> <legend class="ds-label">Tapa', shown
    )
    assert re.findall(r'<label class="ds-label" for="(\w+)">', shown) == ["id_way_0", "id_way_1"]
    assert shown.count('class="ds-input"') == 2


def test_a_checkbox_stands_before_its_label():
    shown = show("form_field", field=Form()["agreed"])
    assert shown.index("<input") < shown.index("<label")
    assert 'aria-describedby="id_agreed_helptext"' in shown


def test_the_summary_has_the_focus_and_leads_to_each_field():
    shown = show("error_summary", form=Form({}))
    assert 'tabindex="-1" autofocus' in shown
    assert re.findall(r'href="#(\w+)"', shown) == ["id_name", "id_way_0", "id_agreed"]
    assert "autofocus" not in show("error_summary", form=Form({}), still=True)
    assert show("error_summary", form=Form()).strip() == ""


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Mikä oli ongelmana?", "Mikä oli ongelmana? Tämä"),
        ("Sähköpostisi (vapaaehtoinen)", "Sähköpostisi: Tämä"),
        ("Nimi", "Nimi: Tämä"),
    ],
)
def test_the_summary_says_a_label_once_and_without_what_is_no_name(label, words):
    form = Form({})
    form.fields["name"].label = label
    assert f">{words}" in show("error_summary", form=form)


@pytest.mark.parametrize(
    ("color", "word"),
    [
        ("", "Tiedoksi"),
        ("success", "Onnistui"),
        ("warning", "Varoitus"),
        ("danger", "Virhe"),
        ("error", "Virhe"),
    ],
)
def test_an_alert_tells_its_kind_in_a_word_too(color, word):
    assert f'<span class="ds-sr-only">{word}: </span>Näin on.' in show("alert", text="Näin on.", color=color)


class EagerForm(forms.Form):
    name = forms.CharField(widget=forms.TextInput(attrs={"autofocus": True}))


def test_only_one_element_asks_for_the_focus():
    assert "autofocus" in show("form_field", field=EagerForm()["name"])
    assert "autofocus" not in show("form_field", field=EagerForm({})["name"])
