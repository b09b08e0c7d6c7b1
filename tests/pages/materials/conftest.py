"""The material bank in both languages."""

import pytest

from tests.factories.core import translate
from tests.factories.materials import MaterialIndexPageFactory


@pytest.fixture
def bank(homes):
    """The Finnish material bank; it has a Swedish translation."""
    index = MaterialIndexPageFactory.create(parent=homes.fi)
    translate(index, homes.sv.locale, title="Materialbanken", slug="materialbanken")
    return index
