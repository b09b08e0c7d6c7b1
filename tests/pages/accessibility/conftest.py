"""A published statement in both languages, and people with and without rights over feedback."""

import json
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils.timezone import localdate

from cms.accounts.roles import GROUP_CHAIRS, LIBRARY_STAFF, SPECIALISTS
from tests.factories.accessibility import StatementFactory
from tests.factories.core import translate

ROLES = {"specialist": SPECIALISTS, "chair": GROUP_CHAIRS, "staff": LIBRARY_STAFF}
DEFICIENCY = {
    "what": "Vanhat videot",
    "cause": "not-compliant",
    "criterion": "1.2.2",
    "problem": "Videoissa ei ole tekstitystä.",
    "mended_by": "2027-02-28",
    "review_by": None,
    "instead": "Videon sisältö on tekstinä sivulla.",
}


def deficiencies(*values: dict) -> str:
    return json.dumps([{"type": "deficiency", "value": DEFICIENCY | value} for value in values])


@pytest.fixture
def statement(homes):
    return StatementFactory.create(parent=homes.fi, deficiencies=deficiencies({}))


@pytest.fixture
def swedish_statement(statement, swedish):
    return translate(statement, swedish, title="Tillgänglighetsutlåtande", slug="tillganglighetsutlatande")


@pytest.fixture
def sign_in(client, django_user_model):
    """Signs somebody in: a name of ROLES, "admin", "viewer" (reads feedback), "nobody" (a stranger)."""

    def sign_in_as(role: str):
        if role == "nobody":
            client.logout()
            return None
        user = django_user_model.objects.create_user(role, is_superuser=role == "admin")
        if role in ROLES:
            user.groups.add(Group.objects.get(name=ROLES[role]))
        if role == "viewer":
            rights = Permission.objects.filter(codename__in=["access_admin", "view_feedback"])
            user.user_permissions.add(*rights)
        client.force_login(user)
        return user

    return sign_in_as


@pytest.fixture
def today() -> date:
    return localdate()


@pytest.fixture
def days(today):
    """The day so many days from today."""
    return lambda number: today + timedelta(days=number)
