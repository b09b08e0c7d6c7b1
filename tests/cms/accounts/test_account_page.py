"""An editor's own account in the admin."""

import pytest
from django.urls import reverse

from tests.integrations.liboppi.admin_catalogue import signed_in

pytestmark = pytest.mark.django_db


def test_asks_for_the_language_but_not_for_a_time_zone():
    shown = signed_in("specialist", "sv").get(reverse("wagtailadmin_account")).content.decode()
    assert "preferred_language" in shown
    assert "time_zone" not in shown
