"""Who translates, and pages to be translated."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail_localize.models import LocaleSynchronization, Translation

from cms.accounts.roles import SPECIALISTS
from pages.core.models import StandardPage
from tests.factories.core import StandardPageFactory, make_alias
from tests.kept import kept


@pytest.fixture
def specialist(client, django_user_model, homes):
    """A specialist, signed in: she may edit and publish everything."""
    user = django_user_model.objects.create_user("specialist", password="x")
    user.groups.add(Group.objects.get(name=SPECIALISTS))
    client.force_login(user)
    return user


@pytest.fixture(scope="module")
def kept_page(kept_homes, django_db_blocker):
    with kept(django_db_blocker):
        yield StandardPageFactory.create(
            parent=kept_homes.fi,
            title="Lukulähettiläät",
            slug="lukulahettilaat",
            lead="Ohjeita lukulähettiläille.",
        )


@pytest.fixture
def page(kept_page, homes):
    """A published Finnish page."""
    return StandardPage.objects.get(pk=kept_page.pk)


@pytest.fixture
def alias(page, swedish):
    """What Swedish readers get while `page` is not translated."""
    return make_alias(page, swedish)


@pytest.fixture
def in_step(homes, swedish):
    """Finnish and Swedish are kept in step, as on the demo's site."""
    LocaleSynchronization.objects.create(locale=swedish, sync_from=homes.fi.locale)


@pytest.fixture
def submit(client, swedish, django_capture_on_commit_callbacks):
    """Sends a page to be translated into Swedish by the admin's own form."""

    def submit(page, **more):
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, {"locales": [swedish.pk], **more})

    return submit


@pytest.fixture
def translation_of(swedish):
    """The translation of a page into Swedish."""

    def translation_of(page):
        return Translation.objects.get(source__object_id=page.translation_key, target_locale=swedish)

    return translation_of


@pytest.fixture
def write(client, django_capture_on_commit_callbacks):
    """Translates strings of a translation as the translation editor does it, one request a string."""

    def write(translation, words):
        for segment in translation.source.stringsegment_set.select_related("string"):
            if segment.string.data in words:
                address = reverse(
                    "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
                )
                response = client.put(
                    address,
                    f"value={words[segment.string.data]}",
                    content_type="application/x-www-form-urlencoded",
                )
                assert response.status_code in (200, 201), response

    return write


def let_edit(group: Group, *pages, rights=("add_page", "change_page", "publish_page")) -> None:
    """Give `group` rights over the trees under `pages`."""
    for page in pages:
        for codename in rights:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
