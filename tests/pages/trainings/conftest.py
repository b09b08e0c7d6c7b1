"""The lists of trainings in both languages."""

import pytest

from tests.factories.core import translate
from tests.factories.trainings import TrainingIndexPageFactory


@pytest.fixture
def trainings(homes):
    """The Finnish list of trainings; it has a Swedish translation."""
    index = TrainingIndexPageFactory.create(parent=homes.fi)
    translate(index, homes.sv.locale, title="Utbildningar", slug="utbildningar")
    return index
