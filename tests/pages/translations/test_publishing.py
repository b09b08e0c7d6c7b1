"""Nothing untranslated goes live, by whichever way it is published; what a reader sees at each step."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from pages.core.models import PendingTranslation, StandardPage
from pages.materials.models import Theme
from tests.factories.core import StandardPageFactory
from tests.factories.materials import ThemeFactory

pytestmark = pytest.mark.django_db

WORDS = {"Lukulähettiläät": "Läsambassadörer", "Ohjeita lukulähettiläille.": "Råd till läsambassadörer."}


@pytest.fixture
def publish(client, django_capture_on_commit_callbacks):
    """Presses the translation editor's publish button."""

    def publish(version):
        with django_capture_on_commit_callbacks(execute=True):
            address = reverse("wagtailadmin_pages:edit", args=[version.pk])
            return client.post(address, {"action": "publish"}, follow=True)

    return publish


@pytest.fixture
def version(specialist, page, alias, submit, write, publish, translation_of):
    """The page, translated and published."""
    submit(page)
    write(translation_of(page), WORDS)
    publish(alias)
    return StandardPage.objects.get(pk=alias.pk)


def read(client, version):
    """What a Swedish reader gets: the text, and the language that it says it is in."""
    html = client.get(StandardPage.objects.get(pk=version.pk).url).content.decode()
    main = html[html.index("<main") :]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", main, re.DOTALL)
    return heading.group(1).strip(), "Den här sidan är på finska" in main


def change(page, lead, capture):
    original = StandardPage.objects.get(pk=page.pk)
    original.lead = lead
    with capture(execute=True):
        original.save_revision().publish()


def update(client, page, capture, **form):
    source = Translation.objects.get(source__object_id=page.translation_key).source
    with capture(execute=True):
        address = reverse("wagtail_localize:update_translations", args=[source.pk])
        return client.post(address, form, follow=True)


def lead_of(version):
    return StandardPage.objects.get(pk=version.pk).lead


def test_a_reader_sees_finnish_marked_as_such_until_the_translation_is_published(
    client, specialist, page, alias, submit, write, publish, translation_of
):
    UserProfile.objects.create(user=specialist, preferred_language="sv")
    before = read(client, alias)
    assert before == ("Lukulähettiläät", True)
    submit(page)
    assert not Page.objects.get(pk=alias.pk).alias_of_id
    assert PendingTranslation.objects.get(page_id=alias.pk).language == "fi"
    assert read(client, alias) == before
    write(translation_of(page), {"Lukulähettiläät": "Läsambassadörer"})
    assert "1 text är ännu inte översatt" in publish(alias).content.decode()
    assert read(client, alias) == before
    draft = StandardPage.objects.get(pk=alias.pk)
    assert (draft.has_unpublished_changes, draft.draft_title) == (True, "Läsambassadörer")
    write(translation_of(page), WORDS)
    publish(alias)
    assert read(client, alias) == ("Läsambassadörer", False)
    assert not PendingTranslation.objects.exists()
    assert client.get(alias.url).url.endswith("/sv/lasambassadorer/")


@pytest.mark.parametrize("form", [{"publish_translations": "on"}, {}])
def test_a_change_of_the_original_leaves_the_published_translation_alone(
    client, page, version, form, django_capture_on_commit_callbacks
):
    change(page, "Uusia ohjeita.", django_capture_on_commit_callbacks)
    update(client, page, django_capture_on_commit_callbacks, **form)
    assert lead_of(version) == "Råd till läsambassadörer."
    assert StandardPage.objects.get(pk=version.pk).slug == "lasambassadorer"


def test_publishing_a_change_that_is_not_translated_says_what_is_missing_and_where_to_go(
    client, page, version, write, publish, translation_of, django_capture_on_commit_callbacks
):
    change(page, "Uusia ohjeita.", django_capture_on_commit_callbacks)
    answer = update(client, page, django_capture_on_commit_callbacks, publish_translations="on")
    html = answer.content.decode()
    assert "1 teksti on vielä kääntämättä" in html
    assert reverse("wagtailadmin_pages:edit", args=[version.pk]) in html
    write(translation_of(page), {"Uusia ohjeita.": "Nya råd."})
    publish(version)
    assert lead_of(version) == "Nya råd."


def test_a_draft_with_finnish_in_it_is_not_published_by_schedule_or_by_bulk_action(
    client, page, version, django_capture_on_commit_callbacks
):
    change(page, "Uusia ohjeita.", django_capture_on_commit_callbacks)
    update(client, page, django_capture_on_commit_callbacks, publish_translations="on")
    draft = StandardPage.objects.get(pk=version.pk).get_latest_revision()
    assert draft.as_object().lead == "Uusia ohjeita."
    draft.approved_go_live_at = timezone.now()
    draft.save()
    call_command("publish_scheduled")
    assert lead_of(version) == "Råd till läsambassadörer."
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            f"{bulk}?id={version.pk}&next=/admin/pages/", {"include_descendants": ""}, follow=True
        )
    assert lead_of(version) == "Råd till läsambassadörer."
    assert reverse("wagtailadmin_pages:edit", args=[version.pk]) in answer.content.decode()


def test_a_theme_keeps_its_swedish_name_until_the_new_one_is_translated(
    client, specialist, swedish, submit, write, translation_of
):
    theme = ThemeFactory.create(name="Digitaidot")
    address = reverse("wagtail_localize:submit_snippet_translation", args=["materials", "theme", theme.pk])
    client.post(address, {"locales": [swedish.pk]})
    tema = theme.get_translation(swedish)
    editor = reverse("wagtailsnippets_materials_theme:edit", args=[tema.pk])
    write(translation_of(theme), {"Digitaidot": "Digitala färdigheter"})
    client.post(editor, {"action": "publish"})
    assert Theme.objects.get(pk=tema.pk).name == "Digitala färdigheter"
    Theme.objects.filter(pk=theme.pk).update(name="Digituki")
    source = translation_of(theme).source
    client.post(
        reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"}
    )
    client.post(editor, {"action": "publish"})
    assert Theme.objects.get(pk=tema.pk).name == "Digitala färdigheter"


def test_a_page_that_goes_back_to_an_alias_is_an_alias_in_every_respect(
    client, specialist, page, alias, submit, django_capture_on_commit_callbacks
):
    submit(page)
    client.post(reverse("wagtail_localize:convert_to_alias", args=[alias.pk]))
    assert Page.objects.get(pk=alias.pk).alias_of_id == page.pk
    assert not PendingTranslation.objects.exists()
    change(page, "Uusia ohjeita.", django_capture_on_commit_callbacks)
    assert lead_of(alias) == "Uusia ohjeita."
    assert read(client, alias) == ("Lukulähettiläät", True)


def test_stopping_leaves_the_note_until_the_page_is_published_by_hand(
    client, specialist, page, alias, submit, translation_of
):
    submit(page)
    client.post(reverse("wagtail_localize:stop_translation", args=[translation_of(page).pk]))
    assert read(client, alias) == ("Lukulähettiläät", True)
    by_hand = StandardPage.objects.get(pk=alias.pk)
    by_hand.title, by_hand.lead = "Läsambassadörer", "Råd."
    by_hand.save_revision().publish()
    assert read(client, alias) == ("Läsambassadörer", False)


def test_until_it_is_published_a_page_follows_its_original_as_an_alias_does(
    client,
    specialist,
    page,
    alias,
    submit,
    write,
    publish,
    translation_of,
    django_capture_on_commit_callbacks,
):
    submit(page)
    write(translation_of(page), {"Lukulähettiläät": "Läsambassadörer"})
    publish(alias)
    change(page, "Uusia ohjeita.", django_capture_on_commit_callbacks)
    version = StandardPage.objects.get(pk=alias.pk)
    assert (version.lead, version.title) == ("Uusia ohjeita.", "Lukulähettiläät")
    assert read(client, alias) == ("Lukulähettiläät", True)
    assert (version.draft_title, version.has_unpublished_changes) == ("Läsambassadörer", True)
    assert version.get_latest_revision().as_object().title == "Läsambassadörer"
    StandardPage.objects.get(pk=page.pk).unpublish()
    assert not StandardPage.objects.get(pk=alias.pk).live
    change(page, "Takaisin.", django_capture_on_commit_callbacks)
    assert read(client, alias) == ("Lukulähettiläät", True)


def test_wagtails_own_way_out_of_an_alias_keeps_the_note_too(client, specialist, alias):
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert not Page.objects.get(pk=alias.pk).alias_of_id
    assert read(client, alias) == ("Lukulähettiläät", True)


def test_a_published_address_stays_and_one_that_is_changed_leads_on(
    client, page, version, write, publish, translation_of, django_capture_on_commit_callbacks
):
    write(translation_of(page), {"Lukulähettiläät": "Läsombud"})
    publish(version)
    assert read(client, version) == ("Läsombud", False)
    assert StandardPage.objects.get(pk=version.pk).slug == "lasambassadorer"
    original = StandardPage.objects.get(pk=page.pk)
    original.slug = "lukuagentit"
    with django_capture_on_commit_callbacks(execute=True):
        original.save_revision().publish()
    update(client, page, django_capture_on_commit_callbacks)
    publish(version)
    assert StandardPage.objects.get(pk=version.pk).slug == "lasambassadorer"
    write(translation_of(page), {"lukuagentit": "läsombud i åbo"})
    publish(version)
    assert StandardPage.objects.get(pk=version.pk).slug == "lasombud-i-abo"
    assert Redirect.objects.filter(old_path="/sv/lasambassadorer", redirect_page_id=version.pk).exists()


def test_a_page_without_an_alias_becomes_a_draft(client, specialist, homes, submit, swedish):
    page = StandardPageFactory.create(parent=homes.fi, title="Uutta")
    submit(page)
    version = page.get_translation(swedish)
    assert not version.live
    assert not PendingTranslation.objects.exists()
