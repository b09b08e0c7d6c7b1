"""Which copies are removed, and that nothing goes that an editor has used or worked on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Revision

from integrations.liboppi.copies import fetch_pictures
from integrations.liboppi.models import Course, CoursePicture
from tests.factories.core import ImageFactory, StandardPageFactory, make_homes
from tests.factories.materials import MaterialPageFactory
from tests.integrations.liboppi.courses import make_course, make_cover
from tests.integrations.liboppi.picture_moodle import Answer, picture

pytestmark = pytest.mark.django_db

Image = get_image_model()


@pytest.fixture
def copy(moodle, media, client):
    """A copy of a cover that has gone from Moodle since."""
    cover = make_cover(make_course(7))
    moodle.files[cover.path] = Answer(picture())
    fetch_pictures(client)
    image = Image.objects.get()
    CoursePicture.objects.all().delete()
    return image


@pytest.fixture
def old_page(db):
    """A published page without pictures, whose revision isn't recent."""
    page = StandardPageFactory.create(parent=make_homes().fi)
    Revision.objects.update(created_at=timezone.now() - timedelta(days=90))
    return page


def body_with(image) -> list[tuple[str, dict]]:
    return [("picture", {"image": image, "caption": ""})]


def is_kept(client, image) -> bool:
    fetch_pictures(client)
    return Image.objects.filter(pk=image.pk).exists()


def test_what_no_course_has_any_more_goes_with_its_file_and_renditions(
    client, copy, media, django_capture_on_commit_callbacks
):
    renditions = list(copy.renditions.all())
    assert renditions
    assert list(media.iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        assert not is_kept(client, copy)
    assert not list(media.iterdir())
    assert not any(rendition.file.storage.exists(rendition.file.name) for rendition in renditions)


def test_what_another_course_has_stays(client, copy):
    make_cover(make_course(8), image=copy, fetched_version="1-100")
    assert is_kept(client, copy)


def test_what_an_editor_chose_for_a_course_stays(client, copy):
    Course.objects.update(own_image=copy)
    ReferenceIndex.objects.all().delete()
    assert is_kept(client, copy)


def test_what_stands_on_a_published_page_stays(client, copy, old_page):
    old_page.body = body_with(copy)
    old_page.save_revision().publish()
    Revision.objects.update(created_at=timezone.now() - timedelta(days=90))
    assert is_kept(client, copy)


def test_what_a_page_has_in_a_field_stays_before_the_index_knows(client, copy):
    MaterialPageFactory.create(parent=make_homes().fi, picture=copy)
    Revision.objects.all().delete()
    ReferenceIndex.objects.all().delete()
    assert is_kept(client, copy)


def test_what_was_just_published_stays_before_the_index_knows(client, copy, old_page):
    old_page.body = body_with(copy)
    old_page.save_revision().publish()
    ReferenceIndex.objects.all().delete()
    assert is_kept(client, copy)


def test_what_stands_in_a_draft_stays(client, copy, old_page):
    old_page.body = body_with(copy)
    old_page.save_revision()
    Revision.objects.update(created_at=timezone.now() - timedelta(days=90))
    assert is_kept(client, copy)


def test_what_is_to_be_published_later_stays(client, copy, old_page):
    old_page.body = body_with(copy)
    old_page.go_live_at = timezone.now() + timedelta(days=3)
    old_page.save_revision().publish()
    old_page.refresh_from_db()
    Revision.objects.update(created_at=timezone.now() - timedelta(days=90))
    Page.objects.update(has_unpublished_changes=False)
    assert is_kept(client, copy)


def test_what_was_on_a_page_long_ago_goes(client, copy, old_page):
    old_page.body = body_with(copy)
    old_page.save_revision().publish()
    old_page.body = []
    old_page.save_revision().publish()
    Revision.objects.update(created_at=timezone.now() - timedelta(days=90))
    assert not is_kept(client, copy)


def test_what_an_editor_has_described_stays(client, copy, admin_client):
    form = {"title": "Lukeva nainen", "description": "Nainen lukee", "collection": copy.collection_id}
    answer = admin_client.post(reverse("wagtailimages:edit", args=[copy.pk]), form)
    assert answer.status_code == 302
    assert is_kept(client, copy)


def test_what_an_editor_has_put_in_a_copys_place_stays(client, copy):
    copy.file = ImageFactory.build().file
    copy._set_image_file_metadata()
    copy.save()
    assert is_kept(client, copy)


def test_what_an_editor_has_uploaded_stays(client, copy, django_user_model):
    copy.uploaded_by_user = django_user_model.objects.create_user("editor")
    copy.save()
    assert is_kept(client, copy)


def test_every_other_picture_of_the_collection_stays(client, copy):
    other = ImageFactory.create(collection=copy.collection)
    assert is_kept(client, other)
