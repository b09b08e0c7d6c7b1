"""The field that holds languages."""

import pytest
from django.core.exceptions import ValidationError

from pages.core.fields import LanguagesField
from pages.trainings.models import TrainingIndexPage, TrainingPage
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory


@pytest.fixture
def index(homes) -> TrainingIndexPage:
    return TrainingIndexPageFactory.create(parent=homes.fi)


@pytest.mark.parametrize("codes", [["sv"], ["fi", "sv", "en"]])
def test_the_database_gives_back_what_was_saved(index, codes):
    page = TrainingPageFactory.create(parent=index, languages=codes)
    assert TrainingPage.objects.get(pk=page.pk).languages == codes


def test_codes_come_in_one_order_and_once_each(index):
    page = TrainingPageFactory.create(parent=index, languages=["en", "fi", "en"])
    assert TrainingPage.objects.get(pk=page.pk).languages == ["fi", "en"]


def test_pages_are_found_by_one_of_their_languages(index):
    both = TrainingPageFactory.create(parent=index, languages=["fi", "sv"])
    swedish = TrainingPageFactory.create(parent=index, languages=["sv"])
    TrainingPageFactory.create(parent=index, languages=["fi"])
    assert set(TrainingPage.objects.filter(languages__contains="sv")) == {both, swedish}


@pytest.mark.parametrize("part", ["s", "i,s", "%", ""])
def test_a_part_of_a_code_finds_nothing(index, part):
    TrainingPageFactory.create(parent=index, languages=["fi", "sv"])
    assert not TrainingPage.objects.filter(languages__contains=part).exists()


def test_a_draft_keeps_its_languages(index):
    page = TrainingPageFactory.create(parent=index, languages=["fi"])
    page.languages = ["sv", "en"]
    page.save_revision()
    assert TrainingPage.objects.get(pk=page.pk).get_latest_revision_as_object().languages == ["sv", "en"]


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(ValidationError, match="xx"):
        LanguagesField().clean(["fi", "xx"], None)


def test_no_language_is_refused_unless_the_field_may_be_blank():
    with pytest.raises(ValidationError):
        LanguagesField().clean([], None)
    assert LanguagesField(blank=True).clean([], None) == []
