"""The lists of workgroups in both languages."""

import pytest

from tests.factories.core import translate
from tests.factories.workgroups import WorkgroupIndexPageFactory


@pytest.fixture
def groups(homes):
    """The Finnish list of workgroups; it has a Swedish translation."""
    index = WorkgroupIndexPageFactory.create(parent=homes.fi)
    translate(index, homes.sv.locale, title="Arbetsgrupper", slug="arbetsgrupper")
    return index
