"""The numbers beside the admin's menu items: what they cost on each page, and that they are right at once."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.materials.models import MaterialUse
from tests.factories.proposals import ProposalFactory
from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db
PAGE = "wagtailadmin_account"
MENU = ("Materials", "Proposals", "Uses")
COUNTED = ("materials_proposal", "materials_materialuse")


@pytest.fixture
def editor(homes):
    return signed_in("specialist", "en")


@pytest.fixture
def use(homes):
    told = {"language": "fi", "library": "Raisio", "used_on": "2026-03-14", "text": "Hyvin."}
    return MaterialUse.objects.create(material=uuid4(), state="waiting", **told)


def labels(editor) -> list[str]:
    shown = editor.get(reverse(PAGE)).content.decode()
    return [f"{name} ({n})" for name in MENU for n in range(9) if f"{name} ({n})" in shown]


def counting(editor) -> int:
    with CaptureQueriesContext(connection) as queries:
        editor.get(reverse(PAGE))
    return sum(any(table in query["sql"] for table in COUNTED) for query in queries)


def test_are_asked_for_once_not_on_every_page(editor, use):
    assert [counting(editor) for _page in range(3)] == [2, 0, 0]
    assert counting(signed_in("superuser", "en")) == 0


def test_follow_what_comes_changes_and_goes_at_once(editor, use):
    assert labels(editor) == ["Materials (1)", "Uses (1)"]
    proposal = ProposalFactory.create()
    assert labels(editor) == ["Materials (2)", "Proposals (1)", "Uses (1)"]
    use.state = "shown"
    use.save()
    assert labels(editor) == ["Materials (1)", "Proposals (1)"]
    proposal.delete()
    assert labels(editor) == []
