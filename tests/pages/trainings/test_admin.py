"""An editor writes a training in the admin."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.trainings.models import TrainingPage
from tests.factories.materials import TargetGroupFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def form(**values):
    sessions = values.pop("sessions", [])
    languages = values.pop("languages", ["fi", "sv"])
    fields = nested_form_data(
        {
            "title": "Digituki tutuksi",
            "slug": "digituki-tutuksi",
            "lead": "Kaksi tuntia digituen perusteita.",
            "kind": "webinar",
            "place": "Teams",
            "is_remote": "on",
            "sessions": inline_formset(sessions),
            "body": streamfield([]),
            "materials": streamfield([]),
            "comments": inline_formset([]),
            **values,
        }
    )
    return {**fields, "languages": languages}


@pytest.fixture
def address(admin_client, trainings) -> str:
    return reverse("wagtailadmin_pages:add", args=["trainings", "trainingpage", trainings.pk])


def test_with_languages_and_a_session_it_can_be_published(admin_client, address):
    times = {"starts": "2026-03-04 13:00", "ends": "2026-03-04 15:00", "title": "Aloitus"}
    admin_client.post(address, {**form(sessions=[times]), "action-publish": "1"})
    page = TrainingPage.objects.get(slug="digituki-tutuksi")
    assert page.live
    assert page.languages == ["fi", "sv"]
    assert page.schedule[0].starts.isoformat() == "2026-03-04T11:00:00+00:00"
    assert page.schedule[0].locale == page.locale


def test_themes_target_groups_and_the_organiser_are_kept(admin_client, address):
    theme, group = ThemeFactory.create(), TargetGroupFactory.create()
    chosen = {"themes": [theme.pk], "target_groups": [group.pk], "organiser": "AKE"}
    admin_client.post(address, {**form(), **chosen, "action-publish": "1"})
    page = TrainingPage.objects.get(slug="digituki-tutuksi")
    assert (page.themes.get(), page.target_groups.get(), page.organiser) == (theme, group, "AKE")


def test_a_session_that_ends_too_early_is_not_saved_and_the_form_says_so(admin_client, address):
    times = {"starts": "2026-03-04 13:00", "ends": "2026-03-04 12:00", "title": ""}
    answer = admin_client.post(address, {**form(sessions=[times]), "action-publish": "1"})
    assert answer.status_code == 200
    errors = answer.context["form"].formsets["sessions"].errors
    assert set(errors[0]) == {"ends"}
    assert not TrainingPage.objects.exists()


def test_without_a_language_it_is_not_published(admin_client, address):
    answer = admin_client.post(address, {**form(languages=[]), "action-publish": "1"})
    assert "languages" in answer.context["form"].errors
    assert not TrainingPage.objects.exists()


def test_an_unknown_language_is_refused(admin_client, address):
    answer = admin_client.post(address, {**form(languages=["xx"]), "action-publish": "1"})
    assert "languages" in answer.context["form"].errors


def test_the_chosen_languages_are_ticked_when_it_is_opened_again(admin_client, address):
    admin_client.post(address, {**form(), "action-publish": "1"})
    page = TrainingPage.objects.get(slug="digituki-tutuksi")
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edit.context["form"]["languages"].value() == ["fi", "sv"]


def test_a_training_stands_only_under_the_list_of_trainings(trainings):
    assert TrainingPage.allowed_parent_page_models() == [type(trainings)]
    assert TrainingPage.allowed_subpage_models() == []


def test_there_is_one_list_of_trainings_in_a_tree(trainings, homes):
    assert not type(trainings).can_create_at(homes.fi)
