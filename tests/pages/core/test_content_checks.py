"""What the checks beside the page's editor look at, and in whose words they tell what they find."""

import json
import re

import pytest
from wagtail.users.models import UserProfile

from tests.factories.core import StandardPageFactory

pytestmark = pytest.mark.django_db


def checks(client, page) -> dict:
    shown = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    found = re.search(r'<script id="checker-axe-configuration"[^>]*>(.*?)</script>', shown, re.DOTALL)
    assert found is not None
    return json.loads(found.group(1))


def test_look_at_the_content_alone_for_headings_alternative_texts_and_links(client, homes, admin_user):
    client.force_login(admin_user)
    found = checks(client, StandardPageFactory(parent=homes.fi))
    assert found["context"]["include"] == ["main"]
    assert {"heading-order", "empty-heading", "image-alt", "alt-text-quality", "link-name"} <= set(
        found["options"]["runOnly"]
    )
    assert set(found["options"]["runOnly"]) == set(found["messages"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Kuvalta puuttuu vaihtoehtoinen teksti"),
        ("sv", "En bild saknar alternativ text"),
        ("en", "A picture has no alternative text"),
    ],
)
def test_speak_the_editors_language(client, homes, admin_user, language, words):
    UserProfile.objects.create(user=admin_user, preferred_language=language)
    client.force_login(admin_user)
    found = checks(client, StandardPageFactory(parent=homes.fi))
    assert found["messages"]["image-alt"]["error_name"] == words
