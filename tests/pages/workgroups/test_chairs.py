"""A chair edits the group she has been given, and nothing else."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.accounts.roles import GROUP_CHAIRS
from pages.workgroups.models import WorkgroupNewsPage
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory
from tests.factories.workgroups import WorkgroupPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(groups):
    return WorkgroupPageFactory.create(parent=groups)


@pytest.fixture
def chair(client, django_user_model, group):
    """A signed-in chair of `group`; the rights over its pages are given in the tree."""
    user = django_user_model.objects.create_user("chair")
    user.groups.add(Group.objects.get(name=GROUP_CHAIRS))
    own = Group.objects.create(name="Digitutorien vetäjät")
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=own, page=group, permission=permission)
    GroupPagePermission.objects.filter(group__name=GROUP_CHAIRS).delete()
    user.groups.add(own)
    client.force_login(user)
    return user


def test_publishes_news_of_her_group(client, chair, group):
    address = reverse("wagtailadmin_pages:add", args=["workgroups", "workgroupnewspage", group.pk])
    news = {
        "title": "Kokous siirtyy",
        "slug": "kokous-siirtyy",
        "lead": "",
        "date": "2026-03-04",
        "body": streamfield([("heading", "Uusi aika on torstaina")]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    client.post(address, nested_form_data(news))
    page = WorkgroupNewsPage.objects.get(slug="kokous-siirtyy")
    assert page.live
    assert page.get_parent().pk == group.pk


def test_edits_her_own_group_but_no_other_and_no_training(client, chair, group, groups, homes):
    other = WorkgroupPageFactory.create(parent=groups)
    training = TrainingPageFactory.create(parent=TrainingIndexPageFactory.create(parent=homes.fi))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).status_code == 200
    for page in (other, training, groups):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302


def test_adds_nothing_elsewhere(client, chair, groups):
    address = reverse("wagtailadmin_pages:add", args=["workgroups", "workgrouppage", groups.pk])
    assert client.get(address).status_code == 302


def test_sees_themes_but_changes_none(client, chair):
    assert chair.has_perm("materials.view_theme")
    assert not chair.has_perm("materials.add_theme")
    address = reverse("wagtailsnippets_materials_theme:add")
    assert client.get(address).status_code == 302
