"""The lists of workgroups in both languages."""

import pytest

from pages.workgroups.models import WorkgroupIndexPage
from tests.factories.core import translate
from tests.factories.workgroups import WorkgroupIndexPageFactory
from tests.kept import kept


@pytest.fixture(scope="module")
def kept_groups(kept_homes, django_db_blocker):
    with kept(django_db_blocker):
        index = WorkgroupIndexPageFactory.create(parent=kept_homes.fi)
        translate(index, kept_homes.sv.locale, title="Arbetsgrupper", slug="arbetsgrupper")
        yield index


@pytest.fixture
def groups(kept_groups, homes):
    """The Finnish list of workgroups; it has a Swedish translation."""
    return WorkgroupIndexPage.objects.get(pk=kept_groups.pk)
