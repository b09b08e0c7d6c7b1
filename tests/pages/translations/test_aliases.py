"""What an editor makes in one language can be read at once in the other, and says which language it is in."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.core.models import StandardPage
from pages.translations.aliases import create_aliases
from tests.factories.core import StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_step")]


@pytest.fixture
def make(client, specialist, django_capture_on_commit_callbacks):
    """Makes and publishes a page in the admin's own form."""

    def make(parent, title, slug):
        form = {
            "title": title,
            "slug": slug,
            "lead": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
        address = reverse("wagtailadmin_pages:add", args=["core", "standardpage", parent.pk])
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, nested_form_data(form))
        return StandardPage.objects.get(slug=slug, alias_of=None)

    return make


def test_a_new_page_is_read_at_once_in_the_other_language(client, make, homes):
    make(homes.fi, "Ohjeita", "ohjeita")
    make(homes.sv, "Råd", "rad")
    assert "Den här sidan är på finska" in client.get("/sv/ohjeita/").content.decode()
    finnish = client.get("/fi/rad/").content.decode()
    assert "Tämä sivu on ruotsiksi" in finnish
    assert '<h1 class="page-header__title" lang="sv">Råd</h1>' in finnish


def test_a_copy_gets_aliases_with_all_that_is_under_it(client, make, homes, swedish):
    page = make(homes.fi, "Ohjeita", "ohjeita")
    make(page, "Lisää", "lisaa")
    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Toiset",
            "new_slug": "toiset",
            "new_parent_page": homes.fi.pk,
            "copy_subpages": "on",
            "publish_copies": "on",
            "alias": "",
        },
    )
    copy = Page.objects.get(slug="toiset", alias_of=None)
    assert all(page.has_translation(swedish) for page in copy.get_descendants(inclusive=True))


def test_code_makes_aliases_with_those_of_the_ancestors_and_none_twice(homes, swedish):
    parent = StandardPageFactory.create(parent=homes.fi)
    page = StandardPageFactory.create(parent=parent)
    assert [alias.locale for alias in create_aliases(page)] == [swedish]
    assert parent.get_translation(swedish).alias_of_id == parent.pk
    assert create_aliases(page) == create_aliases(parent) == []


def test_slugs_have_plain_letters_whoever_makes_them(client, specialist, homes):
    page = StandardPageFactory.build(title="Äänikirjat & Öinen Åbo", slug="")
    homes.fi.add_child(instance=page)
    assert page.slug == "aanikirjat-oinen-abo"
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-w-slug-allow-unicode-value="True"' not in form
