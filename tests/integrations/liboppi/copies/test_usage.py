"""What Wagtail's picture library tells of the places where a picture of a course is shown."""

import pytest
from django.urls import reverse

from tests.factories.core import ImageFactory
from tests.integrations.liboppi.courses import make_course, make_cover

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(media):
    return ImageFactory.create()


def usage(admin_client, image) -> str:
    return admin_client.get(reverse("wagtailimages:image_usage", args=[image.pk])).content.decode()


def test_a_copy_leads_to_its_course(admin_client, image):
    course = make_course(7)
    make_cover(course, image=image)
    assert f"/{course.pk}/" in usage(admin_client, image).partition("kansi.png")[0].rpartition("href=")[2]


def test_an_editors_choice_leads_to_its_course(admin_client, image):
    course = make_course(7, "Selkokieli", own_image=image)
    course.save()
    body = usage(admin_client, image)
    assert "Selkokieli" in body
    assert reverse("liboppi_courses:edit", args=[course.pk]) in body
