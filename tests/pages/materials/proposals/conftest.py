"""The material banks in both languages, and people with and without rights over proposals."""

import pytest
from django.contrib.auth.models import Group, Permission

from cms.accounts.roles import GROUP_CHAIRS, LIBRARY_STAFF, SPECIALISTS
from tests.factories.core import translate
from tests.factories.materials import MaterialIndexPageFactory, ThemeFactory

ROLES = {"specialist": SPECIALISTS, "chair": GROUP_CHAIRS, "staff": LIBRARY_STAFF, "colleague": LIBRARY_STAFF}


@pytest.fixture
def bank(homes):
    ThemeFactory.create(name="Lukeminen")
    return MaterialIndexPageFactory.create(parent=homes.fi, slug="materiaalipankki")


@pytest.fixture
def swedish_bank(bank, swedish):
    return translate(bank, swedish, title="Materialbanken", slug="materialbanken")


@pytest.fixture
def user(db, django_user_model):
    """A user by role: one of ROLES, "admin", "viewer" (may look at proposals), "reader" (has no right)."""

    def make(role: str):
        found = django_user_model.objects.filter(username=role).first()
        if found:
            return found
        new = django_user_model.objects.create_user(
            role, f"{role}@example.fi", is_superuser=role == "admin", first_name=role.capitalize()
        )
        if role in ROLES:
            new.groups.add(Group.objects.get(name=ROLES[role]))
        if role == "viewer":
            new.user_permissions.add(
                *Permission.objects.filter(codename__in=["access_admin", "view_proposal"])
            )
        return new

    return make


@pytest.fixture
def sign_in(client, user):
    """Signs somebody in by role; "nobody" is a stranger."""

    def as_role(role: str):
        client.logout()
        if role != "nobody":
            client.force_login(user(role))
        return client

    return as_role
