"""What other programs and editors get of courses' pictures; see the pages' tests for readers."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from integrations.liboppi.illustrations import illustrated
from integrations.liboppi.models import Course, CoursePicture
from tests.factories.core import ImageFactory
from tests.integrations.liboppi.admin_catalogue import signed_in
from tests.integrations.liboppi.courses import make_course, make_cover, make_summary_picture, path_of

pytestmark = pytest.mark.django_db

MOODLE = ("pluginfile", "liboppi:", "liboppi.example/webservice")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A media folder of the test's own, and no rendition known of other tests."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def client() -> Client:
    """A browser or another program; in this folder `client` is otherwise one of Liboppi's."""
    return Client()


def summary_with(*names: str, alternative_text: str = "Kaavio") -> str:
    paths = (f"107/course/summary/{name}" for name in names)
    pictures = "".join(f'<p><img alt="{alternative_text}" src="liboppi:{path}"></p>' for path in paths)
    return f"<p>Alku.</p>{pictures}<p>Loppu.</p>"


@pytest.fixture
def course() -> Course:
    """A course with a cover of 640 × 480, and two pictures in its summary, of which one has a copy."""
    course = make_course(7, summary=summary_with("kuva.png", "puuttuu.png"))
    make_cover(course, image=ImageFactory.create())
    make_summary_picture(course, image=ImageFactory.create(file__width=2000, file__height=1000))
    make_summary_picture(course, "puuttuu.png")
    return course


def with_pictures(course: Course) -> Course:
    return Course.objects.with_texts().with_pictures().get(pk=course.pk)


class TestASummary:
    def test_has_the_copies_where_the_pictures_stood(self, course):
        html = illustrated(course.texts.get().summary, with_pictures(course))
        image = CoursePicture.objects.get(path=path_of(course, "kuva.png", "summary")).image
        (rendition,) = image.renditions.all()
        assert html == (
            f'<p>Alku.</p><p><img src="{rendition.url}" width="1280" height="640" alt="Kaavio" '
            'loading="lazy"></p><p>Loppu.</p>'
        )

    def test_keeps_alternative_text_harmless(self, course):
        html = illustrated(
            summary_with("kuva.png", alternative_text="A &amp; &quot;B&quot; onerror=x"),
            with_pictures(course),
        )
        assert 'alt="A &amp; &quot;B&quot; onerror=x"' in html

    def test_leaves_out_a_picture_whose_file_is_lost(self, course):
        for picture in CoursePicture.objects.exclude(image=None):
            picture.image.file.storage.delete(picture.image.file.name)
        assert illustrated(course.texts.get().summary, with_pictures(course)) == "<p>Alku.</p><p>Loppu.</p>"

    def test_without_pictures_asks_for_nothing(self, course, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert illustrated("<p>Alku.</p>", Course.objects.none().model()) == "<p>Alku.</p>"


class TestTheAPI:
    def test_gives_the_cover_with_its_measures(self, client, course):
        (item,) = client.get("/api/v1/courses/").json()["items"]
        image = item["image"]
        assert image["url"].startswith("http://testserver/media/images/")
        assert (image["width"], image["height"], image["alt"]) == (640, 480, "")
        assert client.get(f"/api/v1/courses/{course.moodle_id}/").json()["image"] == image

    def test_gives_the_editors_choice_with_what_it_shows(self, client, course):
        course.own_image = ImageFactory.create(description="Lukupiiri", file__width=300, file__height=200)
        course.save()
        image = client.get("/api/v1/courses/").json()["items"][0]["image"]
        assert (image["width"], image["height"], image["alt"]) == (300, 200, "Lukupiiri")

    def test_gives_none_where_there_is_no_copy(self, client, course):
        CoursePicture.objects.update(image=None)
        assert client.get("/api/v1/courses/").json()["items"][0]["image"] is None

    def test_gives_none_where_the_file_is_lost(self, client, course):
        image = CoursePicture.objects.first().image
        image.file.storage.delete(image.file.name)
        assert client.get("/api/v1/courses/").json()["items"][0]["image"] is None

    def test_has_pictures_in_summaries_under_full_addresses(self, client, course):
        detail = client.get(f"/api/v1/courses/{course.moodle_id}/").json()
        for summary in (detail["summary"], detail["texts"][0]["summary"]):
            assert summary.count("<img") == 1
            assert '<img src="http://testserver/media/images/' in summary

    def test_names_no_address_of_moodle(self, client, course):
        for path in ("", f"{course.moodle_id}/"):
            body = client.get(f"/api/v1/courses/{path}").content.decode()
            assert not any(word in body for word in MOODLE)

    def test_costs_the_same_for_few_and_for_many(self, client, course):
        client.get("/api/v1/courses/")
        with CaptureQueriesContext(connection) as few:
            client.get("/api/v1/courses/")
        for number in range(20, 30):
            make_cover(make_course(number, own_image=ImageFactory.create()), image=ImageFactory.create())
        client.get("/api/v1/courses/")  # makes the renditions
        cache.clear()
        with CaptureQueriesContext(connection) as many:
            client.get("/api/v1/courses/")
        own_images_with_their_renditions = 2
        assert len(many) <= len(few) + own_images_with_their_renditions
        assert len(many) <= 13


class TestTheAdmin:
    @pytest.mark.parametrize("view", ["edit", "inspect"])
    def test_shows_the_pictures_and_what_is_wrong_with_them(self, course, view):
        broken = make_summary_picture(course, "rikki%20kuva.png", problem="picture_broken")
        address = reverse(f"liboppi_courses:{view}", args=[course.pk])
        body = signed_in("superuser").get(address).content.decode()
        pictures = body.partition("liboppi-pictures")[2].partition("</ul>")[0]
        assert pictures.count("<img") == 2
        assert f"The picture {broken} is damaged." in pictures
        assert "rikki kuva.png" in pictures
        assert "puuttuu.png" in pictures
        assert "Not fetched yet" in pictures

    def test_shows_summaries_with_their_pictures(self, course):
        body = (
            signed_in("superuser").get(reverse("liboppi_courses:inspect", args=[course.pk])).content.decode()
        )
        summary = body.partition('class="liboppi-summary"')[2].partition("</div>")[0]
        assert summary.count('<img src="/media/images/') == 1
        assert not any(word in body for word in ("pluginfile", "liboppi:1"))
