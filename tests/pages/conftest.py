"""The site's two trees, for tests of pages."""

import pytest
from wagtail.models import Locale


@pytest.fixture
def swedish(homes) -> Locale:
    """The Swedish locale."""
    return homes.sv.locale
