"""Sites that the demo is not for, and a load that breaks off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import Page, Site

from cms.accounts.models import User
from cms.accounts.roles import GROUP_CHAIRS
from cms.settings import base
from pages.core.models import CustomDocument, CustomImage
from tests.factories.core import make_homes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages of commands as they stand in the code."""
    with translation.override("en"):
        yield


def test_production_gets_no_users_whose_passwords_everybody_knows(settings):
    settings.DEMO_ALLOWED = base.DEMO_ALLOWED
    with pytest.raises(CommandError, match="not for production"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_a_site_with_content_of_its_own_stays_as_it_is():
    homes = make_homes()
    with pytest.raises(CommandError, match=homes.fi.title):
        call_command("load_demo")
    assert Site.objects.get().root_page_id == homes.fi.pk
    assert not User.objects.exists()


def test_several_sites_are_left_alone():
    welcome = Site.objects.get().root_page
    Site.objects.create(hostname="other.example", root_page=welcome)
    with pytest.raises(CommandError, match="several sites"):
        call_command("load_demo")
    assert Site.objects.count() == 2
    assert Page.objects.filter(depth__gt=1).get() == welcome


def test_a_load_that_breaks_off_leaves_nothing_behind(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    before = list(Page.objects.values_list("pk", "title"))
    Group.objects.get(name=GROUP_CHAIRS).delete()
    with pytest.raises(Group.DoesNotExist):
        call_command("load_demo")
    assert list(Page.objects.values_list("pk", "title")) == before
    assert not User.objects.exists()
    assert not CustomImage.objects.exists()
    assert not CustomDocument.objects.exists()
    assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == []
