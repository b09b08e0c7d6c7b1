"""Pictures of courses on the site, from Liboppi to the reader."""

import re

import pytest
from django.core.cache import cache
from wagtail.images import get_image_model

from integrations.liboppi.models import Course, CoursePicture, PicturePlace, SyncTrigger
from integrations.liboppi.standin import StandIn
from integrations.liboppi.sync import synchronise
from pages.catalogue.models import CataloguePage
from tests.factories.core import ImageFactory, make_homes
from tests.integrations.liboppi.courses import make_course, make_cover, make_summary_picture
from tests.pages.catalogue.answers import index_courses

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A media folder of the test's own, and no rendition known of other tests."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def catalogue() -> CataloguePage:
    return make_homes().fi.add_child(instance=CataloguePage(title="Kurssit", slug="kurssit"))


@pytest.fixture
def course() -> Course:
    """A course with a cover of 640 × 480."""
    course = make_course(
        7, summary='<p>Alku.</p><p><img alt="Kaavio" src="liboppi:107/course/summary/kuva.png"></p>'
    )
    make_cover(course, image=ImageFactory.create(credit="", licence=""))
    return course


def body_of(client, page, course: Course | None = None) -> str:
    index_courses()
    answer = client.get(page.url + (f"{course.moodle_id}/" if course else ""))
    assert answer.status_code == 200
    return answer.content.decode()


def picture_in(body: str, css_class: str) -> str:
    tag = r"<picture>.*?</picture>|<img[^>]*>"
    found = re.search(rf'class="[^"]*{css_class}[^"]*">\s*({tag})', body, re.DOTALL)
    return found[1] if found else ""


def measures(picture: str) -> tuple[str, ...]:
    """The width and height that a browser knows before the picture has come."""
    image = picture.partition("<img")[2]
    return tuple(re.findall(rf' {name}="([0-9]+)"', image)[0] for name in ("width", "height"))


class TestTheCover:
    def test_stands_on_the_courses_page_in_modern_formats_and_with_its_measures(
        self, client, catalogue, course
    ):
        picture = picture_in(body_of(client, catalogue, course), "course-picture")
        assert re.findall(r'type="(image/\w+)"', picture) == ["image/avif", "image/webp"]
        assert re.search(r'<img[^>]* src="/media/images/[^"]+\.jpg"', picture)
        assert measures(picture) == ("480", "360")

    def test_decorates_unless_the_library_says_what_it_shows(self, client, catalogue, course):
        assert 'alt=""' in picture_in(body_of(client, catalogue, course), "course-picture")
        get_image_model().objects.update(description="Lukupiiri pöydän ääressä")
        assert 'alt="Lukupiiri pöydän ääressä"' in picture_in(
            body_of(client, catalogue, course), "course-picture"
        )

    def test_that_an_editor_chose_is_shown_with_its_credit(self, client, catalogue, course):
        course.own_image = ImageFactory.create(file__width=200, file__height=100)
        course.save()
        body = body_of(client, catalogue, course)
        assert measures(picture_in(body, "course-picture")) == ("200", "100")
        assert "Matkakuvaaja" in body

    def test_stands_on_the_courses_card(self, client, catalogue, course):
        picture = picture_in(body_of(client, catalogue), "card__picture")
        assert measures(picture) == ("480", "270")
        assert len(re.findall(r"\.webp \d+w", picture)) == 2
        assert 'alt=""' in picture

    def test_leaves_no_gap_where_there_is_none(self, client, catalogue, course):
        CoursePicture.objects.all().delete()
        assert "card--with-picture" not in body_of(client, catalogue)
        assert "course-picture" not in body_of(client, catalogue, course)


class TestASummary:
    def test_has_no_picture_without_a_copy(self, client, catalogue, course):
        body = body_of(client, catalogue, course)
        assert "Alku." in body
        assert "kuva.png" not in body

    @pytest.mark.parametrize("reader", ["stranger", "superuser"])
    def test_has_its_pictures_for_strangers_and_staff(
        self, client, catalogue, course, reader, django_user_model
    ):
        make_summary_picture(course, image=ImageFactory.create())
        if reader == "superuser":
            client.force_login(django_user_model.objects.create_superuser("chief"))
        prose = body_of(client, catalogue, course).partition('class="prose"')[2].partition("</div>")[0]
        assert re.search(
            r'<p><img src="/media/images/[^"]+" width="640" height="480" alt="Kaavio" loading="lazy"></p>',
            prose,
        )


class TestFromLiboppiToTheReader:
    @pytest.fixture
    def stand_in(self, settings):
        """The region's catalogue in a Moodle, not synced yet."""
        with StandIn() as stand_in:
            settings.LIBOPPI_URL, settings.LIBOPPI_TOKEN = stand_in.url, stand_in.token
            yield stand_in

    def sync(self):
        outcome = synchronise(SyncTrigger.COMMAND)
        assert outcome.error is None
        return outcome.run

    def test_every_picture_is_shown_and_none_of_moodles_addresses(self, client, catalogue, stand_in):
        run = self.sync()
        covers = CoursePicture.objects.filter(place=PicturePlace.COVER)
        illustrated = Course.objects.get(pictures__place=PicturePlace.SUMMARY)
        assert covers
        assert (run.pictures, run.picture_problems) == (CoursePicture.objects.count(), 0)
        listing = body_of(client, catalogue)
        assert listing.count("card--with-picture") == covers.count()
        own_page = body_of(client, catalogue, illustrated)
        assert re.search(r'<img src="/media/images/[^"]+" width="96" height="54" alt="[^"]+"', own_page)
        for body in (listing, own_page):
            assert "pluginfile" not in body
            assert "liboppi:" not in body

    def test_a_second_run_asks_for_nothing(self, stand_in):
        self.sync()
        asked = len(stand_in.asked("pluginfile"))
        self.sync()
        assert len(stand_in.asked("pluginfile")) == asked

    def test_a_picture_that_only_looks_new_is_sent_but_once(self, stand_in):
        self.sync()
        images = set(CoursePicture.objects.values_list("image", flat=True))
        CoursePicture.objects.update(version="later")
        run = self.sync()
        assert (run.pictures, run.picture_problems) == (0, 0)
        assert not CoursePicture.objects.wanted().exists()
        assert set(CoursePicture.objects.values_list("image", flat=True)) == images

    @pytest.mark.parametrize(
        "failure",
        ["picture_no_image", "picture_broken", "picture_huge", "picture_missing", "picture_refused"],
    )
    def test_bad_answers_leave_courses_without_picture(self, client, catalogue, stand_in, failure):
        stand_in.fail(failure)
        run = self.sync()
        assert run.pictures == 0
        assert run.picture_problems > 0
        assert "card--with-picture" not in body_of(client, catalogue)
        assert not get_image_model().objects.exists()
