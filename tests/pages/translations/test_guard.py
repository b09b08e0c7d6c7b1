"""Who may open which of wagtail-localize's views: role × view × whose page, and what stays unread."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import Translation
from wagtail_localize.wagtail_hooks import register_admin_urls

from cms.accounts.roles import GROUP_CHAIRS
from pages.translations.guard import CHECKS
from tests.factories.core import StandardPageFactory, make_alias
from tests.factories.materials import ThemeFactory
from tests.factories.translations import submit_for_translation

from .conftest import let_edit

pytestmark = pytest.mark.django_db

SECRET = "Luonnos jota kukaan ei saa lukea"


@pytest.fixture
def own(homes):
    return StandardPageFactory.create(parent=homes.fi, title="Oma ryhmä")


@pytest.fixture
def others(homes):
    return StandardPageFactory.create(parent=homes.fi, title="Toisten sivu", lead=SECRET)


@pytest.fixture
def people(django_user_model, homes, own, others, swedish):
    """One of each kind. The chair edits `own` and all that is Swedish, the "swede" only what is Swedish."""
    for page in (own, others):
        make_alias(page, swedish)
    GroupPagePermission.objects.filter(group__name=GROUP_CHAIRS).delete()
    chairs, swedes = Group.objects.get(name=GROUP_CHAIRS), Group.objects.create(name="Svenska")
    let_edit(chairs, own, homes.sv)
    let_edit(swedes, homes.sv)
    admin_right = Group.objects.get(name=GROUP_CHAIRS).permissions.get(codename="access_admin")
    swedes.permissions.add(admin_right)
    made = {name: django_user_model.objects.create_user(name) for name in ("chair", "swede", "staff")}
    made["admin"] = django_user_model.objects.create_superuser("admin")
    made["chair"].groups.add(chairs)
    made["swede"].groups.add(swedes)
    return made


def begin(page, locale):
    translation = submit_for_translation(page, locale)
    translation.save_target(publish=not isinstance(page, Page))  # a snippet has no drafts
    return translation


def addresses(page, translation):
    """Every view that has to do with one page, with the method that it is used by."""
    segment = translation.source.stringsegment_set.first()
    one, two = [translation.pk], [translation.pk, segment.pk]
    version = translation.get_target_instance()
    return {
        "submit_page_translation": ("get", [page.pk]),
        "update_translations": ("get", [translation.source_id]),
        "edit_string_translation": ("put", two),
        "download_pofile": ("get", one),
        "upload_pofile": ("post", one),
        "preview_translation": ("get", one),
        "stop_translation": ("post", one),
        "convert_to_alias": ("get", [version.pk]),
    }


def is_open(client, view, method, args):
    """Whether the view answers; whoever may not is sent to the admin's front page, or gets a 403."""
    request = getattr(client, method)
    body = {"content_type": "application/x-www-form-urlencoded", "data": "value=x"} if method == "put" else {}
    try:
        response = request(reverse(f"wagtail_localize:{view}", args=args), **body)
    except KeyError:  # an upload without its file: the view was reached
        return True
    denied = response.status_code == 403 or response.get("Location") == reverse("wagtailadmin_home")
    told = response.get("Location", "").startswith(reverse("wagtailadmin_login"))
    if denied and view == "stop_translation":  # it leads there when it has done its work, too
        return not Translation.objects.get(pk=args[0]).enabled
    return not denied and not told


@pytest.mark.parametrize(
    ("who", "opens_own", "opens_others"),
    [("admin", True, True), ("chair", True, False), ("swede", False, False), ("staff", False, False)],
)
def test_each_view_is_for_those_who_may_edit_both_sides(
    client, people, own, others, swedish, who, opens_own, opens_others
):
    client.force_login(people[who])
    client.raise_request_exception = True
    for page, opens in ((own, opens_own), (others, opens_others)):
        for view, (method, args) in addresses(page, begin(page, swedish)).items():
            if view == "submit_page_translation" and opens:
                continue  # below: it has nothing to offer once there is a version
            assert is_open(client, view, method, args) is opens, (who, page.title, view)


def test_no_view_is_forgotten():
    """A view that a later wagtail-localize brings is closed until somebody has thought of it."""
    patterns = register_admin_urls()[0].url_patterns
    assert {pattern.name for pattern in patterns} == set(CHECKS)


def test_a_view_that_the_table_does_not_know_is_closed(client, people, own, monkeypatch):
    monkeypatch.delitem(CHECKS, "submit_page_translation")
    client.force_login(people["admin"])
    assert not is_open(client, "submit_page_translation", "get", [own.pk])


@pytest.mark.parametrize("live", [True, False])
def test_nobody_reads_another_page_or_draft_by_having_it_translated(client, people, homes, swedish, live):
    page = StandardPageFactory.create(parent=homes.fi, title="Salaisuus", lead=SECRET, live=live)
    client.force_login(people["chair"])
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert client.post(address, {"locales": [swedish.pk]}).url == reverse("wagtailadmin_home")
    assert not Translation.objects.exists()
    assert page.get_translation_or_none(swedish) is None


def test_nobody_reads_an_original_in_its_translations_editor(client, people, own, others, swedish):
    version = begin(others, swedish).get_target_instance()
    address = reverse("wagtailadmin_pages:edit", args=[version.pk])
    for who in ("chair", "swede"):
        client.force_login(people[who])
        response = client.get(address)
        assert response.url == reverse("wagtailadmin_home")
    client.force_login(people["admin"])
    assert SECRET in client.get(address).content.decode()


def test_a_subtree_takes_only_what_its_sender_may_translate(
    client, people, homes, own, swedish, django_user_model, django_capture_on_commit_callbacks
):
    """Somebody may add under a page and edit only what she has made herself."""
    user = people["chair"]
    mine = StandardPageFactory.create(parent=own, title="Omani", owner=user)
    theirs = StandardPageFactory.create(parent=own, title="Toisen", lead=SECRET, live=False)
    swedish_page = StandardPageFactory.create(parent=homes.sv, title="Svensk", locale=swedish)
    alias_of_swedish = swedish_page.copy_for_translation(homes.fi.locale, alias=True)
    alias_of_swedish.move(own, pos="last-child")
    group = Group.objects.get(name=GROUP_CHAIRS)
    GroupPagePermission.objects.filter(group=group, page=own, permission__codename="change_page").delete()
    Page.objects.filter(pk=own.pk).update(owner=user)
    client.force_login(user)
    address = reverse("wagtail_localize:submit_page_translation", args=[own.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"locales": [swedish.pk], "include_subtree": "on"})
    begun = set(Translation.objects.values_list("source__object_id", flat=True))
    assert begun == {own.translation_key, mine.translation_key}
    assert theirs.get_translation_or_none(swedish) is None


def test_a_locked_version_is_left_alone(client, people, own, swedish):
    translation = begin(own, swedish)
    Page.objects.filter(pk=translation.get_target_instance().pk).update(
        locked=True, locked_by=people["admin"]
    )
    client.force_login(people["chair"])
    segment = translation.source.stringsegment_set.first()
    assert is_open(client, "update_translations", "get", [translation.source_id])
    for view, method, args in (
        ("update_translations", "post", [translation.source_id]),
        ("edit_string_translation", "put", [translation.pk, segment.pk]),
        ("stop_translation", "post", [translation.pk]),
        ("convert_to_alias", "post", [translation.get_target_instance().pk]),
    ):
        assert not is_open(client, view, method, args), view


def test_publishing_through_an_update_takes_the_right_to_publish(client, people, homes, own, swedish):
    translation = begin(own, swedish)
    GroupPagePermission.objects.filter(
        group__name=GROUP_CHAIRS, page=homes.sv, permission__codename="publish_page"
    ).delete()
    client.force_login(people["chair"])
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert client.post(address, {"publish_translations": "on"}).url == reverse("wagtailadmin_home")
    assert client.post(address, {}).url != reverse("wagtailadmin_home")


def test_a_string_belongs_to_its_own_translation(client, people, own, others, swedish):
    translation, other = begin(own, swedish), begin(others, swedish)
    client.force_login(people["chair"])
    guessed = [translation.pk, other.source.stringsegment_set.first().pk]
    address = reverse("wagtail_localize:edit_string_translation", args=guessed)
    assert client.put(address, "value=x", content_type="application/x-www-form-urlencoded").status_code == 404


@pytest.mark.parametrize(("who", "opens"), [("admin", True), ("chair", False), ("swede", False)])
def test_snippets_are_for_those_who_may_change_them(client, people, swedish, who, opens):
    theme = ThemeFactory.create()
    client.force_login(people[who])
    submit = ["materials", "theme", theme.pk]
    assert is_open(client, "submit_snippet_translation", "get", submit) is opens
    translation = begin(theme, swedish)
    segment = translation.source.stringsegment_set.first()
    for view, method, args in (
        ("update_translations", "get", [translation.source_id]),
        ("edit_string_translation", "put", [translation.pk, segment.pk]),
        ("download_pofile", "get", [translation.pk]),
        ("stop_translation", "post", [translation.pk]),
    ):
        assert is_open(client, view, method, args) is opens, view
    sees = who != "swede"  # chairs may look at themes
    assert is_open(client, "snippets_api_listing", "get", ["materials", "theme"]) is sees
    assert is_open(client, "snippets_api_detail", "get", ["materials", "theme", theme.pk]) is sees


def test_buttons_lead_somewhere(client, people, homes, own, others):
    client.force_login(people["chair"])
    html = client.get(reverse("wagtailadmin_explore", args=[homes.sv.pk])).content.decode()
    assert reverse("wagtail_localize:submit_page_translation", args=[own.pk]) in html
    assert reverse("wagtail_localize:submit_page_translation", args=[others.pk]) not in html


def test_ids_that_lead_nowhere_are_not_found(client, people):
    client.force_login(people["admin"])
    for view, args in (
        ("submit_page_translation", [9999]),
        ("update_translations", [9999]),
        ("download_pofile", [9999]),
        ("convert_to_alias", [9999]),
        ("submit_snippet_translation", ["materials", "theme", 9999]),
    ):
        assert client.get(reverse(f"wagtail_localize:{view}", args=args)).status_code == 404, view
