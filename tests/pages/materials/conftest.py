"""The material bank in both languages."""

import pytest

from pages.materials.models import MaterialIndexPage
from tests.factories.core import translate
from tests.factories.materials import MaterialIndexPageFactory
from tests.kept import kept


@pytest.fixture(scope="module")
def kept_bank(kept_homes, django_db_blocker):
    with kept(django_db_blocker):
        index = MaterialIndexPageFactory.create(parent=kept_homes.fi)
        translate(index, kept_homes.sv.locale, title="Materialbanken", slug="materialbanken")
        yield index


@pytest.fixture
def bank(kept_bank, homes):
    """The Finnish material bank; it has a Swedish translation."""
    return MaterialIndexPage.objects.get(pk=kept_bank.pk)
