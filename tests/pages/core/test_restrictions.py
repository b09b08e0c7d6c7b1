"""Who is kept from which pages: in lists as on the pages themselves."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from cms.accounts.roles import SPECIALISTS
from pages.core.models import StandardPage
from tests.factories.bodies import items, stored
from tests.factories.core import StandardPageFactory, make_alias
from tests.integrations.liboppi.admin_catalogue import make_user, signed_in

pytestmark = pytest.mark.django_db

KINDS = ("none", "login", "groups", "password")
MAY_READ = {
    "stranger": {"none"},
    "library staff": {"none", "login"},
    "specialist": {"none", "login", "groups"},
    "superuser": {"none", "login", "groups"},
}


def request_of(role, passed=()):
    request: Any = RequestFactory().get("/")
    request.user = AnonymousUser() if role == "stranger" else make_user(role)
    request.session = {PageViewRestriction.passed_view_restrictions_session_key: list(passed)}
    return request


@pytest.fixture
def restrictions(homes) -> dict[str, PageViewRestriction]:
    """A page of each kind of restriction with a page under it, by the kind."""
    made = {}
    for kind in KINDS:
        page = StandardPageFactory.create(parent=homes.fi, title=kind, slug=kind)
        StandardPageFactory.create(parent=page, title=kind, slug="under")
        made[kind] = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sana")
        made[kind].groups.set(Group.objects.filter(name=SPECIALISTS))
    return made


def visible(request) -> list[str]:
    return [page.title for page in StandardPage.objects.visible_to(request).order_by("path")]


@pytest.mark.parametrize("role", MAY_READ)
@pytest.mark.parametrize("passed", [False, True])
def test_cards_on_a_page_show_what_the_pages_themselves_show(homes, restrictions, role, passed):
    chosen = items("pages", [made.page_id for made in restrictions.values()])
    page = StandardPageFactory.create(parent=homes.fi, body=stored(("pages", {"title": "", "items": chosen})))
    client = signed_in(role)
    if passed:
        session = client.session  # a new one is saved and its cookie set as it is asked for
        session[PageViewRestriction.passed_view_restrictions_session_key] = [restrictions["password"].pk]
        session.save()
    shown = client.get(page.url).content.decode()
    may_read = MAY_READ[role] | ({"password"} if passed else set())
    assert {kind for kind in KINDS if f">{kind}</a></h2>" in shown} == may_read


@pytest.mark.parametrize("role", MAY_READ)
def test_lists_show_what_the_pages_themselves_show(restrictions, role):
    request = request_of(role)
    accepted = {kind for kind, made in restrictions.items() if made.accept_request(request)}
    assert accepted == MAY_READ[role]
    assert visible(request) == [kind for kind in KINDS for _page in range(2) if kind in accepted]
    client = signed_in(role)
    for kind in ("none", "login", "groups"):  # that with a password shows a form in its place
        for address in (restrictions[kind].page.url, f"{restrictions[kind].page.url}under/"):
            assert (client.get(address).status_code == 200) == (kind in accepted)


def test_a_password_opens_for_the_rest_of_the_visit(restrictions):
    assert "password" in visible(request_of("stranger", [restrictions["password"].pk]))


def test_without_a_request_only_what_is_kept_from_nobody_is_visible(restrictions):
    PageViewRestriction.objects.filter(restriction_type="none").delete()
    assert visible(None) == ["none", "none"]


def test_an_alias_and_what_stands_under_it_is_kept_back_like_its_source(client, restrictions, homes, swedish):
    alias = make_alias(restrictions["login"].page, swedish)
    StandardPageFactory.create(parent=alias, title="Under", slug="under", locale=swedish)
    in_swedish = StandardPage.objects.descendant_of(homes.sv)
    assert in_swedish.count() == 2
    assert not in_swedish.visible_to(request_of("stranger")).exists()
    assert not in_swedish.visible_to(None).exists()
    assert in_swedish.visible_to(request_of("library staff")).count() == 2
    for address in (alias.url, f"{alias.url}under/"):
        assert client.get(address).status_code == 302


def test_an_alias_of_an_alias_is_kept_back_too(client, restrictions, homes, swedish):
    alias = make_alias(restrictions["login"].page, swedish)
    second = alias.create_alias(parent=homes.sv, update_slug="tredje")
    assert Page.objects.get(pk=second.pk).alias_of_id == alias.pk
    assert client.get(second.url).status_code == 302
    assert not StandardPage.objects.filter(pk=second.pk).visible_to(None).exists()


def test_are_asked_for_once_a_request(restrictions, django_assert_num_queries):
    request = request_of("library staff")
    visible(request)
    with django_assert_num_queries(1):
        visible(request)
