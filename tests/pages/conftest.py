"""The site's two trees, for tests of pages."""

import pytest
from wagtail.models import Locale

from tests.factories.core import Homes, make_homes


@pytest.fixture
def homes(db) -> Homes:
    """The home pages in both languages."""
    return make_homes()


@pytest.fixture
def swedish(homes) -> Locale:
    """The Swedish locale."""
    return homes.sv.locale
