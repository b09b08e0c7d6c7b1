"""The lists of trainings in both languages."""

import pytest

from pages.trainings.models import TrainingIndexPage
from tests.factories.core import translate
from tests.factories.trainings import TrainingIndexPageFactory
from tests.kept import kept


@pytest.fixture(scope="module")
def kept_trainings(kept_homes, django_db_blocker):
    with kept(django_db_blocker):
        index = TrainingIndexPageFactory.create(parent=kept_homes.fi)
        translate(index, kept_homes.sv.locale, title="Utbildningar", slug="utbildningar")
        yield index


@pytest.fixture
def trainings(kept_trainings, homes):
    """The Finnish list of trainings; it has a Swedish translation."""
    return TrainingIndexPage.objects.get(pk=kept_trainings.pk)
