"""Wagtail's own uploads take no disguised file either."""

import pytest
from django.urls import reverse
from django.utils import translation

from pages.core.models import CustomDocument, CustomImage

from . import files

AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest", "HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.mark.parametrize(
    ("address", "name", "model"),
    [
        ("wagtaildocs:add_multiple", "ohje.pdf", CustomDocument),
        ("wagtailimages:add_multiple", "kuva.png", CustomImage),
    ],
)
def test_disguised_types_are_refused_in_the_admin(admin_client, address, name, model):
    def send(data: bytes):
        upload = {"files[]": files.upload(name, data), "title": "Ohje", "collection": 1}
        with translation.override("en"):
            return admin_client.post(reverse(address), upload, **AJAX).json()

    assert send(b"<html>Hei</html>")["success"] is False
    assert not model.objects.exists()
    assert send(files.GOOD[name[-3:]])["success"] is True
    assert model.objects.count() == 1
