"""Themes: one set for all languages, named in each, kept by specialists."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.accounts.roles import SPECIALISTS
from pages.materials.models import Theme
from tests.factories.materials import ThemeFactory
from tests.factories.translations import submit_for_translation, translate_strings
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db


def in_swedish(theme, locale, name):
    version = theme.copy_for_translation(locale)
    version.name = name
    version.save()
    return version


def test_are_named_in_the_language_asked_for_and_else_in_their_own(swedish):
    digital, older = ThemeFactory.create(name="Digitaidot"), ThemeFactory.create(name="Ikäihmiset")
    in_swedish(digital, swedish, "Digitala färdigheter")
    named = Theme.objects.named_in("sv").filter(pk__in=[digital.pk, older.pk])
    assert {theme.local_name for theme in named} == {"Digitala färdigheter", "Ikäihmiset"}


def test_are_listed_once_each_whatever_languages_they_have(swedish):
    digital = ThemeFactory.create(name="Digitaidot", sort_order=1)
    in_swedish(digital, swedish, "Digitala färdigheter")
    only_swedish = ThemeFactory.create(name="Skärgården", locale=swedish, sort_order=2)
    assert list(Theme.objects.one_each()) == [digital, only_swedish]


def test_two_of_a_locale_cannot_share_a_slug(homes):
    ThemeFactory.create(slug="digitaidot")
    with pytest.raises(IntegrityError), transaction.atomic():
        ThemeFactory.create(slug="digitaidot")


def test_keep_their_slug_in_translation(swedish):
    theme = ThemeFactory.create(name="Digitaidot", slug="digitaidot")
    translated = translate_strings(
        submit_for_translation(theme, swedish), {"Digitaidot": "Digitala färdigheter"}
    )
    assert (translated.name, translated.slug) == ("Digitala färdigheter", "digitaidot")


def test_are_added_and_listed_in_the_admin_by_a_specialist(client, homes, django_user_model):
    user = django_user_model.objects.create_user("specialist")
    user.groups.add(Group.objects.get(name=SPECIALISTS))
    client.force_login(user)
    client.post(reverse("wagtailsnippets_materials_theme:add"), {"name": "Lukulahjat", "slug": "lukulahjat"})
    assert Theme.objects.get(slug="lukulahjat").locale == homes.fi.locale
    assert "Lukulahjat" in client.get(reverse("wagtailsnippets_materials_theme:list")).content.decode()


def test_are_listed_with_their_language(homes, swedish):
    in_swedish(ThemeFactory.create(name="Digitaidot"), swedish, "Digitala färdigheter")
    listing = signed_in("specialist", "sv").get(reverse("wagtailsnippets_materials_theme:list"))
    for name, language in (("Digitaidot", "finska"), ("Digitala färdigheter", "svenska")):
        [row] = [row for row in listing.content.decode().split("<tr") if name in row]
        assert language in row.lower()


def test_that_editors_put_in_no_order_stand_by_the_names_that_readers_see(client, bank, swedish):
    for name, swedish_name in (("Äänikirjat", "Ljudböcker"), ("Zine", "Zine"), ("öljy", "åkeri")):
        in_swedish(ThemeFactory.create(name=name), swedish, swedish_name)
    for page, names in (
        (bank, ["Zine", "Äänikirjat", "öljy"]),
        (bank.get_translation(swedish), ["Ljudböcker", "Zine", "åkeri"]),
    ):
        _all, *choices = client.get(page.url).context["form"].fields["theme"].choices
        assert [name for _slug, name in choices] == names
