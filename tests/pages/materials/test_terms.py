"""Terms of the material bank: who tends them, who reads its numbers, and what a new name of a term does."""

import pytest
from django.urls import reverse

from pages.materials.models import MaterialPage, TargetGroup
from pages.search.engine import find
from pages.search.models import Entry
from tests.factories.materials import MaterialPageFactory, TargetGroupFactory, ThemeFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db

VIEWS = {
    "list": ("group chair", "specialist"),
    "add": ("specialist",),
    "numbers": ("specialist",),
}


@pytest.mark.parametrize("role", ["stranger", "library staff", "group chair", "specialist"])
@pytest.mark.parametrize("view", VIEWS)
def test_who_tends_target_groups_and_reads_the_numbers(homes, role, view):
    name = "materials_counts" if view == "numbers" else TargetGroup.snippet_viewset.get_url_name(view)
    assert (signed_in(role).get(reverse(name)).status_code == 200) == (role in VIEWS[view])


@pytest.mark.parametrize("field", ["themes", "target_groups"])
def test_a_material_is_found_by_a_terms_new_name(bank, field):
    theme = ThemeFactory.create(name="Lukeminen", slug="lukeminen")
    group = TargetGroup.objects.create(name="Nuoret", slug="nuoret", locale=bank.locale)
    page = MaterialPageFactory.create(parent=bank, title="Opas")
    page.themes, page.target_groups = [theme], [group]
    page.save_revision().publish()
    assert_is_found_by_a_new_name(getattr(MaterialPage.objects.get(pk=page.pk), field).get(), page)


@pytest.mark.parametrize("field", ["themes", "target_groups"])
def test_a_training_is_found_by_a_terms_new_name(homes, field):
    trainings = TrainingIndexPageFactory.create(parent=homes.fi)
    theme = ThemeFactory.create(name="Lukeminen", slug="lukeminen")
    group = TargetGroupFactory.create(name="Nuoret", slug="nuoret")
    page = TrainingPageFactory.create(parent=trainings, themes=[theme], target_groups=[group])
    page.save_revision().publish()
    assert_is_found_by_a_new_name(getattr(page, field).get(), page)


def assert_is_found_by_a_new_name(term, page) -> None:
    assert find("kalastus", "fi").hits == ()
    term.name = "Kalastus"
    term.save()
    assert find("kalastukset", "fi").hits == (Entry.objects.get(page=page).pk,)
