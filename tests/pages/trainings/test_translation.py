"""A training sent to translation: texts are translated, times and facts stay the same."""

from datetime import date

import pytest

from pages.trainings.models import TrainingPage
from tests.factories.materials import TargetGroupFactory, ThemeFactory
from tests.factories.trainings import TrainingPageFactory, session
from tests.factories.translations import submit_for_translation, translate_strings

pytestmark = pytest.mark.django_db

WORDS = {
    "Webinaari": "Webbinarium",
    "Kaksi iltapäivää.": "Två eftermiddagar.",
    "Porin pääkirjasto": "Björneborgs huvudbibliotek",
    "Aloitus": "Inledning",
    "Tervetuloa": "Välkommen",
    "Tallenne": "Inspelning",
}


@pytest.fixture
def training(trainings):
    return TrainingPageFactory.create(
        parent=trainings,
        title="Webinaari",
        lead="Kaksi iltapäivää.",
        place="Porin pääkirjasto",
        kind="mentoring",
        languages=["fi", "sv"],
        is_remote=True,
        registration_url="https://example.fi/ilmoittaudu",
        registration_closes=date(2026, 3, 4),
        themes=[ThemeFactory.create(slug="mentorointi")],
        target_groups=[TargetGroupFactory.create(slug="tyontekijat")],
        sessions=[session(24, title="Aloitus"), session(48, length=3)],
        body=[("heading", "Tervetuloa")],
        materials=[("link", {"text": "Tallenne", "url": "https://example.fi/tallenne"})],
    )


@pytest.fixture
def utbildning(training, swedish, django_capture_on_commit_callbacks) -> TrainingPage:
    with django_capture_on_commit_callbacks(execute=True):
        page = translate_strings(submit_for_translation(training, swedish), WORDS)
    return TrainingPage.objects.get(pk=page.pk)


def times(page: TrainingPage) -> list[tuple[object, object]]:
    return [(one.starts, one.ends) for one in TrainingPage.objects.get(pk=page.pk).schedule]


def terms_of(page: TrainingPage) -> list[str]:
    stored = TrainingPage.objects.get(pk=page.pk)
    return [term.slug for term in (*stored.themes.all(), *stored.target_groups.all())]


def test_texts_are_translated(utbildning):
    assert utbildning.live
    assert (utbildning.title, utbildning.lead) == ("Webbinarium", "Två eftermiddagar.")
    assert utbildning.place == "Björneborgs huvudbibliotek"
    assert utbildning.schedule[0].title == "Inledning"
    assert utbildning.body[0].value == "Välkommen"
    assert utbildning.materials[0].value["text"] == "Inspelning"
    assert utbildning.content_language == "sv"


def test_times_and_facts_stay(training, utbildning):
    assert times(utbildning) == times(training)
    for name in ("kind", "languages", "is_remote", "registration_url", "registration_closes"):
        assert getattr(utbildning, name) == getattr(training, name)
    assert utbildning.materials[0].value["url"] == "https://example.fi/tallenne"


def test_themes_and_target_groups_stay_in_step(
    training, utbildning, swedish, django_capture_on_commit_callbacks
):
    assert terms_of(utbildning) == ["mentorointi", "tyontekijat"]
    page = TrainingPage.objects.get(pk=training.pk)
    page.themes = [ThemeFactory.create(slug="johtaminen")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        translate_strings(submit_for_translation(page, swedish), WORDS)
    assert terms_of(utbildning) == ["johtaminen", "tyontekijat"]


def test_a_new_time_reaches_the_translation_and_no_session_is_doubled(
    training, utbildning, swedish, django_capture_on_commit_callbacks
):
    page = TrainingPage.objects.get(pk=training.pk)
    page.sessions = [page.schedule[0], session(72)]
    page.languages = ["sv"]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
        translate_strings(submit_for_translation(page, swedish), WORDS)
    assert times(utbildning) == times(page)
    changed = TrainingPage.objects.get(pk=utbildning.pk)
    assert changed.languages == ["sv"]
    assert changed.schedule[0].title == "Inledning"
